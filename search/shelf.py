"""Texts as they are analysed, and the things among which the ranking chooses, by their lexemes. No Django."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from search.words import HYPHENS, KINDS, LONGEST_WORD, telling_words

Lexemes = Callable[[str], tuple[str, ...]]

EITHER: Final = "|"


@dataclass(frozen=True)
class Text:
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


@dataclass(frozen=True)
class Place:
    """Where a word stands: in which thing, in which of its texts, as which of the telling words."""

    thing: int
    field: int
    word: int


class Shelf:
    """Things in their order, and where each lexeme stands in them."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.things = things
        self._own: dict[str, list[Place]] = {}
        self._helping: dict[str, list[Place]] = {}
        for number, thing in enumerate(things):
            for at, text in enumerate(thing.texts):
                places = self._helping if text.helping else self._own
                for position, lexemes in enumerate(text.words):
                    place = Place(number, at, position)
                    for lexeme in lexemes:
                        places.setdefault(lexeme, []).append(place)

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


def unpacked(content: str, *, helping: bool = False) -> Iterator[Text]:
    for text, weight, words, own in json.loads(content):
        lexemes = tuple(tuple(word.split(EITHER)) for word in words.split())
        yield Text(text, weight, lexemes, None if own is None else frozenset(own), helping)
