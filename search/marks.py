"""Whose a letter's mark is: by symbol and year, from what was in force in that year, to the unit that stands there now.

A symbol belongs to one unit within a calendar year (LAW.md), but not for ever. Traces tell which editions held it; the
clock is `in_force_from`, so an edition that was published later and dated back is believed. What was withdrawn tells
nothing. However large the office and its record are, seven queries at most: `MOST_QUERIES`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Literal

from django.db.models import Subquery
from rapidfuzz import fuzz, process

from publishing import reading
from publishing.document import DepartmentDocument, Gone, Unit
from publishing.models import Edition, Trace
from search.lettermark import LetterMark, compact, fitting, same

MOST_QUERIES: Final = 7
MOST_SIMILAR: Final = 5
MOST_TOLD: Final = 6  # units, the last of them
SIMILAR_ENOUGH: Final = 60
ROUNDS: Final = 2  # of asking for what took the place of what took the place

How = Literal["then", "earliest", "otherwise", "future", "present", "past", "planned", "never"]


@dataclass(frozen=True)
class Place:
    """A unit where it stands in a document; `above`: those that it is part of, the department first."""

    unit: Unit
    above: tuple[Unit, ...]
    document: DepartmentDocument


@dataclass(frozen=True)
class Bearer:
    """A unit that bore the symbol. `then`: as `edition` has it; `until` None: no other edition ends it.

    `now`: where the unit stands today. If nowhere: `how` it went (`publishing.document.Gone`; empty: nobody said) and
    `successors`, where what took its place stands today. `oldest`: since when its department's states are known.
    """

    key: str
    then: Place
    edition: Edition
    since: datetime
    until: datetime | None
    oldest: datetime
    now: Place | None = None
    how: str = ""
    successors: tuple[Place, ...] = ()

    @property
    def today(self) -> tuple[Place, ...]:
        """Where those stand today who can be asked."""
        return (self.now,) if self.now else self.successors


@dataclass(frozen=True)
class Resolved:
    """Who marked letters so. `how`:

    then – `bearers` bore the symbol in the year of the mark, one after another if there are several; earliest – no
    state reaches back to that year, they are from the oldest that has the symbol; otherwise – nobody bore it in that
    year, they did in others; future – the year is still to come, they bear it now; present, past, planned – no year
    was told, they bear it now, bore it once, or will; never – nobody.

    `others`: who bears it now, or did at other times. `planned`: who will bear it, by an edition that is planned.
    `oldest`: since when this portal has states at all. `similar`: symbols that exist, where this one never did.
    """

    mark: LetterMark
    symbol: str
    how: How
    bearers: tuple[Bearer, ...] = ()
    others: tuple[Bearer, ...] = ()
    planned: tuple[Bearer, ...] = ()
    oldest: datetime | None = None
    similar: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Span:
    """From when to when an edition that readers may see gave a unit the symbol."""

    key: str
    symbol: str
    edition: Edition
    since: datetime
    until: datetime | None
    oldest: datetime

    def overlaps(self, since: datetime, until: datetime) -> bool:
        return self.since < until and (self.until is None or self.until > since)

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or self.until > at)


def resolve(mark: LetterMark, at: datetime) -> Resolved:
    """What the public record says of the mark at that moment. A mark without a year is told of its symbol alone."""
    stored = list(Trace.objects.exclude(symbol="").order_by("symbol").values_list("symbol", flat=True).distinct())
    by_symbol: dict[str, list[str]] = {}
    for symbol in stored:
        by_symbol.setdefault(compact(symbol), []).append(symbol)
    find = same if mark.form == "bare" else fitting
    meant = find(compact(mark.printed), by_symbol) or find(mark.symbol, by_symbol)
    spans, oldest = _spans(by_symbol.get(meant, []))
    if not spans:
        return Resolved(mark, mark.printed, "never", oldest=oldest, similar=_similar(mark, by_symbol, at))
    how, chosen = _chosen(spans, mark.year, at)
    others = [span for span in spans if span not in chosen and span.since <= at]
    keys = {span.key for span in chosen}
    coming = [span for span in spans if span.since > at and span.key not in keys]
    groups = [_merged(chosen) if how != "earliest" else chosen, _merged([s for s in others if s.key not in keys])]
    bearers, before, planned = _bearers([*groups, _merged(coming)], at)
    symbol = max(spans, key=lambda span: span.since).symbol
    if not bearers:  # traces that say otherwise than the editions: they can be rebuilt
        return Resolved(mark, symbol, "never", oldest=oldest)
    return Resolved(mark, symbol, how, bearers, before, planned, oldest)


def _chosen(spans: list[_Span], year: int | None, at: datetime) -> tuple[How, list[_Span]]:
    """Those by which the mark is told, and in what sense."""
    begun = [span for span in spans if span.since <= at]
    present = [span for span in begun if span.holds(at)]
    if not begun:
        return "planned", spans
    if year is None:
        return ("present", present) if present else ("past", _last(begun))
    since, until = _bounds(year)
    if since > at:
        return "future", present or _last(begun)
    in_year = [span for span in begun if span.overlaps(since, until)]
    if in_year:
        return "then", in_year
    unknown = [span for span in begun if span.oldest >= until]
    first = min((span.since for span in unknown), default=None)
    return ("earliest", [span for span in unknown if span.since == first]) if first else ("otherwise", begun)


def _bounds(year: int) -> tuple[datetime, datetime]:
    return reading.beginning_of(date(year, 1, 1)), reading.beginning_of(date(year + 1, 1, 1))


def _last(spans: list[_Span]) -> list[_Span]:
    """Those of the unit that bore it last."""
    last = max(spans, key=lambda span: (span.until or span.since, span.since))
    return [span for span in spans if span.key == last.key]


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """One for each unit and each time without a break, as the last edition of that time has it; in their order."""
    found: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.key, span.since)):
        last = found[-1] if found and found[-1].key == span.key else None
        if last and (last.until is None or last.until >= span.since):
            ends = None if last.until is None or span.until is None else max(last.until, span.until)
            found[-1] = replace(span, since=last.since, until=ends, oldest=min(last.oldest, span.oldest))
        else:
            found.append(span)
    return sorted(found, key=lambda span: (span.since, span.key))


def _spans(symbols: Sequence[str]) -> tuple[list[_Span], datetime | None]:
    """Every time for which an edition that is not withdrawn gives one of the symbols to a unit; the oldest state."""
    traces = list(Trace.objects.filter(symbol__in=symbols)) if symbols else []
    departments = Edition.objects.filter(subject=Edition.Subject.DEPARTMENT)
    shown = departments.with_withdrawal().filter(withdrawal=None).order_by("in_force_from")
    if not traces:
        return [], shown.values_list("in_force_from", flat=True).first()
    rows: Any = departments.filter(key__in={trace.subject_key for trace in traces}).with_withdrawal()
    rows = rows.annotate(oldest=Subquery(shown.values("in_force_from")[:1])).order_by("in_force_from", "number")
    editions = list(rows)
    found: list[_Span] = []
    for key in {edition.key for edition in editions}:
        own = [trace for trace in traces if trace.subject_key == key]
        found += _spans_of([edition for edition in editions if edition.key == key], own)
    return found, editions[0].oldest


def _spans_of(editions: list[Any], traces: list[Trace]) -> Iterator[_Span]:
    """Of one department, whose editions are in the order in which they take effect."""
    oldest = [edition.in_force_from for edition in editions if not edition.withdrawal][:1]
    ends = [edition.in_force_from for edition in editions[1:]]
    for edition, until in zip(editions, [*ends, None], strict=True):
        if edition.withdrawal or until == edition.in_force_from:  # one of the same moment outranks it
            continue
        for trace in traces:
            if trace.first_number <= edition.number <= (trace.last_number or edition.number):
                yield _Span(trace.key, trace.symbol, edition, edition.in_force_from, until, *oldest)


def _bearers(groups: list[list[_Span]], at: datetime) -> list[tuple[Bearer, ...]]:
    """With what the editions say of them, and where they stand now."""
    groups = [group[-MOST_TOLD:] for group in groups]
    spans = [span for group in groups for span in group]
    bodies = Edition.objects.filter(pk__in={span.edition.pk for span in spans}).select_related("body")
    documents = {edition.pk: reading.department_document_of(edition) for edition in bodies}
    present = _Present(at, {span.key for span in spans})
    told = [(_bearer(span, documents, present) for span in group) for group in groups]
    return [tuple(bearer for bearer in group if bearer) for group in told]


def _bearer(span: _Span, documents: Mapping[int, DepartmentDocument], present: "_Present") -> Bearer | None:
    then = _place(documents[span.edition.pk], span.key)
    if then is None:
        return None
    bearer = Bearer(span.key, then, span.edition, span.since, span.until, span.oldest, present.place(span.key))
    gone = None if bearer.now else present.gone.get(span.key)
    return replace(bearer, how=gone.how, successors=present.successors(gone)) if gone else bearer


class _Present:
    """What the departments in force, as far as they ever held what is asked for, say of it now."""

    def __init__(self, at: datetime, keys: Collection[str]) -> None:
        self._at = at
        self._documents: dict[str, DepartmentDocument] = {}
        self.gone: dict[str, Gone] = {}
        self._ask(keys)
        for _ in range(ROUNDS):
            successors = {key for key in self._named(keys) if key not in self.gone and self.place(key) is None}
            if not successors:
                break
            self._ask(successors)

    def _ask(self, keys: Collection[str]) -> None:
        holders = Trace.objects.filter(key__in=keys).values("subject_key")
        editions: Any = Edition.objects.filter(subject=Edition.Subject.DEPARTMENT, key__in=holders)
        for edition in editions.public(self._at).select_related("body").order_by("published_at"):
            document = reading.department_document_of(edition)
            self._documents[edition.key] = document
            self.gone |= {gone.key: gone for gone in document.gone if gone.how or gone.key not in self.gone}

    def _named(self, keys: Iterable[str]) -> set[str]:
        """What took the place of any of them, one after another."""
        named: set[str] = set()
        left = list(keys)
        while left:
            gone = self.gone.get(left.pop())
            new = [key for key in gone.successors if key not in named] if gone else []
            named.update(new)
            left += new
        return named

    def place(self, key: str) -> Place | None:
        """Of two departments that hold it, because it moved, the one published last counts."""
        places = (_place(document, key) for document in reversed(self._documents.values()))
        return next(filter(None, places), None)

    def successors(self, gone: Gone) -> tuple[Place, ...]:
        """Where they stand; of one that went, too, its own."""
        found: dict[str, Place] = {}
        seen, left = {gone.key}, list(gone.successors)
        while left:
            key = left.pop(0)
            place = self.place(key)
            if place:
                found[key] = place
            elif key in self.gone and key not in seen:
                left = [*self.gone[key].successors, *left]
            seen.add(key)
        return tuple(found.values())


def _place(document: DepartmentDocument, key: str) -> Place | None:
    return next((Place(unit, above, document) for unit, above in _units(document.unit) if unit.key == key), None)


def _units(unit: Unit, above: tuple[Unit, ...] = ()) -> Iterator[tuple[Unit, tuple[Unit, ...]]]:
    yield unit, above
    for below in unit.units:
        yield from _units(below, (*above, unit))


def _similar(mark: LetterMark, by_symbol: Mapping[str, list[str]], at: datetime) -> tuple[str, ...]:
    """Symbols in force that are most like it."""
    near = process.extract(mark.symbol, list(by_symbol), scorer=fuzz.ratio, limit=MOST_SIMILAR * 2)
    close = [symbol for symbol, score, _ in near if score >= SIMILAR_ENOUGH]
    spans, _ = _spans([each for symbol in close for each in by_symbol[symbol]]) if close else ([], None)
    borne = {compact(span.symbol): span.symbol for span in spans if span.holds(at)}
    return tuple(borne[symbol] for symbol in close if symbol in borne)[:MOST_SIMILAR]
