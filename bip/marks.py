"""A letter's mark in a sentence: whose it was in its year, what that unit is called now, how to reach it.

`search.marks` resolves; here it is worded, and the unit's result put first in the list. What only looks like a mark is
told to be none.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bip.bearers import Piece, Told, sentences_of
from bip.results import Result, result_of
from publishing.reading import Front
from search import lettermark, nomarks
from search.entries import Entry
from search.index import Shown
from search.lettermark import LetterMark, compact
from search.marks import Place, resolve
from search.query import Query

# Told even beside results; the others only where nothing was found.
NO_MARKS: Final = {
    "date": "„{}” to data, a nie znak sprawy.",
    "slashes": "„{}” nie jest znakiem sprawy: jego części oddziela się kropkami.",
    "no-symbol": "„{}” nie jest całym znakiem sprawy: na początku brakuje symbolu komórki.",
    "after-year": "„{}” nie jest znakiem sprawy: po roku mogą stać już tylko inicjały.",
}
NO_MARKS_ALONE: Final = {
    "telephone": "„{}” wygląda na numer telefonu, a nie na znak sprawy. Takiego numeru nie ma w tym biuletynie.",
    "amount": "„{}” to kwota, a nie znak sprawy.",
    "law": "„{}” to przepis, a nie znak sprawy. Wpisz, czego dotyczy sprawa.",
}
NOTHING_TO_FIND: Final = frozenset({"date", "no-symbol"})  # digits alone: words of other things that have the same ones
PATTERN: Final = "Znak ma postać: symbol komórki, klasa, numer sprawy i rok, na przykład ABC.123.77.2026."


def told(query: Query, mark: LetterMark | None, results: Sequence[Result], office: Front, at: datetime) -> Told | None:
    """What is to be said of a mark, a symbol, or of what only looks like a mark; None for all other questions.

    `mark` and `results`: what the index found; the units of which the mark is told come before them.
    """
    sought = mark or _symbol_alone(query, results)
    if sought is None:
        return _no_mark(query, results)
    resolved = resolve(sought, at)
    if resolved.how == "never" and not mark and (results or not resolved.similar or not _is_loud(query.text)):
        return None
    places = {place.unit.key: place for bearer in resolved.bearers for place in bearer.today}
    own = tuple(result_of(_shown(place), frozenset(), office) for place in places.values())
    others = (each for each in results if each.apart or each.entry.key not in places)
    return replace(sentences_of(resolved, at), results=(*own, *others))


def _symbol_alone(query: Query, results: Sequence[Result]) -> LetterMark | None:
    """A symbol that a unit bears now; or, where nothing else was found or it is in capitals, one that any ever bore."""
    present = {compact(each.entry.symbol) for each in results if not each.apart and each.entry.symbol}
    may_be = not results or _is_loud(query.text)
    return lettermark.alone(query.text, present) or (lettermark.alone(query.text) if may_be else None)


def _is_loud(text: str) -> bool:
    return text.isupper()


def _no_mark(query: Query, results: Sequence[Result]) -> Told | None:
    reason = nomarks.reason_of(query.text)
    sentence = NO_MARKS.get(reason) or ("" if results else NO_MARKS_ALONE.get(reason, ""))
    if not sentence:
        return None
    lead = (Piece(sentence.format(lettermark.bare(query.text))),)
    more = ((Piece(PATTERN),),) if reason in NO_MARKS else ()
    return Told(lead, more=more, results=() if reason in NOTHING_TO_FIND else tuple(results))


def _shown(place: Place) -> Shown:
    """A unit as the index shows it."""
    line = (*place.above, place.unit)
    entry = Entry("unit" if place.above else "department", place.unit.key, (), line)
    return Shown(entry, "", (), place.document.common_contacts)
