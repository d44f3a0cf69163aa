"""Into which order the rows of a list come when their numbers were typed by hand. No Django.

A page without JavaScript posts the rows as they were loaded, each with the number that now stands in its field:

- a number that was not touched leaves its row where it is;
- a smaller number puts the row before the one that has that number, a greater one after it;
- a new row comes before the row that has its number; without a number it comes last;
- a point whose own number was not touched goes along with its duty when that one was moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LAST: Final = 10**9
BEFORE, STAYS, AFTER = range(3)


@dataclass(frozen=True)
class Placed:
    """`loaded`: the number that the row was shown with (0 for a new row); `typed`: the number that came back."""

    loaded: int
    typed: int | None
    follows: bool = False  # a point: it belongs to the nearest row above that is none


def in_typed_order(rows: Sequence[Placed]) -> list[int]:
    """The indices of the rows in the order that the typed numbers ask for."""
    wanted: list[tuple[int, ...]] = []
    leader: tuple[int, ...] = ()  # where the nearest duty above was moved to, if it was
    for index, row in enumerate(rows):
        own = _wish(row, index)
        if not row.follows:
            leader = own if own[1] != STAYS else ()
        goes_along = row.follows and leader and own[1] == STAYS
        wanted.append((*leader, index) if goes_along else own)
    return sorted(range(len(rows)), key=lambda index: wanted[index])


def _wish(row: Placed, index: int) -> tuple[int, ...]:
    if row.typed is None:
        return (row.loaded or LAST, STAYS, index)
    if not row.loaded or row.typed < row.loaded:
        return (row.typed, BEFORE, index)
    return (row.typed, AFTER if row.typed > row.loaded else STAYS, index)
