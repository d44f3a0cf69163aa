"""Numbered lists: a list is told a number only where it would count wrong."""

import pytest

from bip.lists import rows
from publishing.document import Duty


def told(*numbers: str) -> list[tuple[int | None, str]]:
    duties = [Duty(key=number, number=number, text="…") for number in numbers]
    return [(row.value, row.own) for row in rows(duties)]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "2", "3"), [(None, ""), (None, ""), (None, "")]),
        (("1", "1a", "2"), [(None, ""), (1, "1a"), (None, "")]),
        (("1", "10", "11"), [(None, ""), (10, ""), (None, "")]),
        (("7a", "8"), [(7, "7a"), (None, "")]),
        (("a", "b", "1"), [(0, "a"), (0, "b"), (None, "")]),
        (("3", "3"), [(3, ""), (3, "")]),
    ],
)
def test_rows(numbers: tuple[str, ...], expected: list[tuple[int | None, str]]) -> None:
    assert told(*numbers) == expected


def test_an_empty_list() -> None:
    assert told() == []
