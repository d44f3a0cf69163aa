"""What readers may see: the editions in force, as documents. The one gate between the public record and its pages.

Every function takes the moment of which it speaks, and costs one or two queries however large the office is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Greatest
from django.utils import timezone

from publishing.beside import BESIDE, checks_of_outer, days_of, duties_changed
from publishing.document import DepartmentDocument, Document, Metadata, OfficeDocument, PageDocument
from publishing.models import Edition, EditionBody, PublicVersion, Trace, Withdrawal

OFFICE_KEY: Final = "office"
KEPT_DOCUMENTS: Final = 64
HIGHEST: Final = 2**31 - 1  # what a column of numbers holds

SEEN_FROM: Final = Greatest("in_force_from", "published_at")
_OUTER: Final = {name: OuterRef(OuterRef(name)) for name in ("subject", "key", "in_force_from")}
_OUTRANKING: Final = (
    Edition.objects.filter(subject=OuterRef("subject"), key=OuterRef("key"))
    .filter(
        Q(in_force_from__gt=OuterRef("in_force_from"))
        | Q(in_force_from=OuterRef("in_force_from"), number__gt=OuterRef("number"))
    )
    .annotate(seen_from=SEEN_FROM)
    .order_by("seen_from", "-in_force_from", "-number")
)
UNTIL: Final = Subquery(_OUTRANKING.values("seen_from")[:1])  # when another edition took its place
BY: Final = Subquery(_OUTRANKING.values("number")[:1])  # which one

KINDS: Final[dict[str, type[Document]]] = {
    Edition.Subject.OFFICE: OfficeDocument,
    Edition.Subject.DEPARTMENT: DepartmentDocument,
    Edition.Subject.PAGE: PageDocument,
}
ADDRESSED: Final = (Edition.Subject.DEPARTMENT, Edition.Subject.PAGE)  # these have a first word of the address each

D = TypeVar("D", DepartmentDocument, OfficeDocument, PageDocument)


class NothingPublished(Exception):
    """There is no edition of the office in force, so there is no site to show."""


class Withdrawn(Exception):
    """The edition that was asked for is not shown any more, and no older one takes its place.

    `office` is the office in force, whose page says so; None where it is the office's own edition.
    """

    def __init__(self, edition: Edition, office: "Front | None") -> None:
        super().__init__(str(edition))
        self.edition, self.office = edition, office

    def withdrawal(self) -> Withdrawal:
        found: Withdrawal = Withdrawal.objects.of(self.edition)[0]
        return found

    def is_past(self, at: datetime) -> bool:
        """Whether readers see another edition of the same subject at that moment."""
        return bool(Edition.objects.of(self.edition.subject, self.edition.key).public(at).exists())


@dataclass(frozen=True)
class Published(Generic[D]):
    """An edition with what it says; `first` is the metadata of the one by which readers saw the subject first.

    `listed`, of the office: all else that readers may see, in the order of the subject menu. `checked`: the day on
    which a unit or contact was found right last, by key. `duties_changed`, of a page: when any department's last did.
    """

    edition: Edition
    metadata: Metadata
    first: Metadata
    document: D
    listed: tuple[Edition, ...] = ()
    checked: Mapping[str, date] = field(default_factory=dict)
    duties_changed: datetime | None = None

    @property
    def departments(self) -> tuple[Edition, ...]:
        """Those listed."""
        return tuple(edition for edition in self.listed if edition.subject == Edition.Subject.DEPARTMENT)


Front = Published[OfficeDocument]  # the office, of whose data something stands on every page


@dataclass(frozen=True)
class Place:
    """Where a key or an address stands: in which edition of a department or a page, and that of the office beside it.

    Both are None when no such edition in force holds the key (it may be the office's, or gone).
    """

    office: Front
    department: Published[DepartmentDocument] | None
    page: Published[PageDocument] | None = None


@dataclass(frozen=True)
class Subject:
    """Whose history is read: the edition in force of a department, a page or the office; None: the address is nobody's.

    It may be withdrawn: its history is told all the same.
    """

    office: Front
    edition: Edition | None
    withdrawn: bool


@dataclass(frozen=True)
class Whole:
    """All that is in force and not withdrawn: the office, and every other subject with its document."""

    office: Front
    subjects: tuple[tuple[Edition, Document], ...]


def beginning_of(day: date) -> datetime:
    """The first moment of that day in Warsaw."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment that is not of that day any more."""
    return beginning_of(day + timedelta(days=1))


def last_moment_of(day: date) -> datetime:
    return end_of(day) - timedelta(microseconds=1)


def next_change(at: datetime) -> datetime | None:
    """When the next planned edition comes into force, if one is planned."""
    return _planned_moments(at).first()


def version_and_next_change(at: datetime) -> tuple[int, datetime | None]:
    """A number that grows whenever something is published, and the next change; both in one query.

    What was made under another number may be stale.
    """
    versions = PublicVersion.objects.annotate(change=Subquery(_planned_moments(at)[:1]))
    return versions.values_list("number", "change").first() or (0, next_change(at))


def front(at: datetime) -> tuple[Front, list[Edition]]:
    """The office, and all editions beside it in the order of its subject menu, with those that are withdrawn."""
    office, _, others = _read(Q(pk=None), at)
    return office, others


def whole(at: datetime) -> Whole:
    """Everything that readers may see at that moment, in one query: for the map of the site."""
    office, _, others = _read(~Q(subject=Edition.Subject.OFFICE), at)
    return Whole(office, tuple((edition, document_of(edition)) for edition in others if not edition.withdrawal))


def at_address(slug: str, at: datetime) -> Place:
    """The department, or the page, that bears the address at that moment."""
    return _place(Q(subject__in=ADDRESSED, slug=slug), at)


def office(at: datetime) -> Front:
    """The office alone."""
    return _place(Q(pk=None), at).office


def subject(slug: str | None, at: datetime) -> Subject:
    """The department or page that bears the address at that moment; the office for None."""
    office, edition, _ = _read(Q(pk=None) if slug is None else Q(subject__in=ADDRESSED, slug=slug), at)
    if slug is None:
        return Subject(office, office.edition, withdrawn=False)
    return Subject(office, edition, withdrawn=bool(edition and edition.withdrawal))


def refuse_withdrawn(edition: Any, office: Front | None) -> None:
    """Raises `Withdrawn` if the edition is; it was read `with_withdrawal`."""
    if edition.withdrawal:
        raise Withdrawn(edition, office)


def editions_of(subject: Subject) -> Any:
    """All editions of the subject."""
    if subject.edition is None:
        raise ValueError("nobody bears the address")
    return Edition.objects.of(subject.edition.subject, subject.edition.key)


def holding(key: str, at: datetime) -> Place:
    """The department whose edition in force at that moment holds the key of a unit, a duty, a contact …"""
    return _place(Q(held(Q(key=key)), subject=Edition.Subject.DEPARTMENT), at)


def first_metadata(at: datetime | None) -> Subquery:
    """What the edition that readers saw first said of itself; not edition 1, if that is planned or never was in force.

    Of those seen from the same moment on, readers saw the one that outranks the others. At the moment `at`; for None,
    when the edition itself took effect. Bodies are long, so only that of the one that was found is looked at.
    """
    editions = Edition.objects.filter(subject=_OUTER["subject"], key=_OUTER["key"])
    seen = editions.filter(in_force_from__lte=at or _OUTER["in_force_from"]).annotate(seen_from=SEEN_FROM)
    first = seen.order_by("seen_from", "-in_force_from", "-number").values("pk")[:1]
    return Subquery(EditionBody.objects.filter(pk=Subquery(first)).values("metadata")[:1])


def held(facts: Q) -> Exists:
    """Whether an edition holds something that has these facts."""
    of_edition = Trace.objects.filter(
        subject=OuterRef("subject"), subject_key=OuterRef("key"), first_number__lte=OuterRef("number")
    ).filter(facts)
    return Exists(of_edition.filter(Q(last_number=None) | Q(last_number__gte=OuterRef("number"))))


def _planned_moments(at: datetime) -> QuerySet[Edition, datetime]:
    return Edition.objects.planned(at).order_by("in_force_from").values_list("in_force_from", flat=True)


def _place(wanted: Q, at: datetime) -> Place:
    """Where two departments in force hold the same key, because a unit moved, the one published last counts."""
    office, edition, _ = _read(wanted, at)
    if edition:
        refuse_withdrawn(edition, office)
    if edition and edition.subject == Edition.Subject.PAGE:
        return Place(office, None, _published(edition, page_document_of(edition)))
    return Place(office, _published(edition, department_document_of(edition)) if edition else None)


def _read(wanted: Q, at: datetime) -> tuple[Front, Any, list[Any]]:
    """The office, the edition that is wanted, and every other that is in force in the order of the menu: in one query.

    Of those that are not wanted, bodies stay unread.
    """
    is_read = Q(subject=Edition.Subject.OFFICE) | wanted
    told = {name: Case(When(is_read, then=query)) for name, query in _told(at).items()}
    rows = list(Edition.objects.in_force(at).with_withdrawal().annotate(**told, **BESIDE))
    read = [row for row in rows if row.content is not None]
    for row in read:
        row.body = EditionBody(edition=row, content=row.content, metadata=row.said, redacted_digest=row.redacted)
    own = next((row for row in read if row.subject == Edition.Subject.OFFICE), None)
    if own is None:
        raise NothingPublished
    refuse_withdrawn(own, None)
    document = _office_document(own.content)
    others = _in_order([row for row in rows if row is not own], document)
    listed = tuple(row for row in others if not row.withdrawal)
    found = max((row for row in read if row is not own), key=_published_last, default=None)
    return _published(own, document, listed), found, others


def _told(at: datetime) -> dict[str, Any]:
    """What is read of an edition that is wanted."""
    body = EditionBody.objects.filter(pk=OuterRef("pk"))
    return {
        "content": Subquery(body.values("content")),
        "said": Subquery(body.values("metadata")),
        "redacted": Subquery(body.values("redacted_digest")),
        "first_metadata": first_metadata(at),
        "checks": checks_of_outer(),
        "duties_changed": Case(When(subject=Edition.Subject.PAGE, then=duties_changed(at))),
    }


def _published_last(edition: Any) -> tuple[Any, ...]:
    return edition.in_force_from, edition.published_at, edition.pk


def _in_order(editions: list[Any], office: OfficeDocument) -> list[Any]:
    """Departments, then pages, each as the office orders them; what it does not name, by the alphabet behind them."""
    ranks = {key: rank for rank, key in enumerate((*office.departments, *office.pages))}
    return sorted(editions, key=lambda row: (row.subject, ranks.get(row.key, len(ranks)), row.sort_key, row.key))


def _published(edition: Any, document: Any, listed: tuple[Edition, ...] = ()) -> Published[Any]:
    said, first = _metadata(edition.body.metadata), _metadata(edition.first_metadata)
    return Published(edition, said, first, document, listed, days_of(edition.checks), edition.duties_changed)


def department_document_of(edition: Edition) -> DepartmentDocument:
    return _department_document(edition.body.content)


def page_document_of(edition: Edition) -> PageDocument:
    return _page_document(edition.body.content)


def metadata_of(edition: Edition) -> Metadata:
    return _metadata(edition.body.metadata)


def metadata_from(text: str) -> Metadata:
    return _metadata(text)


def document_of(edition: Edition) -> Document:
    return read_document(edition.subject, edition.body.content)


def read_document(subject: str, content: str) -> Document:
    """The document of an edition, or of a proposal's part, from its canonical text."""
    if subject == Edition.Subject.OFFICE:
        return _office_document(content)
    return _page_document(content) if subject == Edition.Subject.PAGE else _department_document(content)


# Documents are kept by their own text: whoever changes the text, be it by redaction, gets another document.
@lru_cache(maxsize=KEPT_DOCUMENTS)
def _department_document(content: str) -> DepartmentDocument:
    return DepartmentDocument.model_validate_json(content)


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _office_document(content: str) -> OfficeDocument:
    return OfficeDocument.model_validate_json(content)


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _page_document(content: str) -> PageDocument:
    return PageDocument.model_validate_json(content)


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _metadata(metadata: str) -> Metadata:
    return Metadata.model_validate_json(metadata)


def forget_documents() -> None:
    """Give up what is kept: after a redaction the old words must not stay in the memory of any worker."""
    for kept in (_department_document, _office_document, _page_document, _metadata):
        kept.cache_clear()
