"""What somebody who begins to type may mean: units, by their symbol or name, and words that texts have. No Django."""

import heapq
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from publishing.emails import EMAIL
from search.catalogue import Catalogue, Form
from search.lettermark import bare, compact
from search.query import Query
from search.words import EMPTY, KINDS, Word, compared, words_in

MOST: Final = 8
FOR_SYMBOLS, FOR_WORDS = 4, 3  # of them, if there are so many
MOST_TRIED: Final = 24  # words: to look whether readers see one may cost a question to the database
SHORTEST_BEGINNING: Final = 2  # letters: one says too little
SHORTEST_WORD: Final = 3
IDLE: Final = EMPTY | KINDS  # whoever types these says nothing of a matter yet
LAST: Final = "\U0010ffff"

Fits = Callable[[Collection[str]], bool]


@dataclass(frozen=True)
class Named:
    """A unit in the index. `edition`: the number of its `IndexedEdition`; `department`: the slug of its department,
    `above`: the department's name, nothing for the department itself.
    """

    edition: int
    name: str
    symbol: str
    slug: str
    above: str
    department: str

    @property
    def is_department(self) -> bool:
        return not self.above


@dataclass(frozen=True)
class Suggestion:
    """A unit; or else the text that was typed, its last word completed."""

    text: str
    unit: Named | None = None


class Names:
    """Units, by what their symbols and the words of their names begin with."""

    def __init__(self, units: Sequence[Named]) -> None:
        self._units = units
        self._words = [tuple(compared(word.text) for word in words_in(unit.name)) for unit in units]
        self._leading = [next((word for word in words if word not in KINDS), "") for words in self._words]
        self._by_word = sorted((word, at) for at, words in enumerate(self._words) for word in set(words))
        self._by_symbol = sorted((compact(unit.symbol), at) for at, unit in enumerate(units) if unit.symbol)
        self.words = frozenset(word for words in self._words for word in words)

    def with_symbol(self, beginning: str, ranks: Mapping[int, int], most: int) -> list[Named]:
        """Units whose symbol begins so; first the one whose whole symbol it is, then as in the menu."""
        found = [pair for pair in _beginning(self._by_symbol, beginning) if self._units[pair[1]].edition in ranks]
        first = heapq.nsmallest(
            most, found, key=lambda pair: (pair[0] != beginning, ranks[self._units[pair[1]].edition], pair[1])
        )
        return [self._units[at] for _, at in first]

    def with_words(self, beginnings: Sequence[str], ranks: Mapping[int, int], most: int) -> list[Named]:
        """Units in whose names words begin so, all of them; first those that are called so, then as in the menu."""
        if len(max(beginnings, key=len, default="")) < SHORTEST_BEGINNING:
            return []
        pairs = min((_beginning(self._by_word, beginning) for beginning in beginnings), key=len)
        found = {at for _, at in pairs if self._units[at].edition in ranks}
        fitting = (at for at in found if all(any(w.startswith(b) for w in self._words[at]) for b in beginnings))
        first = heapq.nsmallest(
            most,
            fitting,
            key=lambda at: (not self._leading[at].startswith(tuple(beginnings)), ranks[self._units[at].edition], at),
        )
        return [self._units[at] for at in first]


class Vocabulary:
    """The words of texts that may be suggested: no empty ones, no numbers, no symbols, no names of people.

    `of_units`: the words of units' names; `people`: lexemes of names of those who hold posts. The catalogue itself is
    not kept.
    """

    def __init__(self, catalogue: Catalogue, of_units: Collection[str], people: Collection[str]) -> None:
        self._analyser, self._of_units, self._people = catalogue.analyser, frozenset(of_units), frozenset(people)
        fitting = (form for form in catalogue.sorted_forms if _is_word(form) and form not in catalogue.symbols)
        self._seen = {form: catalogue.seen(form) for form in fitting}
        self._forms = list(self._seen)
        common = sorted(self._forms, key=lambda form: (-_times(self._seen[form]), len(form), form))
        self._ranks = {form: rank for rank, form in enumerate(common)}

    def beginning(self, typed: str, fits: Fits) -> list[str]:
        """As texts write them; the most common ones first, each in one form."""
        beginning = compared(typed)
        if len(beginning) < SHORTEST_BEGINNING:
            return []
        likely = islice(self._likely(beginning, typed), MOST_TRIED)
        bases = (self._base(rows, beginning) for rows in likely if fits({row.word for row in rows}))
        return list(dict.fromkeys(form.shown for form in bases if form.form != beginning))[:MOST]

    def _likely(self, beginning: str, typed: str) -> Iterator[Sequence[Form]]:
        first, end = (bisect_left(self._forms, edge) for edge in (beginning, beginning + LAST))
        every = [self._seen[form] for form in sorted(self._forms[first:end], key=self._ranks.__getitem__)]
        if not typed.isascii():  # whoever types «ż» means it, and whoever types «z» may mean «ż»
            every.sort(key=lambda rows: not rows[0].shown.casefold().startswith(typed.casefold()))
        told = set(IDLE)
        for rows in every:
            lexemes = {row.word for row in rows}
            if told.isdisjoint(lexemes) and not self._is_somebody(rows[0], lexemes):
                yield rows
            told |= lexemes

    def _base(self, rows: Sequence[Form], beginning: str) -> Form:
        """«książka» rather than «książek», where texts have both and both begin so."""
        if any(row.word == row.form for row in rows):
            return rows[0]
        bases = (self._seen.get(row.word) for row in rows if row.word.startswith(beginning))
        return max((base for base in bases if base), key=_times, default=rows)[0]

    def _is_somebody(self, form: Form, lexemes: Collection[str]) -> bool:
        """Whether it may be a person's name: no unit is called so, and texts write it with a capital letter."""
        if not form.shown[:1].isupper() or form.shown.isupper() or form.form in self._of_units:
            return False
        return not self._people.isdisjoint(lexemes) or self._analyser.is_surname(form.shown)


def _is_word(form: str) -> bool:
    return len(form) >= SHORTEST_WORD and form.isalpha() and form not in IDLE


def _times(rows: Sequence[Form]) -> int:
    """A form that may be of several words counts for each of them."""
    return max((row.seen for row in rows), default=0)


def _beginning(pairs: Sequence[tuple[str, int]], beginning: str) -> Sequence[tuple[str, int]]:
    """Of sorted pairs."""
    return pairs[bisect_left(pairs, (beginning,)) : bisect_left(pairs, (beginning + LAST,))]


def suggest(typed: str, names: Names, vocabulary: Vocabulary, ranks: Mapping[int, int], fits: Fits) -> list[Suggestion]:
    """Units first, then words. `ranks`: editions that readers see, in their order; `fits`: whether those hold one of
    the lexemes.
    """
    query = Query.of(typed)
    if query.cut or EMAIL.search(query.text):
        return []
    before = list(words_in(query.text))
    is_whole = not before or before[-1].end < len(query.text) or typed[-1:].isspace()
    last = None if is_whole else before.pop()
    completed = vocabulary.beginning(last.text, fits) if last else []
    units = _units(query.text, before, last, names, ranks)[: MOST - min(FOR_WORDS, len(completed))]
    start = query.text[: last.start] if last else ""
    words = [Suggestion(start + word) for word in completed[: MOST - len(units)]]
    return [*(Suggestion(unit.name, unit) for unit in units), *words]


def _units(
    text: str, before: Sequence[Word], last: Word | None, names: Names, ranks: Mapping[int, int]
) -> Sequence[Named]:
    sign = compact(bare(text))
    signed = names.with_symbol(sign, ranks, MOST) if sign else []
    whole = [compared(word.text) for word in before]
    beginnings = [word for word in whole if word not in EMPTY] + ([compared(last.text)] if last else [])
    named = names.with_words(beginnings, ranks, MOST)
    return list(dict.fromkeys([*signed[:FOR_SYMBOLS], *named, *signed]))
