"""Publishing: the one act by which a document becomes the public record.

`store_edition` is that act. `publish_edition` takes it with the working copy as it stands (commands, the
demonstration); people go the road of a proposal (`publishing.services.road`), which ends with what was approved.
"""

import secrets
from collections.abc import Collection
from dataclasses import fields
from datetime import UTC, date, datetime

from django.db import transaction
from django.utils import timezone

from journal.models import Entry
from journal.services import record
from orgchart.models import OFFICE_ID, Office
from orgchart.services import lock_office
from orgchart.text import sort_key
from publishing import obstacles, reading
from publishing.canonical import SALT_BYTES, as_canonical, canonical, digest
from publishing.differences import compare
from publishing.document import Document, Metadata, OfficeDocument, PageDocument
from publishing.minor import is_minor
from publishing.models import COPIED, Edition, EditionBody, Proposal
from publishing.obstacles import Obstacle
from publishing.register import write_register
from publishing.services.following import call_after_commit
from publishing.services.refusals import PublicationRefused
from publishing.services.statements import Statement, obstacles_of_said
from publishing.services.versions import raise_version
from publishing.subjects import Identity, Subject, build, fresh, identity_of, newest_edition, slug_of, title_of
from publishing.telling import Chapter, tell
from publishing.trace import write_traces


@transaction.atomic
def publish_edition(subject: Subject, statement: Statement) -> Edition:
    """Copy the office or the whole department into a new edition.

    Raises `PublicationRefused`. What is named in the setting AFTER_PUBLICATION is called with the edition's id after
    the transaction was committed; a failure there is logged and undoes nothing.
    """
    lock_office()
    subject = fresh(subject)
    now = timezone.now()
    content, found = _judge(subject, statement, now)
    if content is None or found:
        raise PublicationRefused(found)
    return store_edition(identity_of(subject), content, statement, now)


def find_obstacles(subject: Subject, statement: Statement) -> list[Obstacle]:
    """What would refuse this publication now; empty when nothing would. Warnings are told to those who go the road."""
    _, found = _judge(subject, statement, timezone.now())
    return found


def changes_since_in_force(subject: Subject) -> list[Chapter]:
    """What the working copy says otherwise than the edition in force, told unit by unit.

    Raises `Edition.DoesNotExist` while no edition of the subject is in force, and `PublicationRefused` where the
    working copy was broken by hand, so that no document can be made of it.
    """
    now = timezone.now()
    edition = Edition.objects.of(*identity_of(subject)).in_force(now).select_related("body").get()
    broken = obstacles.obstacles_before_building(subject)
    if broken:
        raise PublicationRefused(broken)
    old, new = reading.document_of(edition), build(subject, timezone.localdate(now))
    return tell(old, new, compare(old, new))


def day_of(in_force_from: datetime | None, now: datetime) -> date:
    """Of whose day the document speaks."""
    return timezone.localdate(in_force_from or now)


def obstacles_of_document(
    identity: Identity,
    content: Document,
    *,
    kind: str,
    in_force_from: datetime,
    now: datetime,
    besides: Collection[str] = (),
) -> list[Obstacle]:
    """What stands in the way of this document as the subject's next edition, of that kind, from that moment on.

    It is compared with what readers would see at that moment otherwise, which may be a planned edition. `besides`:
    keys of other departments that are published in the same act.
    """
    before = Edition.objects.of(*identity).in_force(in_force_from).select_related("body").first()
    dates = obstacles.obstacles_of_dates(
        *identity, is_correction=kind == Edition.Kind.CORRECTION, in_force_from=in_force_from, now=now
    )
    slug = slug_of(content)
    return [
        *dates,
        *(obstacles.obstacles_of_address(identity[1], slug, in_force_from, besides=besides) if slug else ()),
        *obstacles.obstacles_of_content(canonical(content), before.body.content if before else ""),
        *(_obstacles_of_minor(before, content) if kind == Edition.Kind.MINOR else ()),
        *(obstacles.warnings_of_page_document(content) if isinstance(content, PageDocument) else ()),
    ]


def store_edition(
    identity: Identity, content: Document, statement: Statement, now: datetime, *, proposal: Proposal | None = None
) -> Edition:
    """Make the document the subject's next edition, with all that follows in the same transaction.

    Nothing is asked here: the caller, who holds the lock, has asked for obstacles. `proposal` is the one that becomes
    the edition; every other that waits for approval or publication is overtaken by it.
    """
    edition = _store(_metadata(identity, content, statement, now), content)
    write_traces(edition, content)
    write_register(edition, content)
    _overtake(identity, proposal, now)
    raise_version(published=1)
    record(
        Entry.Kind.ROAD,
        f"opublikowano wydanie {edition.number}",
        model="publishing.edition",
        key=f"edition:{edition.pk}",
        title=str(edition),
    )
    call_after_commit([edition.pk])
    return edition


def _judge(subject: Subject, statement: Statement, now: datetime) -> tuple[Document | None, list[Obstacle]]:
    """The document of the working copy, if one can be made, and what blocks its publication."""
    in_force_from = statement.in_force_from or now
    said = list(obstacles_of_said(statement, now))
    first = list(obstacles.obstacles_of_moment(in_force_from, now)) or obstacles.obstacles_before_building(subject)
    if first:
        return None, [*said, *first]
    content = build(subject, day_of(statement.in_force_from, now))
    found = obstacles_of_document(
        identity_of(subject), content, kind=statement.kind, in_force_from=in_force_from, now=now
    )
    return content, [*said, *(obstacle for obstacle in found if obstacle.blocks)]


def _obstacles_of_minor(before: Edition | None, content: Document) -> list[Obstacle]:
    if before and is_minor(reading.document_of(before), content):
        return []
    text = (
        "To nie jest drobna poprawka: zmieniono więcej niż kilka słów albo coś innego niż brzmienie. "
        "Wybierz rodzaj „zmiana”."
    )
    return [Obstacle("not-minor", text, law="M6")]


def _metadata(identity: Identity, content: Document, statement: Statement, now: datetime) -> Metadata:
    kind, key = identity
    last = newest_edition(kind, key)
    said = {f.name: getattr(statement, f.name) for f in fields(statement)}
    in_force_from = (statement.in_force_from or now).astimezone(UTC)
    facts = said | {
        "subject": kind,
        "key": key,
        "number": last.number + 1 if last else 1,
        "previous_digest": last.digest if last else "",
        "title": title_of(content),
        "slug": slug_of(content),
        "office": _office_name(content, in_force_from),
        "published_at": now.astimezone(UTC),
        "in_force_from": in_force_from,
    }
    return as_canonical(Metadata.model_validate(facts))


def _office_name(content: Document, at: datetime) -> str:
    """As readers see it at that moment; while no edition of the office is in force, as the working copy has it."""
    if isinstance(content, OfficeDocument):
        return content.name
    published = Edition.objects.of(Edition.Subject.OFFICE, reading.OFFICE_KEY).in_force(at).first()
    return published.title if published else Office.objects.get(pk=OFFICE_ID).name


def _store(metadata: Metadata, content: Document) -> Edition:
    salt = secrets.token_bytes(SALT_BYTES)
    texts = {"metadata": canonical(metadata), "content": canonical(content)}
    edition = Edition(
        sort_key=sort_key(metadata.title)[:700],
        digest=digest(salt=salt, **texts),
        **{name: getattr(metadata, name) for name in COPIED},
    )
    edition.save()
    EditionBody(edition=edition, salt=salt, **texts).save()
    return edition


def _overtake(identity: Identity, proposal: Proposal | None, now: datetime) -> None:
    """Proposals that wait, and that set out from an edition which is not the newest any more."""
    waiting = Proposal.objects.waiting().of(*identity).exclude(pk=proposal.pk if proposal else 0)
    for each in waiting:
        record(
            Entry.Kind.ROAD,
            "wyprzedzono projekt",
            model="publishing.proposal",
            key=f"proposal:{each.pk}",
            title=str(each),
        )
    waiting.update(state=Proposal.State.OVERTAKEN, closed_at=now)
