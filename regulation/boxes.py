"""Contact boxes: a title, then lines with an address, telephones, e-mail and the like."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from regulation.channels import HOURS, ROOM, is_detail, is_plain_detail, read_channels, read_details
from regulation.hidden import mark_lines, unmarked
from regulation.notes import Notes
from regulation.records import Box, Channel, Line

DEPARTMENT_BOX: Final = re.compile(r"kontakt *[-–—:] *(?P<whose>.+)", re.IGNORECASE)


@dataclass
class Draft:
    """A box that is being read."""

    title: Line
    address: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)

    def add(self, line: Line, notes: Notes) -> None:
        """Take in what the line says; of what is no detail, the label of an e-mail address is remarked on."""
        details = read_details(line)
        if not details.channels:
            self._add(line.text)
            return
        self.channels += details.channels
        if is_plain_detail(details.before):
            self._add(details.before)
        elif details.before:
            label = details.before.rstrip(" :–-(<[„")
            notes.remark(line.number, f"opisu „{label}” przy adresie e-mail nie zapisano.")
        for part in details.left:
            if is_plain_detail(part):
                self._add(part)
            else:
                notes.unread.append(Line(line.number, part))

    def _add(self, text: str) -> None:
        room = ROOM.fullmatch(text)
        if room:
            self.rooms.append(room["value"])
        elif HOURS.fullmatch(text):
            self.hours.append(text)
        else:
            self.address.append(text)

    def box(self) -> Box:
        return Box(
            title=self.title.text,
            line=self.title.number,
            of_department=bool(DEPARTMENT_BOX.fullmatch(self.title.text)),
            address="\n".join(self.address),
            room=", ".join(self.rooms),
            opening_hours="\n".join(self.hours),
            channels=tuple(self.channels),
        )


def read_boxes(lines: Sequence[Line], notes: Notes) -> list[Box]:
    """The boxes among the lines before the department's name; lines that belong to none are noted as unread.

    A box is a title and details, in the same paragraph or in those that follow; it takes a line that can only be a
    detail to make a paragraph one.
    """
    drafts: list[Draft] = []
    unread: list[Line] = []
    pending: Line | None = None  # a paragraph of one line, which may be the title of the next
    apart = [part for line in mark_lines(lines) for part in _title_apart(line)]
    for paragraph in split_at_titles(paragraphs(apart)):
        details = any(map(is_detail, paragraph))
        if not details or is_department_box(paragraph[0]):
            unread += _let_go(pending, drafts)
            pending = None
        if not details:
            pending, loose = (paragraph[0], []) if len(paragraph) == 1 else (None, paragraph)
            unread += loose
            continue
        title = pending or (None if is_detail(paragraph[0]) else paragraph.pop(0))
        drafts += [Draft(title)] if title else []
        pending = None
        unread += _add(paragraph, drafts, notes)
    unread += _let_go(pending, drafts)
    notes.unread += map(unmarked, unread)
    return [draft.box() for draft in drafts]


def is_department_box(line: Line) -> bool:
    """«Kontakt - Departament …», but not «Kontakt: tel. …»."""
    found = DEPARTMENT_BOX.fullmatch(line.text)
    return bool(found) and not is_detail(line)


def _title_apart(line: Line) -> list[Line]:
    """A department's title and the e-mail address that stands behind it are two lines in one."""
    before = read_details(line).before
    if DEPARTMENT_BOX.fullmatch(before):
        return [Line(line.number, before), Line(line.number, line.text[len(before) :].lstrip(" ,;"))]
    return [line]


def split_at_titles(whole: Iterable[Sequence[Line]]) -> Iterator[list[Line]]:
    """Paragraphs, also where no empty line parts a box from the next: what follows a channel and is no detail."""
    for paragraph in whole:
        begun: list[Line] = []
        for line in paragraph:
            follows = begun and read_channels(begun[-1]) and not is_detail(line)
            if follows or (begun and is_department_box(line)):
                yield begun
                begun = []
            begun.append(line)
        yield begun


def _add(details: list[Line], drafts: list[Draft], notes: Notes) -> list[Line]:
    """Add to the box that was begun last; where there is none yet, the lines go unread."""
    if not drafts:
        return details
    for line in details:
        drafts[-1].add(line, notes)
    return []


def _let_go(title: Line | None, drafts: list[Draft]) -> list[Line]:
    """What becomes of a title that no detail followed: the department's box all the same, or an unread line."""
    if title is None:
        return []
    if not is_department_box(title):
        return [title]
    drafts.append(Draft(title))
    return []


def paragraphs(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand together, without an empty one between them."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]
