"""What stands below «Zadania:»: an intro, perhaps duties of the whole department, and the units' sections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from regulation.errors import RegulationError
from regulation.marks import Heading, Mark
from regulation.notes import Notes
from regulation.records import Duty, Line, ListedUnit, Point, Section

ENDINGS: Final = (";", ".", ":")
POINT_STYLES: Final = ("1)", "a)")  # as pages show them


@dataclass
class Block:
    """A heading (None: what stands before the first one) and the lines below it."""

    heading: Heading | None
    line: int
    lines: list[Line] = field(default_factory=list)


@dataclass
class Item:
    """A duty that is being read: its mark and the marked lines below it."""

    mark: Mark
    line: int
    below: list[tuple[Mark, int]] = field(default_factory=list)


def join_wrapped(lines: Iterable[Line]) -> list[Line]:
    """Lines without the empty ones; a marked line that does not end takes in the unmarked line right below it."""
    joined: list[Line] = []
    before: Line | None = None
    for line in lines:
        if joined and before and before.text and line.text and _goes_on(joined[-1].text, line.text):
            joined[-1] = Line(joined[-1].number, f"{joined[-1].text} {line.text}")
        elif line.text:
            joined.append(line)
        before = line
    return joined


def _goes_on(text: str, below: str) -> bool:
    if Mark.read(below) or Heading.read(below) or text.endswith(ENDINGS):
        return False
    heading = Heading.read(text)
    return bool(Mark.read(text)) or (heading is not None and not heading.symbol)


def split_blocks(lines: Sequence[Line]) -> list[Block]:
    """The first block has no heading; every heading begins another."""
    blocks = [Block(None, lines[0].number if lines else 0)]
    for line in join_wrapped(lines):
        heading = None if Mark.read(line.text) else Heading.read(line.text)
        if heading:
            blocks.append(Block(heading, line.number))
        else:
            blocks[-1].lines.append(line)
    return blocks


def read_duties(block: Block, notes: Notes, *, intro_alone: bool = False) -> tuple[str, tuple[Duty, ...]]:
    """The intro above the duties of a block, and the duties.

    Where there are no duties, nothing is an intro, unless it may stand `intro_alone` (above the sections).
    """
    items: list[Item] = []
    loose: list[Line] = []
    for line in block.lines:
        mark = Mark.read(line.text)
        if mark and mark.text and (mark.style == items[0].mark.style if items else mark.number[:1].isdigit()):
            items.append(Item(mark, line.number))
        elif mark and mark.text and items:
            items[-1].below.append((mark, line.number))
        elif mark and mark.number and not mark.text:
            raise RegulationError(f"po oznaczeniu „{mark.printed}” nie ma treści.", line.number)
        else:
            loose.append(line)
    intro = [line for line in loose if (line.number < items[0].line if items else intro_alone)]
    notes.unread += loose[len(intro) :]
    return "\n".join(line.text for line in intro), _duties(items, notes)


def _duties(items: Sequence[Item], notes: Notes) -> tuple[Duty, ...]:
    labels = derive_labels([(item.mark, item.line) for item in items], notes)
    if items and items[0].mark.style != "1.":
        notes.remark(
            items[0].line, f"zadania mają w tekście oznaczenia „{items[0].mark.printed}”, a zapisano je jako „1.”."
        )
    return tuple(
        Duty(item.mark.number, label, item.mark.text, item.line, _points(item.below, notes))
        for item, label in zip(items, labels, strict=True)
    )


def _points(marks: Sequence[tuple[Mark, int]], notes: Notes) -> tuple[Point, ...]:
    """The points of one duty. A list within a point has no place of its own: it goes on with the point's text."""
    kept: list[tuple[Mark, int]] = []
    for mark, line in marks:
        if kept and mark.style != kept[0][0].style:
            above, at = kept[-1]
            kept[-1] = Mark(above.number, above.style, f"{above.text} {mark.printed} {mark.text}"), at
            notes.remark(line, f"wyliczenie wewnątrz punktu dołączono do treści punktu „{above.printed}”.")
        else:
            kept.append((mark, line))
    labels = derive_labels(kept, notes)
    if kept and kept[0][0].style not in POINT_STYLES:
        mark, line = kept[0]
        notes.remark(line, f"punkty mają w tekście oznaczenia „{mark.printed}”, a zapisano je jako „1)”.")
    return tuple(Point(mark.printed, label, mark.text, line) for (mark, line), label in zip(kept, labels, strict=True))


def derive_labels(marks: Sequence[tuple[Mark, int]], notes: Notes) -> list[str]:
    """A label for every number that its place in the list does not give («7a», or a 5 after a 3); else «».

    The inverse of `tasks.numbering.numbers`. A number that stands twice is an error.
    """
    seen: dict[str, int] = {}
    labels: list[str] = []
    last = 0
    for mark, line in marks:
        if mark.number and mark.number in seen:
            raise RegulationError(f"numer {mark.printed} powtarza się (jest też w wierszu {seen[mark.number]}).", line)
        seen[mark.number] = line
        if mark.number in ("", str(last + 1)):
            last += 1
            labels.append("")
            continue
        leading = "".join(c for c in mark.number if c.isdigit())
        if leading == mark.number:
            notes.remark(line, f"numer {mark.printed} nie wynika z kolejności; zapisano go jako oznaczenie.")
        last = max(last, int(leading or 0))
        labels.append(mark.number)
    return labels


def read_sections(blocks: Sequence[Block], units: Sequence[ListedUnit], notes: Notes) -> tuple[Section, ...]:
    """The sections, each with its unit of the list. Two sections of one unit are an error."""
    sections: dict[int, Section] = {}
    for block in blocks:
        if block.heading is None:
            continue
        unit = unit_of(block.heading, units, block.line)
        if unit.number in sections:
            earlier = sections[unit.number].line
            raise RegulationError(f"komórka „{unit.name}” ma już rozdział (w wierszu {earlier}).", block.line)
        intro, duties = read_duties(block, notes)
        head = block.heading
        sections[unit.number] = Section(
            head.numeral, head.text, head.name, head.symbol, unit.number, block.line, intro, duties
        )
    return tuple(sections.values())


def unit_of(heading: Heading, units: Sequence[ListedUnit], line: int) -> ListedUnit:
    """The unit of the list that a section is about: by its symbol, or by its name where either has no symbol."""
    symbol, name = heading.symbol.casefold(), same_name(heading.name)
    by_symbol = next((unit for unit in units if symbol and unit.symbol.casefold() == symbol), None)
    by_name = next((unit for unit in units if same_name(unit.name) == name), None)
    if by_symbol and by_name and same_name(by_symbol.name) != name:
        raise RegulationError(
            f"nazwa rozdziału ma w wykazie numer {by_name.number}, a jego symbol numer {by_symbol.number}.",
            line,
        )
    if by_name and symbol and by_name.symbol and not by_symbol:
        raise RegulationError(
            f"rozdział ma symbol {heading.symbol}, a w wykazie (wiersz {by_name.line}) jest {by_name.symbol}.", line
        )
    unit = by_symbol or by_name
    if unit is None:
        named = f"„{heading.name}”" + (f" ({heading.symbol})" if heading.symbol else "")
        raise RegulationError(f"komórki z rozdziału {named} nie ma w wykazie komórek.", line)
    return unit


def same_name(name: str) -> str:
    """The letters and digits of a name: quotation marks and spaces make no other unit."""
    return "".join(c for c in name.casefold() if c.isalnum())
