"""A department of 2,000 duties costs no more queries than a small one where nothing changed."""

import random
from collections.abc import Mapping, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regulation.matching import Stored, Wanted, match
from tests.regulation.edits import Item, Part, written
from tests.regulation.working_copy import load

WORDS = [f"słowo{number}" for number in range(400)]


def duties(count: int, dice: random.Random) -> list[str]:
    return [" ".join(dice.choices(WORDS, k=dice.randint(5, 30))) for _ in range(count)]


def regulation(texts: Mapping[str, Sequence[str]]) -> str:
    """A text with these duties, by the symbols of their units."""
    return written([Part(f"Wydział {symbol}", symbol, list(map(Item, duties))) for symbol, duties in texts.items()])


def queries(text: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        load(text)
    return len(captured)


@pytest.mark.django_db
def test_reading_what_is_stored_takes_the_same_queries_for_much_as_for_little() -> None:
    dice = random.Random(5)
    little, much = ({f"K{n}": duties(count, dice) for n in range(1, 4)} for count in (2, 300))
    load(regulation(little))
    few = queries(regulation(little))
    load(regulation(much))

    assert queries(regulation(much)) == few


@pytest.mark.django_db
def test_one_duty_changed_among_many_is_written_alone() -> None:
    dice = random.Random(6)
    texts = {f"K{n}": duties(60, dice) for n in range(1, 11)}
    load(regulation(texts))
    unchanged = queries(regulation(texts))
    texts["K5"].insert(3, "całkiem nowe zadanie tej komórki")

    assert queries(regulation(texts)) <= unchanged + 15


def test_two_thousand_duties_that_all_changed_are_matched() -> None:
    dice = random.Random(7)
    texts = duties(2000, dice)
    stored = [Stored(f"k{n}", f"K{n % 200}", n, text) for n, text in enumerate(texts)]
    wanted = [Wanted(f"K{n % 190}", n, f"{text} i inne") for n, text in enumerate(texts)]

    assert match(stored, wanted).keys == tuple(row.key for row in stored)
