"""Asking the index: a question, and what was found, in the editions that readers see at that moment.

The index holds planned editions too, and may lag behind the record for a moment: so every search names the editions
that are in force, and nothing else is found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, NamedTuple

from search import lettermark, lexemes
from search.backends import backend
from search.candidates import ENOUGH, candidates
from search.catalogue import Catalogue
from search.entries import WEIGHTS, Entry
from search.lettermark import LetterMark
from search.models import IndexedEntry, IndexForm
from search.query import Query
from search.ranking import rank
from search.rows import entry_of, texts_of
from search.shelf import Parted, Shelf, Text, unpacked
from search.sought import Sought, sought
from search.words import compared, words_in

MOST_NAMED: Final = 50
MOST_NEAR: Final = 6
MOSTLY: Final = 0.9  # of the entries that are looked at, where there were more to look at
UNITS: Final = ("unit", "department")


@dataclass(frozen=True)
class Found:
    """What fits, best first. `forms`: words to be marked, folded; `unknown`: words that stand nowhere.

    `meant`: the question as it was corrected, empty if it was not; `near`: where nothing was found, words that would
    find something and look like those that were typed; `cut`: there may be more than these. `mark`: the letter's mark
    that was typed; then units were found that bear its symbol now, if any does.
    """

    hits: tuple["Listed", ...] = ()
    forms: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    meant: str = ""
    near: tuple[str, ...] = ()
    cut: bool = False
    mark: LetterMark | None = None


@dataclass(frozen=True)
class Listed:
    """An entry that was found: its row in the index, the unit it belongs to, and the text that fits best."""

    row: int
    unit: str
    best: str = ""


@dataclass(frozen=True)
class Shown:
    """An entry with the text that fits best, how else it may be told, and keys of common contacts of its department."""

    entry: Entry
    best: str
    texts: tuple[str, ...]
    common: tuple[str, ...]


class _Row(NamedTuple):
    """Of an entry what the ranking asks for; as a tuple, because there are hundreds of them for each question."""

    pk: int
    edition: int
    position: int
    kind: str
    fields: str
    place: int | None
    unit: str | None
    beside: str | None


COLUMNS: Final = ("pk", "edition_id", "position", "kind", "fields", "place_id", "place__key", "place__beside")


class _Thing(NamedTuple):
    row: _Row
    texts: tuple[Text, ...]
    weight: float

    def listed(self, best: int) -> Listed:
        """With that one of its texts."""
        return Listed(self.row.pk, self.row.unit or "", self.texts[best].text)


class Index:
    """The index, as far as readers see it: `shown` are the editions that they may see, in the order of the menu."""

    def __init__(self, catalogue: Catalogue, shown: Sequence[int]) -> None:
        self._catalogue, self._backend = catalogue, backend()
        self._ranks = {catalogue.editions[e]: at for at, e in enumerate(shown) if e in catalogue.editions}

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue

    @property
    def ranks(self) -> Mapping[int, int]:
        """The editions that readers see, by the number of their `IndexedEdition`, in the order of the menu."""
        return self._ranks

    def holds(self, words: Iterable[str]) -> bool:
        """Whether readers see an entry that holds one of the lexemes: some may stand in planned editions only."""
        if len(self._ranks) == len(self._catalogue.editions):
            return True
        return bool(self._backend.holding([[[word] for word in words]], list(self._ranks), 1))

    def find(self, query: Query, *, exactly: bool = False) -> Found:
        mark = lettermark.read(query.text, self._catalogue.symbols)
        if mark:
            return Found(self._holding([lexemes.of_symbol(mark.symbol)], UNITS), mark=mark)
        named = self._named(query)
        if named:
            return Found(named)
        words = sought(query.words, self._catalogue, _leads(query.words), fits=None if exactly else self.holds)
        forms = {lexeme for word in words for expression in word.forms for lexeme in expression}
        hits = self._ranked(words)
        return Found(
            hits,
            self._catalogue.forms_of(iter(forms)),
            tuple(word.typed for word in words if not word.forms),
            _meant(query, words),
            near=() if hits else self._near(query.words),
            cut=len(hits) >= ENOUGH * MOSTLY,
        )

    def _near(self, words: Sequence[str]) -> tuple[str, ...]:
        """Words that are found, and look like those that are not."""
        near: dict[str, None] = {}
        for form in filter(str.isalpha, map(compared, words)):
            if len(near) < MOST_NEAR:
                near |= dict.fromkeys(self._catalogue.nearest(form, MOST_NEAR, self.holds))
        return tuple(near)[:MOST_NEAR]

    def shown(self, hits: Sequence[Listed]) -> list[Shown]:
        """What is found, with all that a list tells of it; in one query."""
        entries = IndexedEntry.objects.select_related("place").defer("words", "place__beside")
        rows = entries.in_bulk([hit.row for hit in hits])
        return [_shown(rows[hit.row], hit) for hit in hits if hit.row in rows]

    def _named(self, query: Query) -> tuple[Listed, ...]:
        """What bears the symbol, the symbol and the number, or the telephone that was typed, and nothing else."""
        symbol, number = lettermark.numbered(query.text)
        alone = lettermark.alone(query.text, self._catalogue.symbols)
        called = query.telephone
        return (
            *(self._holding([lexemes.of_symbol(alone.symbol)], UNITS) if alone else ()),
            *(self._holding([lexemes.numbered(symbol, number)]) if number else ()),
            *(self._holding([lexemes.TELEPHONE + called]) if called else ()),
        )

    def _holding(self, every: Sequence[str], kinds: Sequence[str] = ()) -> tuple[Listed, ...]:
        numbers = self._backend.holding([[[one]] for one in every], list(self._ranks), MOST_NAMED)
        return tuple(Listed(row.pk, row.unit or "") for row in self._rows(numbers) if not kinds or row.kind in kinds)

    def _ranked(self, words: Sequence[Sought]) -> tuple[Listed, ...]:
        if not self._ranks or not any(word.forms for word in words):
            return ()
        wanted = {lexeme for word in words for expression in word.forms for lexeme in expression}
        known = self._catalogue
        numbers = candidates(self._backend, words, list(self._ranks), known.counts, known.total)
        things = list(_things(self._rows(numbers), wanted))
        return tuple(things[hit.number].listed(hit.field) for hit in rank(Shelf(things, wanted), words))

    def _rows(self, numbers: Sequence[int]) -> list[_Row]:
        """In the order of the menu, then of the document."""
        rows = map(_Row._make, IndexedEntry.objects.filter(pk__in=numbers).values_list(*COLUMNS))
        return sorted(rows, key=lambda row: (self._ranks[row.edition], row.position))


def _things(rows: Iterable[_Row], wanted: Set[str]) -> Iterator[_Thing]:
    """What stands beside them is read only where it may hold what is wanted."""
    parted = Parted()
    around: dict[int | None, tuple[Text, ...]] = {None: ()}
    for row in rows:
        if row.place not in around:
            beside = row.beside or ""
            may_help = any(lexeme in beside for lexeme in wanted)
            around[row.place] = tuple(unpacked(beside, parted, helping=True)) if may_help else ()
        yield _Thing(row, texts_of(row.fields, parted, around[row.place]), WEIGHTS[row.kind])  # type: ignore[index]


def _shown(row: IndexedEntry, hit: Listed) -> Shown:
    texts = tuple(text.text for text in texts_of(row.fields, Parted()) if text.own is None and not text.helping)
    common = tuple(row.place.common.split()) if row.place else ()
    return Shown(entry_of(row), hit.best, texts, common)


def _leads(words: Iterable[str]) -> dict[str, set[str]]:
    """The lexemes to which the forms that the index knows lead."""
    leads: dict[str, set[str]] = {}
    forms = IndexForm.objects.filter(form__in=set(map(compared, words)))
    for form, word in forms.values_list("form", "word"):
        leads.setdefault(form, set()).add(word)
    return leads


def _meant(query: Query, words: Sequence[Sought]) -> str:
    """The question with its corrections, where there are any."""
    corrected = {word.typed: word.shown for word in words if word.shown}
    if not corrected:
        return ""
    pieces, end = [], 0
    for word in words_in(query.text):
        pieces += [query.text[end : word.start], corrected.get(word.text, word.text)]
        end = word.end
    return "".join([*pieces, query.text[end:]])
