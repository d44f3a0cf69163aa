"""The register of changes: what each edition changed, in words; what changed last, and what is planned.

Beside `reading`, and like it: each function costs one query or two, and raises `Withdrawn` for what readers do not see
any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from publishing import reading, turns
from publishing.differences import compare
from publishing.document import Metadata
from publishing.models import Edition, EditionBody, RegisterUnit, Withdrawal
from publishing.reading import (
    HIGHEST,
    Subject,
    beginning_of,
    editions_of,
    end_of,
    refuse_withdrawn,
)
from publishing.telling import Chapter, from_text, tell, without_addresses
from publishing.turns import Turns

PER_PAGE: Final = 20
LAST: Final = 3
SENTENCES: Final = 5
OUTRANKED: Final = Exists(
    Edition.objects.filter(
        subject=OuterRef("subject"),
        key=OuterRef("key"),
        in_force_from=OuterRef("in_force_from"),
        number__gt=OuterRef("number"),
        published_at__lte=OuterRef("in_force_from"),
    )
)


@dataclass(frozen=True)
class Filters:
    """What of the register is wanted; what is empty does not matter. `since`, `until`: days of publication."""

    subject: str = ""
    key: str = ""
    unit: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def condition(self) -> Q:
        wanted = {"subject": self.subject, "key": self.key, "kind": self.kind}
        found = Q(**{name: value for name, value in wanted.items() if value})
        if self.unit:
            found &= Q(Exists(RegisterUnit.objects.filter(entry=OuterRef("pk"), unit_key=self.unit)))
        if self.since:
            found &= Q(published_at__gte=beginning_of(self.since))
        if self.until:
            found &= Q(published_at__lt=end_of(self.until))
        return found


@dataclass(frozen=True)
class Entry:
    """An edition as the register tells it. `before` is the number of the one with which it is compared, 0 for none.

    `hidden`: what it changed is not told, because it was withdrawn, or the edition before it. `outranked`: it never
    took effect, because another one of the same moment was published before that moment came.
    """

    edition: Edition
    metadata: Metadata
    before: int
    chapters: tuple[Chapter, ...]
    withdrawal: Withdrawal | None
    hidden: bool
    redacted: bool
    planned: bool
    outranked: bool = False

    @property
    def acts(self) -> int:
        return sum(len(chapter.told) for chapter in self.chapters)

    @property
    def beginning(self) -> list[Chapter]:
        """The chapters with the first few sentences."""
        found, left = [], SENTENCES
        for chapter in self.chapters:
            if left > 0:
                found.append(replace(chapter, told=chapter.told[:left]))
                left -= len(chapter.told)
        return found

    @property
    def more(self) -> int:
        return max(0, self.acts - SENTENCES)


@dataclass(frozen=True)
class Recent:
    """The last changes that took effect, the newest first, and those that are planned, the nearest first."""

    last: tuple[Entry, ...] = ()
    planned: tuple[Entry, ...] = ()

    @property
    def editions(self) -> list[Edition]:
        return [entry.edition for entry in (*self.last, *self.planned)]


def register(at: datetime, filters: Filters, page: int = 1) -> tuple[list[Entry], bool]:
    """A page of the register, what was published last first; and whether older entries follow."""
    rows = Edition.objects.filter(filters.condition()).order_by("-published_at", "-pk")
    first = (page - 1) * PER_PAGE
    if not 0 <= first <= HIGHEST:
        return [], False
    wanted = Edition.objects.filter(pk__in=rows.values("pk")[first : first + PER_PAGE + 1])
    found = list(_told(wanted).order_by("-published_at", "-pk"))
    return _entries(found[:PER_PAGE], at), len(found) > PER_PAGE


def entry(subject: Subject, number: int, at: datetime) -> Entry | None:
    """What one edition changed. Raises `Withdrawn`."""
    found = list(_told(editions_of(subject).filter(number=number))) if 1 <= number <= HIGHEST else []
    for row in found:
        refuse_withdrawn(row, subject.office)
    return next(iter(_entries(found, at)), None)


def recent(subject: str, key: str, at: datetime) -> Recent:
    """The last changes of a subject, and what is announced. What is planned is told against what it will follow.

    An edition that another one of the same moment outranks is not announced: it never will be in force.
    """
    own = Edition.objects.of(subject, key)
    last = own.filter(~OUTRANKED, in_force_from__lte=at).order_by("-published_at", "-pk").values("pk")[:LAST]
    planned = own.planned(at).filter(~OUTRANKED)
    rows = list(_announced(own.filter(Q(pk__in=last) | Q(pk__in=planned.values("pk"))), own, at))
    by_publication = sorted(rows, key=lambda row: (row.published_at, row.pk), reverse=True)
    coming = sorted(rows, key=lambda row: row.in_force_from)
    return Recent(
        tuple(_entries([row for row in by_publication if row.in_force_from <= at], at)),
        tuple(_entries([row for row in coming if row.in_force_from > at and not row.withdrawal], at)),
    )


def of_unit(edition: Edition, unit: str, at: datetime) -> tuple[Recent, Turns]:
    """The last changes of its department that concern the unit, and where its name or symbol may have turned."""
    concerning = Edition.objects.filter(Filters(edition.subject, edition.key, unit).condition())
    last = concerning.filter(~OUTRANKED, in_force_from__lte=at).order_by("-published_at", "-pk").values("pk")[:LAST]
    turned = turns.turning(Q(key=unit, kind__in=("unit", "department")), at).values("pk")
    rows = _told(Edition.objects.filter(Q(pk__in=last) | Q(pk__in=turned))).annotate(
        is_last=Case(When(pk__in=last, then=True), default=False),
        turned_content=Case(When(pk__in=turned, then=F("body__content"))),
    )
    found = list(rows.order_by("-published_at", "-pk"))
    turned_rows = sorted((row for row in found if row.turned_content), key=_held_from, reverse=True)
    for row in turned_rows:
        row.body.content = row.turned_content
    recent = Recent(last=tuple(_entries([row for row in found if row.is_last], at)))
    return recent, turns.cut(turned_rows)


def _held_from(row: Any) -> tuple[Any, ...]:
    return row.in_force_from, row.published_at, row.pk


def _told(rows: Any) -> QuerySet[Any]:
    """With what an entry needs; the content stays unread."""
    before = Withdrawal.objects.of_outer("register__before__number")
    told = rows.select_related("body", "register", "register__before").defer("body__content", "body__salt")
    found: QuerySet[Any] = told.with_withdrawal().annotate(before_withdrawn=Exists(before), outranked=OUTRANKED)
    return found


def _announced(rows: Any, own: Any, at: datetime) -> Any:
    """With both contents where a planned edition will follow another one than it did when it was published."""
    follows = own.filter(
        Q(in_force_from__lt=OuterRef("in_force_from"))
        | Q(in_force_from=OuterRef("in_force_from"), number__lt=OuterRef("number"))
    ).order_by("-in_force_from", "-number")
    otherwise = Q(in_force_from__gt=at) & ~Q(register__before=F("follows"))
    contents = EditionBody.objects.filter(pk=OuterRef("follows")).values("content")[:1]
    return (
        _told(rows)
        .annotate(follows=Subquery(follows.values("pk")[:1]))
        .annotate(follows_withdrawal=Subquery(follows.with_withdrawal().values("withdrawal")[:1]))
        .annotate(follows_number=Subquery(follows.values("number")[:1]))
        .annotate(
            old_content=Case(When(otherwise, then=Subquery(contents))),
            new_content=Case(When(otherwise, then=F("body__content"))),
        )
    )


def _entries(rows: Iterable[Any], at: datetime) -> list[Entry]:
    rows = list(rows)
    keys = {row.withdrawal for row in rows if row.withdrawal}
    withdrawals = Withdrawal.objects.in_bulk(keys) if keys else {}
    return [_entry(row, at, withdrawals.get(row.withdrawal)) for row in rows]


def _entry(row: Any, at: datetime, withdrawal: Withdrawal | None) -> Entry:
    register = getattr(row, "register", None)
    before, chapters = (register.before, register.chapters) if register else (None, "[]")
    number, hidden = before.number if before else 0, bool(row.withdrawal or row.before_withdrawn)
    old, new = getattr(row, "old_content", None), getattr(row, "new_content", None)
    told: list[Chapter] = []
    if old and new:
        number, hidden = row.follows_number, bool(row.withdrawal or row.follows_withdrawal)
    if not hidden:
        told = without_addresses(_between(row.subject, old, new) if old and new else from_text(chapters))
    return Entry(
        edition=row,
        metadata=reading.metadata_of(row),
        before=number,
        chapters=tuple(told),
        withdrawal=withdrawal,
        hidden=hidden,
        redacted=bool(row.body.redacted_digest),
        planned=row.in_force_from > at and not row.outranked,
        outranked=row.outranked,
    )


def _between(subject: str, old_content: str, new_content: str) -> list[Chapter]:
    old, new = (reading.read_document(subject, content) for content in (old_content, new_content))
    return tell(old, new, compare(old, new))
