"""Contact boxes: a title, then lines with an address, telephones, e-mail and the like."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from regulation.records import Box, Channel, Line

DEPARTMENT_BOX: Final = re.compile(r"kontakt ?[-–—:] ?(?P<whose>.+)", re.IGNORECASE)
KINDS: Final = (  # the longer label before the one that it begins with
    ("komorka", r"tel\.? ?kom\.?|telefon komórkowy|komórka|kom\."),
    ("telefon", r"(?:telefony?|tel\.?)(?: ?(?:/|i) ?fa(?:x|ks))?|fa(?:x|ks) ?(?:/|i) ?tel(?:efon|\.)?"),
    ("faks", r"faks|fax"),
    ("e-mail", r"(?:adres )?e-?mail"),
    ("e-doreczenia", r"(?:adres )?(?:do )?e-?dorę[cz][a-zęń]*"),
    ("epuap", r"(?:adres |skrytka )?epuap"),
    ("www", r"www|strona (?:internetowa|www)"),
)
LABELS: Final = tuple((kind, re.compile(rf"(?:{label})[.:]* *(?P<value>.*)", re.IGNORECASE)) for kind, label in KINDS)
WEBSITE: Final = re.compile(r"(?:https?://|www\.)\w\S+", re.IGNORECASE)  # before the labels: «www.» begins it
BARE: Final = (("e-doreczenia", re.compile(r"AE:PL-\S+")), ("e-mail", re.compile(r"[^\s@]+@[^\s@]+\.[^\s@,;]+")))
ROOM: Final = re.compile(r"(?:pokój|pok\.)[: ]*(?P<value>.+)", re.IGNORECASE)
HOURS: Final = re.compile(r"(?:(?:godziny|czynne|poniedziałek)\b|pon\.).*", re.IGNORECASE)
STREET: Final = re.compile(r"(?:ul|al|pl|os)\. ?\S.*", re.IGNORECASE)
POSTCODE: Final = re.compile(r"[0-9]{2}-[0-9]{3} .+")
HIDDEN: Final = re.compile(r"chroniony przed spamowaniem|włączenie .*JavaScript", re.IGNORECASE)
TELEPHONES: Final = frozenset({"telefon", "faks", "komorka"})
# What parts two things on a line: a comma that stands neither in brackets nor before an extension («, wew. 5»).
BETWEEN: Final = re.compile(r"\s*[,;](?![^(]*\))(?! *w(?:ewn?)?\b)\s*", re.IGNORECASE)


@dataclass
class Draft:
    """A box that is being read."""

    title: Line
    address: list[str] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)

    def add(self, line: Line) -> None:
        for part in split_details(line):
            self._add(part)

    def _add(self, line: Line) -> None:
        channels = read_channels(line)
        room = ROOM.fullmatch(line.text)
        if channels:
            self.channels += channels
        elif room:
            self.rooms.append(room["value"])
        elif HOURS.fullmatch(line.text):
            self.hours.append(line.text)
        else:
            self.address.append(line.text)

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


def read_channels(line: Line) -> list[Channel]:
    """The channels that a line names; several numbers, or kinds, may stand on one line after commas."""
    first = _read_channel(line.text)
    if first is None:
        return []
    kind, value = first
    if kind == "e-mail" and HIDDEN.search(value):
        return [Channel(kind, "", line.number)]
    if kind not in {*TELEPHONES, "e-mail", "www"}:
        return [Channel(kind, value, line.number)]
    head, *rest = BETWEEN.split(value)
    pairs = [(kind, head), *((_read_channel(part) or (kind, part)) for part in rest if part)]
    return [Channel(kind, value, line.number) for kind, value in pairs]


def split_details(line: Line) -> list[Line]:
    """«pok. 12, tel. 42 111 22 33» is two lines in one; «ul. Długa 1, pok. 12» is one address."""
    for comma in BETWEEN.finditer(line.text):
        head, rest = (Line(line.number, part) for part in (line.text[: comma.start()], line.text[comma.end() :]))
        if is_detail(head) and not read_channels(head) and read_channels(rest):
            return [head, rest]
    return [line]


def _read_channel(text: str) -> tuple[str, str] | None:
    if WEBSITE.fullmatch(BETWEEN.split(text)[0]):
        return "www", text
    for kind, label in LABELS:
        found = label.fullmatch(text)
        if found and _may_be(kind, found["value"]):
            return kind, found["value"]
    return next(((kind, text) for kind, form in BARE if all(map(form.fullmatch, BETWEEN.split(text)))), None)


def _may_be(kind: str, value: str) -> bool:
    """Whether it is a channel, and not a word that begins like one («Telefoniczna 5», «Faksem»)."""
    if kind in TELEPHONES:
        return not value or value[0] in "+(0123456789"
    if kind == "www":
        return not value or all(re.fullmatch(r"\S+\.\S+", part) for part in BETWEEN.split(value))
    return not value or kind != "e-mail" or "@" in value or bool(HIDDEN.search(value))


def read_boxes(lines: Sequence[Line]) -> tuple[list[Box], list[Line]]:
    """The boxes among the lines before the department's name, and the lines that belong to none.

    A box is a title and details, in the same paragraph or in those that follow; it takes a line that can only be a
    detail to make a paragraph one.
    """
    drafts: list[Draft] = []
    unread: list[Line] = []
    pending: Line | None = None  # a paragraph of one line, which may be the title of the next
    for paragraph in split_at_titles(paragraphs(lines)):
        details = any(map(is_detail, paragraph))
        if not details or DEPARTMENT_BOX.fullmatch(paragraph[0].text):
            unread += _let_go(pending, drafts)
            pending = None
        if not details:
            pending, loose = (paragraph[0], []) if len(paragraph) == 1 else (None, paragraph)
            unread += loose
            continue
        title = pending or (None if is_detail(paragraph[0]) else paragraph.pop(0))
        drafts += [Draft(title)] if title else []
        pending = None
        unread += _add(paragraph, drafts)
    unread += _let_go(pending, drafts)
    return [draft.box() for draft in drafts], unread


def split_at_titles(whole: Iterable[Sequence[Line]]) -> Iterator[list[Line]]:
    """Paragraphs, also where no empty line parts a box from the next: what follows a channel and is no detail."""
    for paragraph in whole:
        begun: list[Line] = []
        for line in paragraph:
            follows = begun and read_channels(begun[-1]) and not is_detail(line)
            if follows or (begun and DEPARTMENT_BOX.fullmatch(line.text)):
                yield begun
                begun = []
            begun.append(line)
        yield begun


def is_detail(line: Line) -> bool:
    forms = (ROOM, HOURS, STREET, POSTCODE)
    return bool(read_channels(line)) or any(form.fullmatch(line.text) for form in forms)


def _add(details: list[Line], drafts: list[Draft]) -> list[Line]:
    """Add to the box that was begun last; where there is none yet, the lines go unread."""
    if not drafts:
        return details
    for line in details:
        drafts[-1].add(line)
    return []


def _let_go(title: Line | None, drafts: list[Draft]) -> list[Line]:
    """What becomes of a title that no detail followed: the department's box all the same, or an unread line."""
    if title is None:
        return []
    if not DEPARTMENT_BOX.fullmatch(title.text):
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
