"""Texts as they are analysed, and the things among which the ranking chooses, by their lexemes. No Django."""

import json
from collections.abc import Callable, Iterator, Sequence, Set
from typing import Final, NamedTuple, Protocol

from search.words import HYPHENS, KINDS, LONGEST_WORD, telling_words

Lexemes = Callable[[str], tuple[str, ...]]

EITHER: Final = "|"
NOTHING: Final = "[]"  # packed


class Text(NamedTuple):
    """A text by which a thing is found: what each of its telling words may be, in their order.

    `own`: which of the words tell a name from others: «Promocji» of «Wydział Promocji»; None where it is no name.
    `helping`: it only helps a thing that is found by another text.
    """

    text: str
    weight: float
    words: tuple[tuple[str, ...], ...]
    own: frozenset[int] | None = None
    helping: bool = False


class Thing(Protocol):
    @property
    def texts(self) -> Sequence[Text]: ...

    @property
    def weight(self) -> float: ...


class Place(NamedTuple):
    """Where a word stands: in which thing, in which of its texts, as which of the telling words."""

    thing: int
    field: int
    word: int


class Shelf:
    """Things in their order, and where each lexeme stands in them; only those that are `wanted`, where it is told."""

    def __init__(self, things: Sequence[Thing], wanted: Set[str] | None = None) -> None:
        self.things = things
        self._own: dict[str, list[Place]] = {}
        self._helping: dict[str, list[Place]] = {}
        for number, thing in enumerate(things):
            for at, text in enumerate(thing.texts):
                places = self._helping if text.helping else self._own
                for position, lexemes in enumerate(text.words):
                    for lexeme in lexemes:
                        if wanted is None or lexeme in wanted:
                            places.setdefault(lexeme, []).append(Place(number, at, position))

    def places(self, lexeme: str, *, own: bool) -> Sequence[Place]:
        """Where it stands in what things are found by themselves, or in what only helps them."""
        return (self._own if own else self._helping).get(lexeme, ())


def analysed(text: str, lexemes: Lexemes) -> tuple[tuple[str, ...], ...]:
    """What each telling word may be."""
    return tuple(lexemes(word.text.translate(HYPHENS)[:LONGEST_WORD]) for word in telling_words(text))


def own_words(name: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """Which words of a name, analysed, tell the thing from others; all, if none does."""
    own = frozenset(at for at, lexemes in enumerate(name) if KINDS.isdisjoint(lexemes))
    return own or frozenset(range(len(name)))


def packed(texts: Sequence[Text]) -> str:
    """As the index keeps them."""
    return json.dumps(
        [
            [text.text, text.weight, " ".join(map(EITHER.join, text.words)), None if text.own is None else [*text.own]]
            for text in texts
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


class Parted(dict[str, tuple[str, ...]]):
    """What each word may be, by how the index keeps it; parted once for all texts of a question."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        self[word] = lexemes = tuple(word.split(EITHER))
        return lexemes


def unpacked(content: str, parted: Parted, *, helping: bool = False) -> Iterator[Text]:
    for text, weight, words, own in json.loads(content) if content != NOTHING else ():
        lexemes = tuple([parted[word] for word in words.split()])
        yield Text(text, weight, lexemes, None if own is None else frozenset(own), helping)
