"""How numbered rows stand in an HTML list, and how many there are.

The list counts by itself; only where it would count wrong is it told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publishing.document import Duty, Point, Unit


@dataclass(frozen=True)
class Row:
    """`value` is what the list must be told, None where it counts right; `own` a number such as «7a», to be printed."""

    item: Duty | Point
    value: int | None
    own: str


def rows(items: Iterable[Duty | Point]) -> Iterator[Row]:
    last = 0
    for item in items:
        plain = item.number.isdecimal()
        place = _leading(item.number, default=last)
        yield Row(item, None if place == last + 1 else place, "" if plain else item.number)
        last = place


def duties(unit: Unit) -> int:
    """How many duties the unit has, with those of the units that it is made of."""
    return len(unit.duties) + sum(duties(child) for child in unit.units)


def _leading(number: str, *, default: int) -> int:
    """The 7 of «7a»; the default for a number without digits."""
    found = re.match(r"[0-9]+", number)
    return int(found[0]) if found else default
