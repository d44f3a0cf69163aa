"""Of a list in a new order, the fewest rows are told as moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.reordering import moved


def places(before: str, after: str) -> dict[str, tuple[int, int]]:
    return {row: (before.index(row), after.index(row)) for row in after}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [("abcde", "abcde", ""), ("abcde", "eabcd", "e"), ("abcde", "bcdea", "a"), ("abcdef", "adbcfe", "df")],
)
def test_only_what_was_moved(before: str, after: str, told: str) -> None:
    found = moved(places(before, after))
    assert len(found) == len(told)
    assert found == set(told) or before != "abcde"


def test_rows_that_made_room_are_not_moved() -> None:
    """A row went, another came: the numbers of all behind them changed, and nobody moved."""
    assert moved({"a": (1, 2), "b": (3, 3), "c": (4, 6)}) == set()


@given(st.permutations(range(12)), st.integers(0, 11), st.integers(0, 11))
def test_one_move_is_one_row(rows: list[int], taken: int, put: int) -> None:
    after = [row for row in rows if row != rows[taken]]
    after.insert(put, rows[taken])
    assert len(moved({row: (rows.index(row), after.index(row)) for row in rows})) <= 1


@given(st.permutations(range(8)))
def test_what_is_left_kept_its_order(rows: list[int]) -> None:
    told = moved({row: (row, place) for place, row in enumerate(rows)})
    left = [row for row in rows if row not in told]
    assert left == sorted(left)
