"""What stood somewhere once: the edition that held it last, until when, and what holds it now.

Beside `reading`, and like it: each function costs one query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Subquery, When

from publishing.document import DepartmentDocument, Document
from publishing.models import Edition, Trace
from publishing.reading import ADDRESSED, BY, SEEN_FROM, UNTIL, department_document_of, document_of, held


@dataclass(frozen=True)
class Former:
    """An edition and when a newer one came into force after it, and its number; None while it still is in force."""

    edition: Edition
    until: datetime | None
    by: int | None


def holding_any(keys: Sequence[str], at: datetime) -> list[DepartmentDocument]:
    """The departments in force that hold any of the keys, but for those that are withdrawn."""
    same = Q(key__in=keys)
    departments = Edition.objects.filter(_ever_held(same), subject=Edition.Subject.DEPARTMENT).public(at)
    found = departments.filter(held(same))
    return [department_document_of(edition) for edition in found.select_related("body").order_by("-published_at")]


def last_holding(at: datetime, **facts: str) -> Former | None:
    """The edition that readers saw last, up to that moment, in which something had these facts of a `Trace`.

    An edition is seen from the later of its two clocks until another one outranks it and is seen; one that was
    outranked before its day came was never seen. None when nothing that readers saw had the facts.
    """
    edition = _seen_holding(at, Q(**facts)).select_related("body").first()
    return Former(edition, edition.until, edition.by) if edition else None


def last_and_own(at: datetime, **facts: str) -> tuple[Former | None, DepartmentDocument | None]:
    """`last_holding`, and in the same query what the department that held it last says now; None if withdrawn."""
    last = _seen_holding(at, Q(**facts))
    own = Edition.objects.in_force(at).filter(subject=Edition.Subject.DEPARTMENT, key=Subquery(last.values("key")[:1]))
    wanted = Edition.objects.filter(Q(pk=Subquery(last.values("pk")[:1])) | Q(pk__in=own.values("pk")))
    is_last = Case(When(pk=Subquery(last.values("pk")[:1]), then=True), default=False)
    rows = wanted.with_withdrawal().annotate(until=UNTIL, by=BY, is_last=is_last, is_own=Q(pk__in=own.values("pk")))
    found = list(rows.select_related("body"))
    former = next((Former(row, row.until, row.by) for row in found if row.is_last), None)
    document = next((department_document_of(row) for row in found if row.is_own and not row.withdrawal), None)
    return former, document


def addressed(word: str) -> Q:
    """A condition of `Trace`: what has the word, in lower case, as its address or as its symbol."""
    return Q(slug=word) | Q(symbol__iexact=word) | Q(symbol=word.upper())  # SQLite knows the case of ASCII letters only


def last_and_present(at: datetime, *conditions: Q, **facts: str) -> tuple[Former | None, list[Document]]:
    """`last_holding`, and in the same query the departments and pages in force that hold what ever had these facts.

    Of two departments that hold the same, the one published last comes first. Some may hold only other things that
    had the facts once; the caller knows the key that he looks for.
    """
    had = Q(*conditions, **facts)
    last = Subquery(_seen_holding(at, had).values("pk")[:1])
    same = Q(key__in=Trace.objects.filter(had).values("key"))
    addressed = Edition.objects.filter(_ever_held(same), subject__in=ADDRESSED)
    present = addressed.in_force(at).filter(held(same))
    wanted = Edition.objects.filter(Q(pk=last) | Q(pk__in=present.values("pk")))
    found = wanted.with_withdrawal().annotate(
        until=UNTIL,
        by=BY,
        is_last=Case(When(pk=last, then=True), default=False),
        is_present=Q(pk__in=present.values("pk")),
    )
    editions = list(found.select_related("body").order_by("-in_force_from", "-published_at", "-pk"))
    formers = [Former(edition, edition.until, edition.by) for edition in editions if edition.is_last]
    documents = [document_of(edition) for edition in editions if edition.is_present]
    return next(iter(formers), None), documents


def _ever_held(facts: Q) -> Q:
    """Whether an edition is of a subject that ever held something with these facts: mostly of one, and often of none.

    What is asked of each edition besides is asked of these alone. That both columns are named brings the index in.
    """
    return Q(subject__in=Edition.Subject.values, key__in=Trace.objects.filter(facts).values("subject_key"))


def _seen_holding(at: datetime, facts: Q) -> QuerySet[Edition, Any]:
    """Editions that readers saw up to that moment, and that held something with these facts; the last seen first."""
    editions: QuerySet[Edition, Any] = Edition.objects.with_withdrawal()
    editions = editions.annotate(seen_from=SEEN_FROM, until=UNTIL, by=BY)
    seen = editions.filter(_ever_held(facts), Q(until=None) | Q(until__gt=F("seen_from")), seen_from__lte=at)
    return seen.filter(held(facts)).order_by("-seen_from", "-number")
