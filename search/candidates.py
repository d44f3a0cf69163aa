"""Which entries the database finds: enough of those that hold most of what is sought, the same on both databases."""

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Final

from search import lexemes
from search.backends import Backend, Condition
from search.sought import SYNONYM, Sought
from search.synonyms import Expression

ENOUGH: Final = 120
PLENTY: Final = 50  # that hold all that is sought: nobody looks for what holds less of it
COMMON: Final = 10_000  # entries
MOST_WORDS: Final = 6  # that decide which entries are looked at: the rarest ones
MOST_FORMS: Final = 24  # of one word: those that fit best


def candidates(
    backend: Backend, sought: Sequence[Sought], editions: Sequence[int], counts: Mapping[str, int], total: int
) -> list[int]:
    """First what is named so; then what holds all words itself, then by the name of its unit, then in words that only
    are like them; then all but one of them; then one, the rarest first.

    `counts`: how many of the `total` entries hold each lexeme.
    """
    words = sorted((one for one in sought if one.forms), key=lambda one: -one.worth)[:MOST_WORDS]
    found: dict[int, None] = {}
    for condition, enough in _conditions(words):
        if len(found) >= enough:
            break
        common = _number(condition, counts, total) > COMMON
        found |= dict.fromkeys(backend.holding(condition, editions, ENOUGH, common=common))
    return list(found)


def _conditions(words: Sequence[Sought]) -> Iterator[tuple[Condition, int]]:
    """Each with the number of entries found before from which on it is not asked for."""
    if len(words) > 1:
        yield [_named(word) for word in words], ENOUGH
        yield [_sure(word) for word in words], ENOUGH
        yield _together(words), PLENTY
        if any(_best(word) != _sure(word) for word in words):
            yield [_best(word) for word in words], PLENTY
    if len(words) > 2:
        for left_out in reversed(words):
            yield _together([word for word in words if word is not left_out]), PLENTY
    for word in words:
        yield [_named(word)], PLENTY
        yield [_sure(word)], PLENTY
        if _best(word) != _sure(word):
            yield [_best(word)], PLENTY


def _number(condition: Condition, counts: Mapping[str, int], total: int) -> float:
    """About how many entries meet it, by their own words: as if words stood together by chance."""
    shares = [
        min(1, sum(min(counts.get(word, 0) for word in lexemes) for lexemes in choice) / max(1, total))
        for choice in condition
    ]
    return total * prod(shares)


def _together(words: Sequence[Sought]) -> Condition:
    """All words, in the thing's own texts or in those that help it, and at least one of them in its own."""
    chosen = [_sure(word) for word in words]
    anywhere = [[*own, *(tuple(map(lexemes.helping, expression)) for expression in own)] for own in chosen]
    return [*anywhere, [expression for own in chosen for expression in own]]


def _named(word: Sought) -> list[Expression]:
    return [tuple(map(lexemes.of_name, expression)) for expression in _best(word)]


def _sure(word: Sought) -> list[Expression]:
    """What it is, or what surely stands for it; where nothing does, what is like it."""
    return [expression for expression in _best(word) if word.forms[expression] >= SYNONYM] or _best(word)


def _best(word: Sought) -> list[Expression]:
    return sorted(word.forms, key=lambda expression: (-word.forms[expression], expression))[:MOST_FORMS]
