"""What a unit does, in short. No Django."""

from dataclasses import dataclass
from typing import Final

from bip.wording import shorten
from publishing.document import Duty, Unit

FIRST: Final = 3
LENGTH: Final = 110  # characters of a duty
OF_INTRO: Final = 300


@dataclass(frozen=True)
class Line:
    key: str
    text: str


@dataclass(frozen=True)
class Brief:
    """A sentence of the unit's own, or else its first duties; `count` is the number of all."""

    sentence: str = ""
    lines: tuple[Line, ...] = ()
    count: int = 0


def brief(unit: Unit) -> Brief:
    """An introduction that only leads on to the list («Do zadań należy w szczególności:») says nothing by itself.

    Nothing is made shorter of a unit whose duties are few: they stand on the page at once.
    """
    said = [line.strip() for line in unit.intro.splitlines() if line.strip() and not line.strip().endswith(":")]
    if said:
        return Brief(sentence=shorten(said[0], OF_INTRO))
    if len(unit.duties) <= FIRST:
        return Brief()
    return Brief(lines=tuple(map(_line, unit.duties[:FIRST])), count=len(unit.duties))


def _line(duty: Duty) -> Line:
    points = [point.text.strip(" ,;.") for point in duty.points] if duty.text.endswith(":") else []
    whole = " ".join([duty.text.strip(), ", ".join(points)]).strip(" ,;.")
    return Line(duty.key, shorten(whole, LENGTH))
