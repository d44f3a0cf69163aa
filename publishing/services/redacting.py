"""Redaction of a person: «[dane usunięto]» takes his place wherever he is found, lawfully, on record and for good."""

import secrets
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from pydantic import ValidationError

from journal.append_only import WORDS
from journal.models import Entry, Erasure
from journal.services import record
from orgchart.search import refold
from orgchart.services import lock_office
from publishing import reading
from publishing.canonical import SALT_BYTES, canonical, digest
from publishing.document import Metadata
from publishing.models import (
    COPIED,
    Attachment,
    Edition,
    EditionBody,
    ProposalPart,
    RedactedLink,
    Redaction,
    RegisterEntry,
    Trace,
)
from publishing.obstacles import Obstacle
from publishing.phrases import FEWEST_WORDS, REMOVED, SHORTEST, Phrases
from publishing.register import tell_packages, write_register
from publishing.services.following import call_after_commit, forget_what_is_made_of_editions
from publishing.services.refusals import PublicationRefused
from publishing.services.searching import Findings, How, Place, find_traces, text_columns
from publishing.services.versions import raise_version
from publishing.trace import write_traces

REQUIRED: Final = {
    "scope": "zakres (jakie dane usuwasz, bez nich samych)",
    "reason": "powód",
    "legal_basis": "podstawę prawną",
    "decided_by": "osobę, która zdecydowała",
}
LONGEST: Final = {"legal_basis": 500, "decided_by": 200}
OUT_OF_REACH: Final = (
    "Kopie zapasowe sprzed usunięcia danych: usuń je; po odtworzeniu z takiej kopii usuń dane jeszcze raz.",
    "Paczki, pliki i strony, które ktoś już pobrał, i kanały Atom w czytnikach.",
    "Kopie w wyszukiwarkach i archiwach internetu: poproś je o usunięcie.",
    "Wysłane wiadomości e-mail.",
    "Dzienniki serwera WWW i pośredników.",
)
OUT_OF_REACH_ON_POSTGRESQL: Final = "Pliki WAL serwera PostgreSQL, ich archiwum i repliki, dopóki nie wygasną."


class RedactionRefused(PublicationRefused):
    """Nothing was removed; `obstacles` says why, each in a sentence that repeats none of the phrases."""


class FindingsChanged(RedactionRefused):
    """Since somebody looked, other places came or went: they are to be looked at again."""


@dataclass(frozen=True)
class Decision:
    """What is told instead of the data (LAW M7): scope, why, on what basis, and who decided."""

    scope: str
    reason: str
    legal_basis: str
    decided_by: str


@sensitive_variables()
@transaction.atomic
def redact(
    phrases: Phrases, decision: Decision, *, by: User, seen: str, single: bool = False, files: Collection[int] = ()
) -> Redaction:
    """Remove a person from everything that `find_traces` finds, in one transaction.

    `seen`: the digest of the findings that were looked at; `single`: that phrases of one word are meant; `files`:
    attachments that are emptied. Raises `RedactionRefused`. What is named in MADE_OF_EDITIONS is called within the
    transaction, what AFTER_PUBLICATION names after it, with each edition. Then `erase_remnants` cleans the files.
    """
    lock_office()
    _refuse_if(obstacles_of_phrases(phrases, single=single))
    findings = find_traces(phrases)
    _refuse_if(list(_obstacles(phrases, decision, findings)))
    if findings.digest != seen:
        raise FindingsChanged(
            [Obstacle("findings-changed", "Od tego czasu coś się zmieniło. Obejrzyj wynik jeszcze raz.")]
        )
    redaction = _put_on_record(decision, findings, by, files)
    subjects = _redact_editions(phrases, findings.of(How.GATE), redaction)
    _redact_rows(phrases, findings.of(How.REPLACED))
    _redact_journal(phrases, findings.of(How.JOURNAL), redaction)
    Attachment.objects.filter(pk__in=files).update(content=b"", size=0)
    _delete_rows(findings.of(How.DELETED))
    gone = [place.pk for place in findings.of(How.CLEARED)]
    Session.objects.filter(models.Q(pk__in=gone) | models.Q(expire_date__lte=timezone.now())).delete()
    for subject, key in sorted(subjects):
        _derive_anew(subject, key)
    forget_what_is_made_of_editions()
    raise_version()
    transaction.on_commit(reading.forget_documents)
    call_after_commit(redaction.links.order_by("edition").values_list("edition", flat=True))
    return redaction


@sensitive_variables()
def obstacles_of_phrases(phrases: Phrases, *, single: bool) -> list[Obstacle]:
    """Before anything is searched: phrases that stand for nobody, or for too many."""
    if not phrases.texts:
        return [Obstacle("phrases-missing", "Podaj imię i nazwisko, każdą formę gramatyczną w osobnym wierszu.")]
    if phrases.too_short:
        return [Obstacle("phrase-too-short", f"Każdy wiersz musi mieć co najmniej {SHORTEST} liter lub cyfr.")]
    if phrases.single and not single:
        return [
            Obstacle(
                "phrase-of-one-word",
                f"Wiersz, który nie ma {FEWEST_WORDS} słów, może oznaczać też co innego. Potwierdź, że o to chodzi.",
            )
        ]
    return []


@sensitive_variables()
def _obstacles(phrases: Phrases, decision: Decision, findings: Findings) -> Iterator[Obstacle]:
    for name, what in REQUIRED.items():
        answer = getattr(decision, name).strip()
        if not answer:
            yield Obstacle("redaction-incomplete", f"Podaj {what}.")
        if len(answer) > LONGEST.get(name, len(answer)):
            yield Obstacle("redaction-incomplete", f"Skróć {what}: najwyżej {LONGEST[name]} znaków.")
        if phrases.found(answer):
            yield Obstacle("phrase-in-decision", "Uzasadnienie jest jawne: nie powtarzaj w nim usuwanych danych.")
    if findings.of(How.REFUSED):
        yield Obstacle(
            "phrase-in-title", "Usuwany tekst stoi w tytule albo adresie wydania, a tych się nie zmienia. Zmień frazę."
        )
    if not (findings.places or findings.files):
        yield Obstacle("nothing-found", "Nie znaleziono nic do usunięcia.")


def _refuse_if(found: list[Obstacle]) -> None:
    if found:
        raise RedactionRefused(found)


def _put_on_record(decision: Decision, findings: Findings, by: User, files: Collection[int]) -> Redaction:
    name = (by.get_full_name() or by.get_username())[:200]
    said = {field.name: getattr(decision, field.name).strip() for field in fields(decision)}
    unreachable = "\n".join(out_of_reach(findings, files))
    redaction = Redaction.objects.create(**said, done_by=name, unreachable=unreachable)
    record(
        Entry.Kind.ROAD,
        "usunięto dane osobowe",
        model="publishing.redaction",
        key=f"redaction:{redaction.pk}",
        title=redaction.scope[:300],
        after={
            "powód": redaction.reason,
            "podstawa prawna": redaction.legal_basis,
            "kto zdecydował": redaction.decided_by,
            "wydania": len({place.pk for place in findings.of(How.GATE)}),
            "miejsca": len(findings.places),
        },
    )
    return redaction


def out_of_reach(findings: Findings, files: Collection[int] = ()) -> Iterator[str]:
    """What the office has to see to itself, a sentence each; nothing of what was found is repeated."""
    yield from OUT_OF_REACH
    if connection.vendor == "postgresql":
        yield OUT_OF_REACH_ON_POSTGRESQL
    for file in findings.files:
        if file.pk not in files:
            yield f"Plik podstawy prawnej nr {file.pk}: sprawdź, czy nie zawiera tych danych."
    by_hand = {(place.table, place.title, place.pk) for place in findings.of(How.BY_HAND)}
    for table, title, pk in sorted(by_hand, key=str):
        if table != "publishing.attachment":
            yield f"{title.capitalize()}, nr {pk}: zmień lub wyłącz ręcznie."
    for how, what in ((How.KEPT, "zostaje, bo tego rejestru się nie zmienia"), (How.UNKNOWN, "nieznana tabela")):
        for title, pk in sorted({(place.title, str(place.pk)) for place in findings.of(how)}):
            yield f"{title.capitalize()}, nr {pk}: {what}."


@sensitive_variables()
def _redact_editions(phrases: Phrases, places: list[Place], redaction: Redaction) -> set[tuple[str, str]]:
    """Through the gate: first the link, then the words that it holds the digest of."""
    subjects = set()
    for pk in sorted({place.pk for place in places}):
        body = EditionBody.objects.select_related("edition").get(pk=pk)
        metadata = _valid(body.metadata, phrases.removed, Metadata)
        content = _valid(body.content, phrases.removed, reading.KINDS[body.edition.subject])
        _refuse_changed_columns(metadata, body.edition)
        texts, salt = {"metadata": metadata, "content": content}, secrets.token_bytes(SALT_BYTES)
        new = digest(salt=salt, **texts)
        RedactedLink.objects.create(redaction=redaction, edition=body.edition, digest=new)
        models.QuerySet(EditionBody).filter(pk=pk).update(salt=salt, redacted_digest=new, **texts)
        subjects.add((body.edition.subject, body.edition.key))
    return subjects


@sensitive_variables()
def _valid(text: str, removed: Callable[[str], str], kind: type[Any]) -> str:
    """The canonical text without the phrases."""
    try:
        return canonical(kind.model_validate_json(removed(text)))
    except ValidationError:
        _refuse_if([Obstacle("phrase-in-structure", "Usuwany tekst należy do budowy dokumentu. Zmień frazę.")])
        raise


def _refuse_changed_columns(metadata: str, edition: Edition) -> None:
    said = Metadata.model_validate_json(metadata)
    if any(getattr(said, name) != getattr(edition, name) for name in COPIED):
        _refuse_if([Obstacle("phrase-in-title", "Usuwany tekst stoi w tytule albo adresie wydania. Zmień frazę.")])


@sensitive_variables()
def _redact_rows(phrases: Phrases, places: list[Place]) -> None:
    """Past the models: nothing is recorded of it but the redaction itself, since before and after hold the data."""
    for table, pk in sorted({(place.table, place.pk) for place in places}, key=str):
        row = apps.get_model(table)._base_manager.get(pk=pk)
        changed = {}
        for field in text_columns(type(row)):
            value = getattr(row, field.attname)
            if isinstance(value, str) and phrases.found(value):
                changed[field.attname] = _new_value(phrases, row, field, value)
        for name, value in changed.items():
            setattr(row, name, value)
        refold(row)
        _write(row, {name: getattr(row, name) for name in changed})


@sensitive_variables()
def _new_value(phrases: Phrases, row: models.Model, field: models.Field[Any, Any], value: str) -> str:
    if isinstance(row, ProposalPart) and field.name == "content":
        return _valid(value, phrases.removed, reading.KINDS[row.subject])
    if isinstance(field, models.SlugField):
        return f"dane-usunieto-{row.pk}"
    return phrases.removed(value)[: field.max_length]


def _write(row: models.Model, values: dict[str, str]) -> None:
    """Where the database keeps a form that «[dane usunięto]» has not, nothing is left instead."""
    rows: models.QuerySet[Any] = models.QuerySet(type(row)).filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**values)
    except IntegrityError:
        rows.update(**{name: "" if REMOVED in value else value for name, value in values.items()})


def _delete_rows(places: list[Place]) -> None:
    """Rows that say nothing any more without the phrase."""
    for table in {place.table for place in places}:
        rows = [place.pk for place in places if place.table == table]
        apps.get_model(table)._base_manager.filter(pk__in=rows).delete()


@sensitive_variables()
def _redact_journal(phrases: Phrases, places: list[Place], redaction: Redaction) -> None:
    """Through the journal's own gate, which lets through the words alone."""
    if not places:
        return
    erasure = Erasure.objects.create(by=redaction.done_by, reason=f"usunięcie danych osobowych nr {redaction.pk}")
    for entry in Entry.objects.filter(pk__in={place.pk for place in places}).iterator():
        new = {
            field.attname: phrases.removed(text)[: field.max_length]
            for field in text_columns(Entry)
            if field.name in WORDS and phrases.found(text := getattr(entry, field.attname))
        }
        models.QuerySet(Entry).filter(pk=entry.pk).update(**new, redaction=erasure)


def _derive_anew(subject: str, key: str) -> None:
    """Traces keep digests of wordings that have no salt, and the register tells names word by word."""
    Trace.objects.filter(subject=subject, subject_key=key).delete()
    RegisterEntry.objects.filter(edition__subject=subject, edition__key=key).delete()
    for edition in Edition.objects.of(subject, key).select_related("body").order_by("number").iterator(chunk_size=50):
        content = reading.document_of(edition)
        write_traces(edition, content)
        write_register(edition, content)
    tell_packages(Edition.objects.of(subject, key).values_list("pk", flat=True))
