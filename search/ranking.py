"""Which of the things that can be found fit the words best. No Django, and nothing of departments or duties.

Every word that was sought adds what it is worth: the rarer it is among all things, the more; by where it stands (a name
counts more than a text); less where only its beginning fits. What holds all words comes before what holds some, words
side by side before scattered ones, a name that was typed whole before a name that only has the word in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from itertools import pairwise
from math import sqrt
from typing import Final

from search.catalogue import KIN
from search.shelf import Place, Shelf
from search.sought import PARTLY as PARTLY_SAID
from search.sought import SYNONYM, Sought
from search.synonyms import Expression

SIDE_BY_SIDE, NEAR = 1.0, 0.5
NEAR_WORDS: Final = 3
STEPS: Final = [step for step in range(-NEAR_WORDS, NEAR_WORDS + 1) if step]
SCATTERED: Final = 0.7  # what an expression is worth whose words stand apart
PHRASE: Final = 0.6  # how much more a thing is worth that holds all words side by side
WHOLE_NAME: Final = 1.2  # … whose name was typed whole
LONG_TEXT: Final = 200  # words after which a text counts half
VERY_LONG_TEXT: Final = 200  # words after which it is half an accident that a text holds a word
AGAIN: Final = 0.08  # how much more a word is worth for every other place that it stands in
MOST_AGAIN: Final = 3
WORST: Final = 0.12  # of the best one: what fits less is no answer
PARTLY: Final = 0.4  # of the best one's words, by what they are worth


@dataclass(frozen=True)
class Hit:
    """`number`: which of the things; `field`: which of its own texts fits best."""

    number: int
    score: float
    field: int


@dataclass
class _Match:
    """How one word fits one thing: how alike they are, what its best place is worth, all its places by field.

    `quality` is less in a very long text, `fit` is not. `same`: the places of the word itself, not of another one.
    """

    fit: float = 0.0
    quality: float = 0.0
    value: float = 0.0
    own: float = 0.0
    field: int = 0
    places: dict[int, list[int]] = made_by(default_factory=dict)
    same: dict[int, list[int]] = made_by(default_factory=dict)
    likely: set[tuple[int, int]] = made_by(default_factory=set)

    @property
    def times(self) -> float:
        """How much more it is worth where it is said several times, or in several other words."""
        return 1 + AGAIN * min(MOST_AGAIN, max(0, len(self.likely) - 1))


class _Word:
    """A word that was sought, and where it stands among the things."""

    def __init__(self, shelf: Shelf, sought: Sought) -> None:
        self._shelf, self._sought = shelf, sought
        self.of_a_kind, self.worth = sought.of_a_kind, sought.worth
        self.matches: dict[int, _Match] = {}
        for expression, quality in sought.forms.items():
            for place, fit in _places(shelf, expression, own=True):
                self._note(place, quality * fit, own=True)

    def look_beside(self, numbers: set[int]) -> None:
        """Note where the word stands beside these things too."""
        for expression, quality in self._sought.forms.items():
            for place, fit in _places(self._shelf, expression, own=False):
                if place.thing in numbers:
                    self._note(place, quality * fit, own=False)

    def _note(self, place: Place, quality: float, *, own: bool) -> None:
        match = self.matches.setdefault(place.thing, _Match())
        text = self._shelf.things[place.thing].texts[place.field]
        value = text.weight * quality / (1 + len(text.words) / LONG_TEXT)
        match.fit, match.value = max(match.fit, quality), max(match.value, value)
        match.quality = max(match.quality, quality / (1 + len(text.words) / VERY_LONG_TEXT))
        if own and value > match.own:
            match.own, match.field = value, place.field
        match.places.setdefault(place.field, []).append(place.word)
        if own and quality > KIN:
            match.likely.add((place.field, place.word))
        if quality > SYNONYM:
            match.same.setdefault(place.field, []).append(place.word)

    def same(self, number: int, field: int) -> list[int]:
        match = self.matches.get(number)
        return match.same.get(field, []) if match else []


def _places(shelf: Shelf, expression: Expression, *, own: bool) -> Iterator[tuple[Place, float]]:
    """Where the expression stands: in texts that hold all of it, as its first word does; less where it is scattered."""
    first, *others = expression
    holding = [{(place.thing, place.field, place.word) for place in shelf.places(word, own=own)} for word in others]
    texts = [{(thing, field) for thing, field, _ in places} for places in holding]
    for place in shelf.places(first, own=own):
        if all((place.thing, place.field) in all_texts for all_texts in texts):
            together = all(
                any((place.thing, place.field, place.word + step) in places for step in STEPS) for places in holding
            )
            yield place, 1.0 if together else SCATTERED


def rank(shelf: Shelf, sought: Sequence[Sought]) -> list[Hit]:
    """The things that fit, best first; those that fit alike in the order in which they stand.

    A word out of an expression that another word stands for helps, but finds nothing by itself.
    """
    words = [_Word(shelf, one) for one in sought if one.forms]
    numbers = {number for word in words for number, match in word.matches.items() if match.fit > PARTLY_SAID}
    for word in words:
        word.look_beside(numbers)
    hits = [_hit(shelf, number, words) for number in sorted(numbers)]
    return sorted(_worth_showing(hits), key=lambda hit: (-hit.score, hit.number))


def _hit(shelf: Shelf, number: int, sought: list[_Word]) -> tuple[Hit, float]:
    """The hit, and how much of the worth of all words it holds."""
    held = [(word.matches[number], word.worth) for word in sought if number in word.matches]
    coverage = sum(sqrt(match.quality) * worth for match, worth in held) / sum(word.worth for word in sought)
    score = sum(match.value * match.times * worth for match, worth in held) * coverage
    score *= 1 + PHRASE * _closeness([word.matches.get(number) for word in sought])
    score *= 1 + WHOLE_NAME * (coverage * _named(shelf, number, sought)) ** 2
    best = max((match for match, _ in held), key=lambda match: match.own)
    return Hit(number, score * shelf.things[number].weight, best.field), coverage


def _named(shelf: Shelf, number: int, sought: list[_Word]) -> float:
    """Which part of the thing's name was typed; none, if what was typed is of another kind."""
    shares = [0.0]
    for at, name in ((at, text.own) for at, text in enumerate(shelf.things[number].texts)):
        typed = [word.same(number, at) for word in sought]
        if name and all(places or not word.of_a_kind for word, places in zip(sought, typed, strict=True)):
            shares.append(len(name.intersection(place for places in typed for place in places)) / len(name))
    return max(shares)


def _closeness(matches: list[_Match | None]) -> float:
    """From 0 to 1: how many neighbours of the question stand side by side, or near, in one text; in their order."""
    pairs = list(pairwise(matches))
    if not pairs:
        return 0.0
    return sum(_nearness(one, other) for one, other in pairs if one and other) / len(pairs)


def _nearness(one: _Match, other: _Match) -> float:
    near = 0.0
    for at, places in one.places.items():
        after = set(other.places.get(at, ()))
        if any(place + 1 in after for place in places):
            return SIDE_BY_SIDE
        if after and any(place + step in after for place in places for step in STEPS):
            near = NEAR
    return near


def _worth_showing(hits: list[tuple[Hit, float]]) -> list[Hit]:
    """Without those that hold much less of what was sought than the best ones."""
    if not hits:
        return []
    best = max(hit.score for hit, _ in hits)
    most = max(coverage for _, coverage in hits)
    return [hit for hit, coverage in hits if hit.score >= WORST * best and coverage >= PARTLY * most]
