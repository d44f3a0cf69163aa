"""Deriving and writing `Trace` rows: what each edition says of each key, kept only where it changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publishing import document, reading
from publishing.canonical import canonical, wording_digest
from publishing.models import Edition, Trace

FACTS: Final = ("kind", "place", "number", "symbol", "slug", "wording")


@dataclass(frozen=True)
class Facts:
    """What is kept of a key. `place` is the key of the unit, duty or contact that it belongs to."""

    kind: str
    place: str = ""
    number: str = ""
    symbol: str = ""
    slug: str = ""
    wording: str = ""


def facts_of(content: document.Document) -> dict[str, Facts]:
    """The facts of every key in the document."""
    if isinstance(content, document.OfficeDocument):
        return dict(_of_contacts(content.contacts, ""))
    if isinstance(content, document.PageDocument):
        return {content.key: _of_page(content)}
    return dict(_of_unit(content.unit, None))


def _of_page(page: document.PageDocument) -> Facts:
    stated = canonical(page.declaration) if page.declaration else ""
    return Facts(
        "page", slug=page.slug, wording=wording_digest(page.title, page.body, page.easy_text, page.film, stated)
    )


def _of_unit(unit: document.Unit, parent: document.Unit | None) -> Iterator[tuple[str, Facts]]:
    yield (
        unit.key,
        Facts(
            kind="unit" if parent else "department",
            place=parent.key if parent else "",
            number=unit.numeral,
            symbol=unit.symbol,
            slug=unit.slug,
            wording=wording_digest(unit.name, unit.heading, unit.intro, unit.handling, unit.registers),
        ),
    )
    yield from _of_contacts(unit.contacts, unit.key)
    for post in unit.posts:
        yield post.key, Facts("post", unit.key, wording=wording_digest(post.function, post.competence))
        for holder in post.holders:
            yield holder.key, Facts("appointment", post.key, wording=wording_digest(holder.person, str(holder.acting)))
    for duty in unit.duties:
        points = (part for point in duty.points for part in (point.number, point.text))
        wording = wording_digest(duty.text, duty.legal_basis, *points)  # so that a duty turns with its points
        yield duty.key, Facts("duty", unit.key, duty.number, wording=wording)
        for point in duty.points:
            yield (
                point.key,
                Facts("point", duty.key, point.number, wording=wording_digest(point.text, point.legal_basis)),
            )
    for below in unit.units:
        yield from _of_unit(below, unit)


def _of_contacts(contacts: tuple[document.Contact, ...], place: str) -> Iterator[tuple[str, Facts]]:
    for contact in contacts:
        wording = wording_digest(contact.title, contact.address, contact.room, contact.opening_hours)
        yield contact.key, Facts("contact", place, wording=wording)
        for channel in contact.channels:
            yield channel.key, Facts("channel", contact.key, wording=wording_digest(channel.kind, channel.value))


def write_traces(edition: Edition, content: document.Document) -> None:
    """Close the rows that the edition ends and begin those that it changes or adds."""
    of_subject = Trace.objects.filter(subject=edition.subject, subject_key=edition.key)
    holding = {trace.key: trace for trace in of_subject.filter(last_number=None)}
    facts = facts_of(content)
    same = {key for key, trace in holding.items() if facts.get(key) == _facts(trace)}
    of_subject.filter(pk__in=[trace.pk for key, trace in holding.items() if key not in same]).update(
        last_number=edition.number - 1
    )
    Trace.objects.bulk_create(
        [
            Trace(
                subject=edition.subject,
                subject_key=edition.key,
                key=key,
                first_number=edition.number,
                **{name: getattr(fact, name) for name in FACTS},
            )
            for key, fact in facts.items()
            if key not in same
        ],
        batch_size=500,
    )


def _facts(trace: Trace) -> Facts:
    return Facts(**{name: getattr(trace, name) for name in FACTS})


def rebuild_traces() -> int:
    """Make all rows anew from the editions; returns how many there are. The caller holds the office's lock."""
    Trace.objects.all().delete()
    for edition in Edition.objects.select_related("body").order_by("subject", "key", "number").iterator(chunk_size=50):
        write_traces(edition, reading.document_of(edition))
    return Trace.objects.count()
