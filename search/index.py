"""The index of all that is in force: made in memory of the public record, kept as long as the record says the same.

One worker keeps one index. Whether it still holds is one query; to make it anew is one more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from publishing import reading
from publishing.reading import Whole
from search import lettermark
from search.entries import Entry, entries_of
from search.lettermark import LetterMark
from search.query import Query
from search.ranking import Hit, Ranking, rank
from search.shelf import Shelf


@dataclass(frozen=True)
class Found:
    """`entries` with the text that fits best, best first. `stems`: what to mark; `unknown`: words that stand nowhere.

    `mark`: the letter's mark that was typed; then the entries are the units that bear its symbol now, if any does.
    """

    entries: tuple[tuple[Entry, str], ...] = ()
    stems: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    mark: LetterMark | None = None


class Index:
    """Everything that can be found in one state of the record."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        documents = (document for _, document in whole.subjects)
        self._entries = tuple(entries_of(whole.office.document, documents))
        self._shelf = Shelf(self._entries)
        self._symbols: dict[str, list[Entry]] = {}
        for entry in self._entries:
            if entry.kind in {"unit", "department"} and entry.symbol:
                self._symbols.setdefault(lettermark.compact(entry.symbol), []).append(entry)

    def find(self, query: Query) -> Found:
        mark = lettermark.read(query.text, self._symbols)
        if mark:
            return Found(_whole(self._symbols.get(mark.symbol, ())), mark=mark)
        named = self._named(query)
        ranking = rank(self._shelf, query.words) if not named else Ranking()
        return Found((*_whole(named), *map(self._found, ranking.hits)), ranking.stems, ranking.unknown)

    def _named(self, query: Query) -> list[Entry]:
        """What bears the symbol, the symbol and the number, or the telephone that was typed, and nothing else."""
        symbol, number = lettermark.numbered(query.text)
        called = query.telephone
        return [
            *self._symbols.get(lettermark.compact(lettermark.bare(query.text)), ()),
            *(entry for entry in self._entries if number and self._is(entry, symbol, number)),
            *(entry for entry in self._entries if called and any(called in phone for phone in entry.phones)),
        ]

    def _is(self, entry: Entry, symbol: str, number: str) -> bool:
        return entry.number == number and not entry.duty and lettermark.compact(entry.symbol) == symbol

    def _found(self, hit: Hit) -> tuple[Entry, str]:
        entry = self._entries[hit.number]
        return entry, entry.fields[hit.field].text


@dataclass(frozen=True)
class _Kept:
    """An index with the state of the record it was made in: the version, and the moments between which it holds."""

    index: Index
    version: int
    since: datetime
    until: datetime | None

    def holds(self, version: int, at: datetime) -> bool:
        return version == self.version and self.since <= at and (self.until is None or at < self.until)


class Keeper:
    """The version is read before the record, so an index may be newer than its version, never older."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def at(self, moment: datetime) -> Index:
        """What is in force at that moment, the present one. Raises `NothingPublished` and `Withdrawn`."""
        version, until = reading.version_and_next_change(moment)
        kept = self._kept
        if kept is None or not kept.holds(version, moment):
            self._kept = kept = _Kept(Index(reading.whole(moment)), version, moment, until)
        return kept.index

    def forget(self) -> None:
        """Give up what is kept: after a redaction the old words must not stay in the memory of any worker."""
        self._kept = None


keeper: Final = Keeper()


def _whole(entries: Sequence[Entry]) -> tuple[tuple[Entry, str], ...]:
    return tuple((entry, "") for entry in entries)
