"""What readers may see: the editions in force, as documents. The one gate between the public record and its pages.

Every function takes the moment of which it speaks, and costs one or two queries however large the office is.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from django.db.models import Case, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Greatest
from django.utils import timezone

from publishing.document import DepartmentDocument, Document, Metadata, OfficeDocument
from publishing.models import Edition, EditionBody, PublicVersion, Redaction, Trace, Withdrawal

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

# When something was withdrawn or redacted last: it changes what readers see, and no edition tells of it.
BESIDE: Final = {
    "withdrawn_at": Subquery(Withdrawal.objects.order_by("-at").values("at")[:1]),
    "redacted_at": Subquery(Redaction.objects.order_by("-at").values("at")[:1]),
}

D = TypeVar("D", DepartmentDocument, OfficeDocument)


class NothingPublished(Exception):
    """There is no edition of the office in force, so there is no site to show."""


class Withdrawn(Exception):
    """The edition that was asked for is not shown any more, and no older one takes its place.

    `office` is the office in force, whose page says so; None where it is the office's own edition.
    """

    def __init__(self, edition: Edition, office: OfficeDocument | None) -> None:
        super().__init__(str(edition))
        self.edition, self.office = edition, office

    def withdrawal(self) -> Withdrawal:
        found: Withdrawal = Withdrawal.objects.of(self.edition)[0]
        return found

    def is_past(self, at: datetime) -> bool:
        """Whether readers see another edition of the same subject at that moment."""
        in_force = Edition.objects.of(self.edition.subject, self.edition.key).in_force(at)
        return bool(in_force.with_withdrawal().filter(withdrawal=None).exists())


@dataclass(frozen=True)
class Published(Generic[D]):
    """An edition with what it says; `first` is the metadata of the one by which readers saw the subject first."""

    edition: Edition
    metadata: Metadata
    first: Metadata
    document: D


@dataclass(frozen=True)
class Place:
    """Where a key stands: in which edition of a department, and that of the office beside it.

    `department` is None when no department's edition in force holds the key (it may be the office's, or gone).
    """

    office: Published[OfficeDocument]
    department: Published[DepartmentDocument] | None


@dataclass(frozen=True)
class Subject:
    """Whose history is read: the edition in force of a department, or of the office; None if the address is nobody's.

    It may be withdrawn: its history is told all the same.
    """

    office: Published[OfficeDocument]
    edition: Edition | None
    withdrawn: bool


@dataclass(frozen=True)
class Whole:
    """All that is in force and not withdrawn: the office, and every other subject with its document."""

    office: Published[OfficeDocument]
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


def front(at: datetime, *, withdrawn: bool = False) -> tuple[Published[OfficeDocument], list[Edition]]:
    """The office, and the editions of its departments in the order of its subject menu, the others by the alphabet.

    `withdrawn`: with those that are withdrawn.
    """
    only_office = FilteredRelation("body", condition=Q(subject=Edition.Subject.OFFICE))  # other bodies stay unread
    first = Case(When(subject=Edition.Subject.OFFICE, then=first_metadata(at)))
    in_force = Edition.objects.in_force(at).with_withdrawal()
    in_force = in_force.annotate(office_body=only_office, first_metadata=first, **BESIDE)
    editions = list(in_force.select_related("office_body").order_by("sort_key", "key"))
    offices = [edition for edition in editions if edition.subject == Edition.Subject.OFFICE]
    if not offices:
        raise NothingPublished
    refuse_withdrawn(offices[0], None)
    offices[0].body = offices[0].office_body
    office = _published_office(offices[0])
    menu = {key: rank for rank, key in enumerate(office.document.departments)}
    departments = [
        edition
        for edition in editions
        if edition.subject == Edition.Subject.DEPARTMENT and (withdrawn or not edition.withdrawal)
    ]
    return office, sorted(departments, key=lambda edition: menu.get(edition.key, len(menu)))


def whole(at: datetime) -> Whole:
    """Everything that readers may see at that moment, in one query: for search and for the map of the site."""
    told = Edition.objects.in_force(at).with_withdrawal().annotate(first_metadata=first_metadata(at), **BESIDE)
    editions = list(told.select_related("body").order_by("sort_key", "key"))
    offices = [edition for edition in editions if edition.subject == Edition.Subject.OFFICE]
    if not offices:
        raise NothingPublished
    refuse_withdrawn(offices[0], None)
    shown = [edition for edition in editions if edition != offices[0] and not edition.withdrawal]
    return Whole(_published_office(offices[0]), tuple((edition, document_of(edition)) for edition in shown))


def department(slug: str, at: datetime) -> Place:
    """The department that bears the address at that moment."""
    return _place(Q(subject=Edition.Subject.DEPARTMENT, slug=slug), at)


def office(at: datetime) -> Published[OfficeDocument]:
    """The office alone."""
    return _place(Q(pk=None), at).office


def subject(slug: str | None, at: datetime) -> Subject:
    """The department that bears the address at that moment; the office for None."""
    office, edition = _in_force(Q(pk=None) if slug is None else Q(subject=Edition.Subject.DEPARTMENT, slug=slug), at)
    of_office = _published_office(office)
    if slug is None:
        return Subject(of_office, office, withdrawn=False)
    return Subject(of_office, edition, withdrawn=bool(edition and edition.withdrawal))


def refuse_withdrawn(edition: Any, office: OfficeDocument | None) -> None:
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
    office, edition = _in_force(wanted, at)
    of_office = _published_office(office)
    if edition:
        refuse_withdrawn(edition, of_office.document)
    return Place(of_office, _published_department(edition) if edition else None)


def _in_force(wanted: Q, at: datetime) -> tuple[Any, Any]:
    """The office's edition, and that of the department that is wanted."""
    subjects = Edition.objects.in_force(at).filter(wanted | Q(subject=Edition.Subject.OFFICE))
    told = subjects.with_withdrawal().annotate(first_metadata=first_metadata(at), **BESIDE)
    editions = told.select_related("body")
    by_subject = {edition.subject: edition for edition in editions.order_by("in_force_from", "published_at", "pk")}
    if Edition.Subject.OFFICE not in by_subject:
        raise NothingPublished
    refuse_withdrawn(by_subject[Edition.Subject.OFFICE], None)
    return by_subject[Edition.Subject.OFFICE], by_subject.get(Edition.Subject.DEPARTMENT)


def _published_office(edition: Any) -> Published[OfficeDocument]:
    body = edition.body
    return Published(
        edition, _metadata(body.metadata), _metadata(edition.first_metadata), _office_document(body.content)
    )


def _published_department(edition: Any) -> Published[DepartmentDocument]:
    body = edition.body
    first = _metadata(edition.first_metadata)
    return Published(edition, _metadata(body.metadata), first, _department_document(body.content))


def department_document_of(edition: Edition) -> DepartmentDocument:
    return _department_document(edition.body.content)


def metadata_of(edition: Edition) -> Metadata:
    return _metadata(edition.body.metadata)


def metadata_from(text: str) -> Metadata:
    return _metadata(text)


def document_of(edition: Edition) -> Document:
    return read_document(edition.subject, edition.body.content)


def read_document(subject: str, content: str) -> Document:
    """The document of an edition, or of a proposal's part, from its canonical text."""
    return _office_document(content) if subject == Edition.Subject.OFFICE else _department_document(content)


# Documents are kept by their own text: whoever changes the text, be it by redaction, gets another document.
@lru_cache(maxsize=KEPT_DOCUMENTS)
def _department_document(content: str) -> DepartmentDocument:
    return DepartmentDocument.model_validate_json(content)


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _office_document(content: str) -> OfficeDocument:
    return OfficeDocument.model_validate_json(content)


@lru_cache(maxsize=KEPT_DOCUMENTS)
def _metadata(metadata: str) -> Metadata:
    return Metadata.model_validate_json(metadata)


def forget_documents() -> None:
    """Give up what is kept: after a redaction the old words must not stay in the memory of any worker."""
    for kept in (_department_document, _office_document, _metadata):
        kept.cache_clear()
