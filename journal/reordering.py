"""Which rows of a list were moved, and which only stand elsewhere because others were."""

from bisect import bisect_left
from collections.abc import Hashable, Mapping
from typing import TypeVar

Row = TypeVar("Row", bound=Hashable)


def moved(places: Mapping[Row, tuple[int, int]]) -> set[Row]:
    """The fewest rows by whose moves the list came from its former order (first number) to the present one (second).

    What stays in its order among the others is one longest increasing run of former places.
    """
    rows = sorted(places, key=lambda row: places[row][1])
    least: list[int] = []  # the least former place in which a run of this length ends …
    ends: list[int] = []  # … and the row that has it
    before: list[int | None] = []
    for index, row in enumerate(rows):
        length = bisect_left(least, places[row][0])
        before.append(ends[length - 1] if length else None)
        least[length:] = [places[row][0], *least[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
    kept: set[Row] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(rows[at])
        at = before[at]
    return set(rows) - kept
