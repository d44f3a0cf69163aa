"""What readers may see: the editions in force, as documents. The one gate between the public record and its pages.

Every function takes the moment of which it speaks, and costs one or two queries however large the office is.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Greatest

from publishing.document import DepartmentDocument, Document, Metadata, OfficeDocument
from publishing.models import Edition, EditionBody, PublicVersion, Trace

OFFICE_KEY: Final = "office"
KEPT_DOCUMENTS: Final = 64

SEEN_FROM: Final = Greatest("in_force_from", "published_at")
UNTIL: Final = Subquery(
    Edition.objects.filter(subject=OuterRef("subject"), key=OuterRef("key"))
    .filter(
        Q(in_force_from__gt=OuterRef("in_force_from"))
        | Q(in_force_from=OuterRef("in_force_from"), number__gt=OuterRef("number"))
    )
    .annotate(seen_from=SEEN_FROM)
    .order_by("seen_from")
    .values("seen_from")[:1]
)

D = TypeVar("D", DepartmentDocument, OfficeDocument)


class NothingPublished(Exception):
    """There is no edition of the office in force, so there is no site to show."""


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
class Former:
    """An edition and when a newer one came into force after it; None while it still is in force."""

    edition: Edition
    until: datetime | None


def next_change(at: datetime) -> datetime | None:
    """When the next planned edition comes into force, if one is planned."""
    return _planned_moments(at).first()


def version_and_next_change(at: datetime) -> tuple[int, datetime | None]:
    """A number that grows whenever something is published, and the next change; both in one query.

    What was made under another number may be stale.
    """
    versions = PublicVersion.objects.annotate(change=Subquery(_planned_moments(at)[:1]))
    return versions.values_list("number", "change").first() or (0, next_change(at))


def front(at: datetime) -> tuple[Published[OfficeDocument], list[Edition]]:
    """The office, and the editions of its departments in the order of its subject menu, the others by the alphabet."""
    only_office = FilteredRelation("body", condition=Q(subject=Edition.Subject.OFFICE))  # other bodies stay unread
    first = Case(When(subject=Edition.Subject.OFFICE, then=_first_metadata(at)))
    in_force = Edition.objects.in_force(at).annotate(office_body=only_office, first_metadata=first)
    editions = list(in_force.select_related("office_body").order_by("sort_key", "key"))
    offices = [edition for edition in editions if edition.subject == Edition.Subject.OFFICE]
    if not offices:
        raise NothingPublished
    offices[0].body = offices[0].office_body
    office = _published_office(offices[0], offices[0].first_metadata)
    menu = {key: rank for rank, key in enumerate(office.document.departments)}
    departments = [edition for edition in editions if edition.subject == Edition.Subject.DEPARTMENT]
    return office, sorted(departments, key=lambda edition: menu.get(edition.key, len(menu)))


def department(slug: str, at: datetime) -> Place:
    """The department that bears the address at that moment."""
    return _place(Q(subject=Edition.Subject.DEPARTMENT, slug=slug), at)


def office(at: datetime) -> Published[OfficeDocument]:
    """The office alone."""
    return _place(Q(pk=None), at).office


def holding(key: str, at: datetime) -> Place:
    """The department whose edition in force at that moment holds the key of a unit, a duty, a contact …"""
    return _place(Q(_held(Q(key=key)), subject=Edition.Subject.DEPARTMENT), at)


def last_holding(at: datetime, **facts: str) -> Former | None:
    """The edition that readers saw last, up to that moment, in which something had these facts of a `Trace`.

    An edition is seen from the later of its two clocks until another one outranks it and is seen; one that was
    outranked before its day came was never seen. None when nothing that readers saw had the facts.
    """
    edition = _seen_holding(at, Q(**facts)).select_related("body").first()
    return Former(edition, edition.until) if edition else None


def addressed(word: str) -> Q:
    """A condition of `Trace`: what has the word, in lower case, as its address or as its symbol."""
    return Q(slug=word) | Q(symbol__iexact=word) | Q(symbol=word.upper())  # SQLite knows the case of ASCII letters only


def last_and_present(at: datetime, *conditions: Q, **facts: str) -> tuple[Former | None, list[DepartmentDocument]]:
    """`last_holding`, and in the same query the departments in force that hold what ever had these facts.

    Of two departments that hold the same, the one published last comes first. Some may hold only other things that
    had the facts once; the caller knows the key that he looks for.
    """
    had = Q(*conditions, **facts)
    last = Subquery(_seen_holding(at, had).values("pk")[:1])
    same = Q(key__in=Trace.objects.filter(had).values("key"))
    departments = Edition.objects.filter(_ever_held(same), subject=Edition.Subject.DEPARTMENT)
    present = departments.in_force(at).filter(_held(same))
    wanted = Edition.objects.filter(Q(pk=last) | Q(pk__in=present.values("pk")))
    found = wanted.annotate(
        until=UNTIL, is_last=Case(When(pk=last, then=True), default=False), is_present=Q(pk__in=present.values("pk"))
    )
    editions = list(found.select_related("body").order_by("-in_force_from", "-published_at", "-pk"))
    formers = [Former(edition, edition.until) for edition in editions if edition.is_last]
    documents = [department_document_of(edition) for edition in editions if edition.is_present]
    return next(iter(formers), None), documents


def _first_metadata(at: datetime) -> Subquery:
    """What the edition that readers saw first said of itself; not edition 1, if that is planned or never was in force.

    Of those seen from the same moment on, readers saw the one that outranks the others.
    """
    bodies = EditionBody.objects.filter(
        edition__subject=OuterRef("subject"), edition__key=OuterRef("key"), edition__in_force_from__lte=at
    )
    seen_from = Greatest("edition__in_force_from", "edition__published_at")
    return Subquery(bodies.order_by(seen_from, "-edition__in_force_from", "-edition__number").values("metadata")[:1])


def _held(facts: Q) -> Exists:
    """Whether an edition holds something that has these facts."""
    of_edition = Trace.objects.filter(
        subject=OuterRef("subject"), subject_key=OuterRef("key"), first_number__lte=OuterRef("number")
    ).filter(facts)
    return Exists(of_edition.filter(Q(last_number=None) | Q(last_number__gte=OuterRef("number"))))


def _ever_held(facts: Q) -> Q:
    """Whether an edition is of a subject that ever held something with these facts: mostly of one, and often of none.

    What is asked of each edition besides is asked of these alone. That both columns are named brings the index in.
    """
    return Q(subject__in=Edition.Subject.values, key__in=Trace.objects.filter(facts).values("subject_key"))


def _planned_moments(at: datetime) -> QuerySet[Edition, datetime]:
    return Edition.objects.planned(at).order_by("in_force_from").values_list("in_force_from", flat=True)


def _seen_holding(at: datetime, facts: Q) -> QuerySet[Edition, Any]:
    """Editions that readers saw up to that moment, and that held something with these facts; the last seen first."""
    editions = Edition.objects.annotate(seen_from=SEEN_FROM, until=UNTIL)
    seen = editions.filter(_ever_held(facts), Q(until=None) | Q(until__gt=F("seen_from")), seen_from__lte=at)
    return seen.filter(_held(facts)).order_by("-seen_from", "-number")


def _place(wanted: Q, at: datetime) -> Place:
    """Where two departments in force hold the same key, because a unit moved, the one published last counts."""
    subjects = Edition.objects.in_force(at).filter(wanted | Q(subject=Edition.Subject.OFFICE))
    editions = subjects.annotate(first_metadata=_first_metadata(at)).select_related("body")
    by_subject = {edition.subject: edition for edition in editions.order_by("in_force_from", "published_at", "pk")}
    if Edition.Subject.OFFICE not in by_subject:
        raise NothingPublished
    office = by_subject[Edition.Subject.OFFICE]
    edition = by_subject.get(Edition.Subject.DEPARTMENT)
    return Place(
        office=_published_office(office, office.first_metadata),
        department=_published_department(edition, edition.first_metadata) if edition else None,
    )


def _published_office(edition: Edition, first: str) -> Published[OfficeDocument]:
    body = edition.body
    return Published(edition, _metadata(body.metadata), _metadata(first), _office_document(body.content))


def _published_department(edition: Edition, first: str) -> Published[DepartmentDocument]:
    body = edition.body
    return Published(edition, _metadata(body.metadata), _metadata(first), _department_document(body.content))


def department_document_of(edition: Edition) -> DepartmentDocument:
    return _department_document(edition.body.content)


def metadata_of(edition: Edition) -> Metadata:
    return _metadata(edition.body.metadata)


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
