"""Publishing: the one act by which the working copy becomes the public record."""

import secrets
import time
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.module_loading import import_string

from orgchart.models import OFFICE_ID, Office, Unit
from orgchart.services import lock_office
from orgchart.text import sort_key
from publishing import obstacles, reading, snapshot
from publishing.canonical import SALT_BYTES, as_canonical, canonical, digest
from publishing.differences import compare
from publishing.document import Document, Metadata
from publishing.models import COPIED, VERSION_ID, Edition, EditionBody, PublicVersion
from publishing.register import write_register
from publishing.telling import Chapter, tell
from publishing.trace import write_traces

REQUIRED: Final = {
    "prepared_by": "kto wytworzył informację",
    "responsible": "kto odpowiada za treść",
    "published_by": "kto publikuje",
    "reason": "powód zmiany",
}


class PublicationRefused(Exception):
    """The edition cannot be published; `obstacles` says why, each in a sentence for the editor."""

    def __init__(self, found: list[obstacles.Obstacle]) -> None:
        super().__init__(" ".join(obstacle.text for obstacle in found))
        self.obstacles = found


@dataclass(frozen=True)
class Statement:
    """What people declare about an edition. The time of publication is not among it: the server's clock tells it.

    `in_force_from` None means the moment of publication; a naive one raises `ValueError`.
    """

    prepared_by: str
    responsible: str
    published_by: str
    reason: str
    prepared_on: date = field(default_factory=timezone.localdate)
    legal_basis: str = ""
    legal_basis_url: str = ""
    in_force_from: datetime | None = None

    def __post_init__(self) -> None:
        if self.in_force_from and timezone.is_naive(self.in_force_from):
            raise ValueError("in_force_from names no time zone")


@transaction.atomic
def publish_edition(subject: Office | Unit, statement: Statement) -> Edition:
    """Copy the office or the whole department into a new edition.

    Raises `PublicationRefused`. What is named in the setting AFTER_PUBLICATION is called with the edition's id after
    the transaction was committed; a failure there is logged and undoes nothing.
    """
    lock_office()
    subject = _fresh(subject)
    now = timezone.now()
    _refuse_if(_obstacles_before(subject, statement, now))
    content = _build(subject, _day(statement, now))
    _refuse_if(_obstacles_of_content(subject, content, statement.in_force_from or now))
    edition = _store(_metadata(subject, statement, now), content)
    write_traces(edition, content)
    write_register(edition, content)
    _bump_version()
    for name in settings.AFTER_PUBLICATION:
        _call_after_commit(name, edition.pk)
    return edition


def find_obstacles(subject: Office | Unit, statement: Statement) -> list[obstacles.Obstacle]:
    """What would refuse this publication now; empty when nothing would."""
    now = timezone.now()
    return _obstacles_before(subject, statement, now) or _obstacles_of_content(
        subject, _build(subject, _day(statement, now)), statement.in_force_from or now
    )


def changes_since_in_force(subject: Office | Unit) -> list[Chapter]:
    """What the working copy says otherwise than the edition in force, told unit by unit.

    Raises `Edition.DoesNotExist` while no edition of the subject is in force.
    """
    now = timezone.now()
    edition = Edition.objects.of(*_identity(subject)).in_force(now).select_related("body").get()
    old, new = reading.document_of(edition), _build(subject, timezone.localdate(now))
    return tell(old, new, compare(old, new))


def _fresh(subject: Office | Unit) -> Office | Unit:
    """The row as it stands now, under the lock: what the caller holds may be stale."""
    if isinstance(subject, Unit):
        return Unit.objects.get(pk=subject.pk)
    return Office.objects.filter(pk=subject.pk).first() or subject


def _identity(subject: Office | Unit) -> tuple[str, str]:
    if isinstance(subject, Office):
        return Edition.Subject.OFFICE, reading.OFFICE_KEY
    return Edition.Subject.DEPARTMENT, subject.key


def _build(subject: Office | Unit, day: date) -> Document:
    """The document as it will be read back from its canonical text, so that all that is derived of it agrees."""
    if isinstance(subject, Office):
        return as_canonical(snapshot.build_office(subject))
    return as_canonical(snapshot.build_department(subject, day=day))


def _day(statement: Statement, now: datetime) -> date:
    """Of whose day the document speaks."""
    return timezone.localdate(statement.in_force_from or now)


def _obstacles_of_content(
    subject: Office | Unit, content: Document, in_force_from: datetime
) -> list[obstacles.Obstacle]:
    """Compared with what readers would see at that moment otherwise, which may be a planned edition."""
    editions = Edition.objects.of(*_identity(subject)).in_force(in_force_from)
    before = editions.values_list("body__content", flat=True).first()
    return list(obstacles.obstacles_of_content(canonical(content), before or ""))


def _obstacles_before(subject: Office | Unit, statement: Statement, now: datetime) -> list[obstacles.Obstacle]:
    in_force_from = statement.in_force_from or now
    said = obstacles.obstacles_of_statement({REQUIRED[name]: getattr(statement, name) for name in REQUIRED})
    out_of_bounds = list(obstacles.obstacles_of_moment(in_force_from, now))
    if out_of_bounds:
        return [*said, *out_of_bounds]
    in_force = Edition.objects.of(*_identity(subject)).in_force(now).first()
    return [
        *said,
        *obstacles.obstacles_of_dates(
            prepared_on=statement.prepared_on, in_force_from=in_force_from, now=now, in_force=in_force
        ),
        *obstacles.obstacles_of_structure(subject, in_force_from),
        *obstacles.obstacles_of_channels(subject),
    ]


def _refuse_if(found: list[obstacles.Obstacle]) -> None:
    if found:
        raise PublicationRefused(found)


def _metadata(subject: Office | Unit, statement: Statement, now: datetime) -> Metadata:
    kind, key = _identity(subject)
    last = Edition.objects.of(kind, key).order_by("-number").first()
    said = {f.name: getattr(statement, f.name) for f in fields(statement)}
    facts = said | {
        "subject": kind,
        "key": key,
        "number": last.number + 1 if last else 1,
        "previous_digest": last.digest if last else "",
        "title": subject.name,
        "slug": subject.slug if isinstance(subject, Unit) else "",
        "office": Office.objects.get(pk=OFFICE_ID).name,
        "published_at": now.astimezone(UTC),
        "in_force_from": (statement.in_force_from or now).astimezone(UTC),
    }
    return as_canonical(Metadata.model_validate(facts))


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


def _call_after_commit(name: str, edition_id: int) -> None:
    """A wrong name, of which `publishing.checks` tells at the start, fails only then too: the edition stands."""

    def call() -> None:  # not a partial: Django logs a failure by the function's __qualname__
        import_string(name)(edition_id)

    transaction.on_commit(call, robust=True)


def _bump_version() -> None:
    """Raise the version to the clock's microseconds: so no number comes back, not even after a backup was restored."""
    PublicVersion.objects.get_or_create(pk=VERSION_ID)
    clock = time.time_ns() // 1000
    PublicVersion.objects.filter(pk=VERSION_ID).update(
        number=Greatest(F("number") + 1, clock), editions=F("editions") + 1
    )
