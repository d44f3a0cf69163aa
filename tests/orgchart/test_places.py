"""Orders that come of numbers typed by hand."""

import pytest

from orgchart.places import Placed, in_typed_order

A, B, C, D = (Placed(n, n) for n in range(1, 5))


def order(*rows: Placed) -> list[int]:
    return in_typed_order(rows)


def test_untouched_rows_stay() -> None:
    assert order(A, B, C) == [0, 1, 2]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([A, B, Placed(3, 1)], [2, 0, 1]),
        ([Placed(1, 3), B, C], [1, 2, 0]),
        ([Placed(1, 2), B, C], [1, 0, 2]),
        ([A, B, C, Placed(0, 2)], [0, 3, 1, 2]),
        ([A, B, Placed(0, None)], [0, 1, 2]),
        ([A, Placed(2, None), C], [0, 1, 2]),
        ([A, B, Placed(0, 99)], [0, 1, 2]),
        ([A, B, Placed(0, 2), Placed(0, 2)], [0, 2, 3, 1]),
    ],
)
def test_a_number_moves_its_row(rows: list[Placed], wanted: list[int]) -> None:
    assert order(*rows) == wanted


def point(number: int, typed: int | None = None) -> Placed:
    return Placed(number, typed or number, follows=True)


def test_points_go_with_their_duty() -> None:
    assert order(A, B, Placed(3, 1), point(4), point(5)) == [2, 3, 4, 0, 1]


def test_a_point_with_a_number_of_its_own_goes_alone() -> None:
    assert order(A, point(2), C, point(4, 2)) == [0, 3, 1, 2]


def test_a_new_row_comes_between_the_points_of_a_duty_that_stays() -> None:
    assert order(A, point(2), point(3), D, Placed(0, 3)) == [0, 1, 4, 2, 3]
