"""States of the public record: an edition by its number, and what stood on any day; each with the office of its time.

Beside `reading`, and like it: each function costs one query, and raises `Withdrawn` for what is not shown any more.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Q, Subquery, Value, When
from django.utils import timezone

from publishing import reading
from publishing.differences import compare
from publishing.document import Document, Metadata, OfficeDocument
from publishing.models import Attachment, Edition, RedactedLink, Redaction
from publishing.reading import (
    HIGHEST,
    SEEN_FROM,
    UNTIL,
    Subject,
    editions_of,
    refuse_withdrawn,
)
from publishing.telling import Chapter, from_text, tell, without_addresses


@dataclass(frozen=True)
class Older:
    """An edition as it was, with the office of its time. `until`: when another one took its place.

    `known`: what was public at the moment that was asked for, where that is another edition; `nothing_known`: nothing.
    """

    edition: Edition
    metadata: Metadata
    first: Metadata
    document: Document
    office: OfficeDocument
    office_edition: Edition
    until: datetime | None
    newest: int
    redactions: tuple[Redaction, ...] = ()
    known: Edition | None = None
    nothing_known: bool = False

    @property
    def never_in_force(self) -> bool:
        """Another one of the same moment outranked it before that moment came."""
        return self.until is not None and self.until <= self.edition.in_force_from

    @property
    def dated_back(self) -> bool:
        return self.edition.in_force_from < self.edition.published_at

    def in_force(self, at: datetime) -> bool:
        return self.edition.in_force_from <= at and (self.until is None or self.until > at)


def edition(subject: Subject, number: int) -> Older | None:
    """One edition by its number, as it was. Raises `Withdrawn`."""
    if not 1 <= number <= HIGHEST:
        return None
    wanted = editions_of(subject).filter(number=number)
    seen_from = wanted.annotate(seen_from=SEEN_FROM).values("seen_from")[:1]
    return _older(subject, wanted, Subquery(seen_from), wanted)


def two(subject: Subject, numbers: tuple[int, int]) -> dict[int, Edition]:
    """The two editions by their numbers, as far as there are such, in one query. Raises `Withdrawn`.

    Each with `newest`, the highest number that there is.
    """
    asked = [number for number in numbers if 1 <= number <= HIGHEST]
    rows = editions_of(subject).filter(number__in=asked).with_withdrawal().select_related("body", "register")
    newest = Subquery(editions_of(subject).order_by("-number").values("number")[:1])
    found = {row.number: row for row in rows.annotate(newest=newest)}
    for number in asked:
        if number in found:
            refuse_withdrawn(found[number], subject.office)
    return found


def as_of(subject: Subject, moment: datetime, *, past: bool) -> Older | None:
    """The state at that moment: one query, led by the index `edition_in_force`. Raises `Withdrawn`.

    `past`: what was public then is asked for too, since an edition may be published after it takes effect.
    """
    wanted = _standing(editions_of(subject), Value(moment))
    known = _standing(editions_of(subject).filter(published_at__lte=moment), Value(moment)) if past else wanted
    return _older(subject, wanted, Value(moment), known)


def first_day(subject: Subject) -> date:
    """The first day of which there is a state."""
    first = editions_of(subject).order_by("in_force_from").values_list("in_force_from", flat=True)[:1]
    return timezone.localdate(first.get())


def changes_between(old: Edition, new: Edition) -> list[Chapter]:
    """As the register has it where it compares the same two: it knows what went to other departments meanwhile."""
    known = getattr(new, "register", None)
    if known and known.before_id == old.pk:
        return without_addresses(from_text(known.chapters))
    before, after = reading.document_of(old), reading.document_of(new)
    return without_addresses(tell(before, after, compare(before, after)))


def chain(subject: Subject, number: int) -> list[dict[str, Any]]:
    """Numbers and digests of all editions up to one, as a packet holds them."""
    rows = editions_of(subject).filter(number__lte=number).order_by("number")
    return [
        {"number": row[0], "digest": row[1], "previous_digest": row[2], "redacted_digest": row[3] or ""}
        for row in rows.values_list("number", "digest", "previous_digest", "body__redacted_digest")
    ]


def attachment(digest: str) -> Attachment | None:
    return Attachment.objects.filter(digest=digest).first() if digest else None


def _standing(rows: Any, moment: Any) -> Any:
    return rows.filter(in_force_from__lte=moment).order_by("-in_force_from", "-number")[:1]


def _older(subject: Subject, wanted: Any, moment: Any, known: Any) -> Older | None:
    found = _together(subject, wanted, moment, known)
    row = next((each for each in found if each.is_wanted), None)
    if row is None:
        return None
    refuse_withdrawn(row, subject.office)
    offices = [each for each in found if each.subject == Edition.Subject.OFFICE and not each.withdrawal]
    then = row if row in offices else next(iter(offices), None)
    public = next((each for each in found if each.is_known), None)
    return Older(
        edition=row,
        metadata=reading.metadata_of(row),
        first=reading.metadata_from(row.first_metadata),
        document=reading.document_of(row),
        office=_office_of(then, subject),
        office_edition=then or subject.office.edition,
        until=row.until,
        newest=row.newest,
        redactions=_redactions_of(row) if row.body.redacted_digest else (),
        known=public if public is not row else None,
        nothing_known=public is None,
    )


def _together(subject: Subject, wanted: Any, moment: Any, known: Any) -> list[Any]:
    """The wanted edition, what was known then, and the office of that moment, in one query."""
    office = _standing(Edition.objects.filter(subject=Edition.Subject.OFFICE), moment)
    keys = {name: Subquery(rows.values("pk")[:1]) for name, rows in (("wanted", wanted), ("known", known))}
    is_any = Q(pk=keys["wanted"]) | Q(pk=keys["known"]) | Q(pk=Subquery(office.values("pk")[:1]))
    rows = Edition.objects.filter(is_any).with_withdrawal()
    rows = rows.annotate(
        first_metadata=reading.first_metadata(None),
        until=UNTIL,
        is_wanted=Case(When(pk=keys["wanted"], then=True), default=False),
        is_known=Case(When(pk=keys["known"], then=True), default=False),
        newest=Subquery(editions_of(subject).order_by("-number").values("number")[:1]),
    )
    return list(rows.select_related("body", "register"))


def _office_of(row: Any, subject: Subject) -> OfficeDocument:
    document = reading.document_of(row) if row else subject.office.document
    return document if isinstance(document, OfficeDocument) else subject.office.document


def _redactions_of(row: Edition) -> tuple[Redaction, ...]:
    links = RedactedLink.objects.filter(edition_id=row.pk).select_related("redaction").order_by("pk")
    return tuple(link.redaction for link in links)
