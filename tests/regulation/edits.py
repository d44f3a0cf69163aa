"""Random edits of a regulation that know what each unit, duty and point was before: which key it must keep."""

import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from orgchart.text import roman
from regulation.parser import parse
from tests.regulation.texts import sample

IDENTITIES = count()


@dataclass
class Item:
    """A duty, or a point of one. Its identity stays, whatever becomes of its text and place."""

    text: str
    points: list["Item"] = field(default_factory=list)
    labelled: bool = False
    identity: int = field(default_factory=lambda: next(IDENTITIES))


@dataclass
class Part:
    """A unit with its duties."""

    name: str
    symbol: str
    duties: list[Item]
    identity: int = field(default_factory=lambda: next(IDENTITIES))


def parts_of_sample(dice: random.Random) -> list[Part]:
    """The real department's units and duties; with points, labels and equal duties, of which it has none."""
    parts = []
    for section in parse(sample()).sections:
        duties = [Item(duty.text) for duty in section.duties]
        twin = f"inne sprawy komórki {section.symbol};"
        for _ in range(dice.choice((0, 2, 3))):
            duties.insert(dice.randint(0, len(duties)), Item(twin))
        for duty in duties:
            duty.points = [Item(new_text(dice)) for _ in range(dice.choice((0, 0, 1, 3)))]
        parts.append(Part(f"Wydział {section.symbol}", section.symbol, duties))
    label_some(parts, dice)
    return parts


def new_text(dice: random.Random) -> str:
    return " ".join(new_word(dice) for _ in range(dice.randint(1, 8))) + ";"


def new_word(dice: random.Random) -> str:
    return f"nowe{dice.randrange(10**12)}"


def is_twin(duty: Item) -> bool:
    return duty.text.startswith("inne sprawy")


def edited(parts: Sequence[Part], dice: random.Random) -> list[Part]:
    after = deepcopy(list(parts))
    edit_units(after, dice)
    edit_points([duty for part in after for duty in part.duties], dice)
    edit_duties(after, dice)
    label_some(after, dice)
    return after


def edit_units(parts: list[Part], dice: random.Random) -> None:
    """Perhaps remove, insert, rename, exchange the symbols of and reorder units; duties may outlive their unit."""
    dice.shuffle(parts)
    if dice.random() < 0.5:
        gone = parts.pop()
        parts[0].duties += [duty for duty in gone.duties if not is_twin(duty)] if dice.random() < 0.5 else []
    if dice.random() < 0.5:
        one, other, renamed, *_ = parts
        one.symbol, other.symbol = other.symbol, one.symbol
        renamed.name = f"Referat {new_word(dice)}"
    if dice.random() < 0.5:
        parts.append(Part(f"Biuro {new_word(dice)}", "NOWE", []))
    if dice.random() < 0.5:
        parts.sort(key=lambda part: part.identity)


def edit_points(duties: Sequence[Item], dice: random.Random) -> None:
    """Remove, move, reword and add points."""
    for duty in duties:
        for point in list(duty.points):
            if dice.random() < 0.3:
                duty.points.remove(point)
                dice.choice(duties).points.insert(0, point)
            elif dice.random() < 0.1:
                duty.points.remove(point)
            elif dice.random() < 0.3:
                point.text = reworded(point.text, dice)
        if dice.random() < 0.1:
            duty.points.append(Item(new_text(dice)))


def edit_duties(parts: Sequence[Part], dice: random.Random) -> None:
    """Remove, move, reword and insert duties. Equal ones only move up and down: else nobody could tell them apart."""
    where = [(part, duty) for part in parts for duty in part.duties if not is_twin(duty)]
    for part, duty in where:
        if dice.random() < 0.3:
            duty.text = reworded(duty.text, dice)
        if dice.random() < 0.3:
            part.duties.remove(duty)
            target = dice.choice(parts).duties if dice.random() < 0.7 else []
            target.insert(dice.randint(0, len(target)), duty)
    for part in parts:
        for _ in range(dice.randint(0, 2)):
            part.duties.insert(dice.randint(0, len(part.duties)), Item(f"{new_word(dice)} " * 5 + "koniec"))


def reworded(text: str, dice: random.Random) -> str:
    words = text.split()
    for at in dice.sample(range(len(words)), dice.randint(0, len(words) * 2 // 5)):
        words[at] = new_word(dice)
    return " ".join(words)


def label_some(parts: Sequence[Part], dice: random.Random) -> None:
    for duty in (duty for part in parts for duty in part.duties):
        duty.labelled = dice.random() < 0.1


def written(parts: Sequence[Part]) -> str:
    """A regulation with these units and duties."""
    listed = [f"{number}. {part.name}, {part.symbol}" for number, part in enumerate(parts, start=1)]
    sections = [
        f"{roman(number)}. {part.name}, który oznacza pisma symbolem {part.symbol}:\n" + "\n".join(numbered(part))
        for number, part in enumerate(parts, start=1)
    ]
    head = ["Departament Promocji", "W skład departamentu wchodzą:", "\n".join(listed), "Zadania:"]
    return "\n\n".join([*head, *sections])


def numbered(part: Part) -> Iterator[str]:
    """The duties as they are printed; a labelled one is «3a» below a 3."""
    last, inserted = 0, 0
    for duty in part.duties:
        last, inserted = (last, inserted + 1) if duty.labelled and 0 < last and inserted < 26 else (last + 1, 0)
        yield f"{last}{chr(96 + inserted) if inserted else ''}. {duty.text}"
        yield from (f"{place}) {point.text}" for place, point in enumerate(duty.points, start=1))
