"""What a regulation's text says, as typed records. Texts stand word for word; `line` is where one began, from 1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of the file without the white space around it; or, as a remark, what is to be said of that line."""

    number: int
    text: str


@dataclass(frozen=True)
class Channel:
    """`kind` is one of `contacts.models.Channel.Kind`; `value` is as printed, empty where the source hides it."""

    kind: str
    value: str
    line: int


@dataclass(frozen=True)
class Box:
    """A contact box: of the department («Kontakt - …»), or common to the office («Biuro Podawcze»)."""

    title: str
    line: int
    of_department: bool
    address: str = ""
    room: str = ""
    opening_hours: str = ""
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True)
class Leader:
    """A post and who holds it; an empty `person` is a vacancy («wakat»), `acting` means «p.o.»."""

    function: str
    person: str
    acting: bool
    line: int


@dataclass(frozen=True)
class ListedUnit:
    """A unit as the list «W skład departamentu wchodzą:» names it; without a symbol, `symbol` is empty."""

    number: int
    name: str
    symbol: str
    line: int


@dataclass(frozen=True)
class Point:
    """A point below a duty. `mark` is what the source prints before it, e.g. «a)»."""

    mark: str
    label: str
    text: str
    line: int


@dataclass(frozen=True)
class Duty:
    """`number` as printed, without its full stop; `label` only where its place in the list does not give it."""

    number: str
    label: str
    text: str
    line: int
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Section:
    """A unit's part of «Zadania:». `heading` is whole but for the numeral; `unit` is its number in the list."""

    numeral: str
    heading: str
    name: str
    symbol: str
    unit: int
    line: int
    intro: str = ""
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Regulation:
    """A department's page. `duties` are those of the department as a whole, before the first section.

    `unread` holds the lines that went into no record; `remarks` what was read otherwise than it is printed.
    """

    name: str
    line: int
    boxes: tuple[Box, ...]
    leaders: tuple[Leader, ...]
    units: tuple[ListedUnit, ...]
    intro: str
    duties: tuple[Duty, ...]
    sections: tuple[Section, ...]
    unread: tuple[Line, ...]
    remarks: tuple[Line, ...]
