"""Everything that can be found, by the stems of its words, in memory. No Django, and nothing of departments."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rapidfuzz.distance import Prefix

from search.words import KINDS, WORD, folded, is_telling, stems, telling_words

EXACT: Final = 1.0
BEGINNING: Final = 0.6  # «tłumacz» and «tłumaczeń»
KIN: Final = 0.4  # «promocja» and «promocyjny»
SHORTEST_BEGINNING: Final = 4
LONGEST_ENDING: Final = 3
KINSHIP: Final = 2 / 3  # of the longer one that both must have in common

FIELD_BITS, PLACE_BITS = 8, 24  # a place in 64 bits: the things are told by the first 32


@dataclass(frozen=True)
class Field:
    """A text by which a thing is found. `own` False: it only helps a thing that is found by a text of its own.

    `name`: worth more if it was typed whole. `sign`: a symbol, which is no beginning of another one.
    """

    text: str
    weight: float
    own: bool = True
    name: bool = False
    sign: bool = False


class Findable(Protocol):
    @property
    def fields(self) -> Sequence[Field]: ...

    @property
    def weight(self) -> float: ...


@dataclass(frozen=True)
class Place:
    """Where a word stands: in which thing, in which of its texts, as which of the telling words."""

    thing: int
    field: int
    word: int


Stems = tuple[str, ...]


class Shelf:
    """`things` stand in their order; `lengths`: how many telling words each of their texts has."""

    def __init__(self, things: Sequence[Findable]) -> None:
        self.things = things
        self.lengths: list[tuple[int, ...]] = []
        self.names: list[dict[int, frozenset[int]]] = []
        self._own: dict[str, array[int]] = {}
        self._beside: dict[str, array[int]] = {}
        self._signs = set[str]()
        known = dict[str, Stems]()
        for number, thing in enumerate(things):
            texts = [_told(field.text, known) for field in thing.fields]
            self.lengths.append(tuple(map(len, texts)))
            self.names.append({at: _own_name(it.text) for at, it in enumerate(thing.fields) if it.name})
            for at, (field, words) in enumerate(zip(thing.fields, texts, strict=True)):
                self._put(field, words, (number << FIELD_BITS | at) << PLACE_BITS)
        self._vocabulary = sorted((self._own.keys() | self._beside.keys()) - self._signs)

    def _put(self, field: Field, words: list[Stems], first: int) -> None:
        places = self._own if field.own else self._beside
        for place, forms in enumerate(words, start=first):
            for stem in forms:
                if stem not in places:
                    places[stem] = array("Q")
                places[stem].append(place)
        if field.sign:
            self._signs.update(*words)

    def places(self, stem: str, *, own: bool) -> Iterator[Place]:
        """Where the stem stands in what things are found by themselves, or in what only helps them."""
        for packed in (self._own if own else self._beside).get(stem, ()):
            field = packed >> PLACE_BITS & ((1 << FIELD_BITS) - 1)
            yield Place(packed >> (PLACE_BITS + FIELD_BITS), field, packed & ((1 << PLACE_BITS) - 1))

    def alike(self, word: str) -> dict[str, float]:
        """The stems of the vocabulary that the word may mean, and how well they fit it."""
        found = dict[str, float]()
        for stem in stems(word):
            for other, quality in self._kindred(stem):
                found[other] = max(quality, found.get(other, 0.0))
        return found

    def _kindred(self, stem: str) -> Iterator[tuple[str, float]]:
        if stem in self._own or stem in self._beside:
            yield stem, EXACT
        beginning = stem[:SHORTEST_BEGINNING]
        if len(beginning) < SHORTEST_BEGINNING or stem.isdecimal() or stem in self._signs:
            return
        for at in range(bisect_left(self._vocabulary, beginning), len(self._vocabulary)):
            other = self._vocabulary[at]
            if not other.startswith(beginning):
                return
            if other != stem and (quality := kinship(stem, other)):
                yield other, quality


def kinship(stem: str, other: str) -> float:
    """How well two stems that begin alike fit; 0 for those that only happen to."""
    common = Prefix.similarity(stem, other)
    if common == len(stem):  # all that was typed: somebody may have stopped in the middle of a word
        return BEGINNING if len(other) - common <= LONGEST_ENDING else KIN
    if common == len(other):
        return BEGINNING if len(stem) - common <= LONGEST_ENDING else 0.0
    longer = max(len(stem), len(other))
    return KIN if common >= KINSHIP * longer and longer - common <= LONGEST_ENDING else 0.0


def _told(text: str, known: dict[str, Stems]) -> list[Stems]:
    """The stems of each telling word; `known`: those of words that were met before, none of empty ones."""
    words = WORD.findall(text)
    for word in words:
        if word not in known:
            known[word] = stems(word) if is_telling(word) else ()
    return [forms for word in words if (forms := known[word])]


def _own_name(text: str) -> frozenset[int]:
    """Which words of a name tell the thing from others: «Promocji» of «Wydział Promocji»; all, if none does."""
    words = telling_words(text)
    own = frozenset(place for place, word in enumerate(words) if folded(word.text) not in KINDS)
    return own or frozenset(range(len(words)))
