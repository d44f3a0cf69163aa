"""Which entries the database finds: enough of those that hold most of what is sought, the same on both databases."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from search import lexemes
from search.backends import Backend, Condition
from search.sought import Sought

ENOUGH: Final = 240
MOST_WORDS: Final = 6  # that decide which entries are looked at: the rarest ones
MOST_FORMS: Final = 24  # of one word: those that fit best


def candidates(backend: Backend, sought: Sequence[Sought], editions: Sequence[int]) -> list[int]:
    """First what is named so; then what holds all words, be it by the name of its unit; then all but one of them; then
    one, the rarest first.
    """
    words = sorted((one for one in sought if one.forms), key=lambda one: -one.worth)[:MOST_WORDS]
    found: dict[int, None] = {}
    for condition in _conditions(words):
        if len(found) >= ENOUGH:
            break
        found |= dict.fromkeys(backend.holding(condition, editions, ENOUGH))
    return list(found)


def _conditions(words: Sequence[Sought]) -> Iterator[Condition]:
    if len(words) > 1:
        yield [_named(word) for word in words]
        yield _together(words)
    if len(words) > 2:
        for left_out in reversed(words):
            yield _together([word for word in words if word is not left_out])
    for word in words:
        yield [_named(word)]
        yield [_best(word)]


def _together(words: Sequence[Sought]) -> Condition:
    """All words, in the thing's own texts or in those that help it, and at least one of them in its own."""
    anywhere = [
        [*_best(word), *(tuple(map(lexemes.helping, expression)) for expression in _best(word))] for word in words
    ]
    return [*anywhere, [expression for word in words for expression in _best(word)]]


def _named(word: Sought) -> Collection[Sequence[str]]:
    return [tuple(map(lexemes.of_name, expression)) for expression in _best(word)]


def _best(word: Sought) -> list[tuple[str, ...]]:
    return sorted(word.forms, key=lambda expression: (-word.forms[expression], expression))[:MOST_FORMS]
