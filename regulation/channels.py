"""What one line of a contact box says: channels, and what stands before and between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from regulation.hidden import MARK, marked
from regulation.records import Channel, Line

KINDS: Final = (  # the longer label before the one that it begins with
    ("komorka", r"tel\.? ?kom\.?|telefon komórkowy|komórka|kom\."),
    ("telefon", r"(?:telefony?|tel\.?)(?: ?(?:/|i) ?fa(?:x|ks))?|fa(?:x|ks) ?(?:/|i) ?tel(?:efon|\.)?"),
    ("faks", r"faks|fax"),
    ("e-mail", r"(?:adres )?e-?mail|(?:adres )?poczt[ay](?: elektroniczn(?:a|ej))?:"),
    ("e-doreczenia", r"(?:adres )?(?:do )?e-?dorę[cz][a-zęń]*"),
    ("epuap", r"(?:adres |skrytka )?epuap"),
    ("www", r"www|strona (?:internetowa|www)"),
)
LABELS: Final = tuple((kind, re.compile(rf"(?:{label})[.:]* *(?P<value>.*)", re.IGNORECASE)) for kind, label in KINDS)
WEBSITE: Final = re.compile(r"(?:https?://|www\.)\w\S+", re.IGNORECASE)  # before the labels: «www.» begins it
DELIVERY: Final = re.compile(r"AE:PL-\S+")
ROOM: Final = re.compile(r"(?:pokój|pok\.)[: ]*(?P<value>.+)", re.IGNORECASE)
HOURS: Final = re.compile(r"(?:(?:godziny|czynne|poniedziałek)\b|pon\.).*", re.IGNORECASE)
STREET: Final = re.compile(r"(?:ul|al|pl|os)\. ?\S.*", re.IGNORECASE)
POSTCODE: Final = re.compile(r"[0-9]{2}-[0-9]{3} .+")
TELEPHONES: Final = frozenset({"telefon", "faks", "komorka"})
SEVERAL: Final = TELEPHONES | {"e-mail", "www"}  # after a comma another may follow, without a label
# A hidden address, a bracket, or a comma that does not stand before an extension («, wew. 5»).
BORDER: Final = re.compile(rf"{MARK}[^{MARK}]*{MARK}|[()]|[,;](?! *w(?:ewn?)?\b)", re.IGNORECASE)
WORD: Final = re.compile(r"[^\s,;:()<>\[\]„”\"]+")  # of which some are addresses


@dataclass(frozen=True)
class Details:
    """`before` is what stands before the first channel, `left` what is no channel after it."""

    before: str = ""
    channels: list[Channel] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_details(line: Line) -> Details:
    """The channels that a line names; several numbers, or kinds, may stand on one line after commas.

    Below something that is no detail a line has none («Biuro Podawcze, tel. …» is a title), unless it tells an e-mail
    address or hides one: those are read whatever stands before them.
    """
    text = marked(line.text)
    before, kind = text, ""
    channels: list[Channel] = []
    left: list[str] = []
    for start, end in _parts(text):
        part = text[start:end]
        own = _read_channel(part)
        if not own and kind in SEVERAL and not is_plain_detail(part):
            own = kind, part
        if not own:
            left += [part] if channels else []
            continue
        before = before if channels else text[:start].rstrip(" ,;")
        if not (part[0] == MARK and channels and channels[-1].value == "" and kind == "e-mail"):
            channels.append(Channel(*own, line.number))
        kind = "" if part[0] == MARK else own[0]
    fits = not before or is_plain_detail(before) or MARK in text or any("@" in channel.value for channel in channels)
    return Details(before, channels, left) if channels and fits else Details()


def read_channels(line: Line) -> list[Channel]:
    return read_details(line).channels


def is_detail(line: Line) -> bool:
    return bool(read_channels(line)) or is_plain_detail(line.text)


def is_plain_detail(text: str) -> bool:
    """A room, hours or an address."""
    return any(form.fullmatch(text) for form in (ROOM, HOURS, STREET, POSTCODE))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the things begin and end that commas part, those with a letter or digit; addresses stand apart."""
    for start, end in _between_borders(text):
        if "@" in text[start:end] and not _read_channel(text[start:end].strip()):
            pieces = list(_around_addresses(text, start, end))
        else:
            pieces = [(start, end)]
        for first, last in pieces:
            part = text[first:last]
            if any(map(str.isalnum, part)):
                yield first + len(part) - len(part.lstrip()), first + len(part.rstrip())


def _between_borders(text: str) -> list[tuple[int, int]]:
    """A comma in brackets parts nothing."""
    found: list[tuple[int, int]] = []
    end, in_brackets = len(text), False
    for border in reversed(list(BORDER.finditer(text))):
        if border[0] in "()":
            in_brackets = border[0] == ")"
        elif border[0][0] == MARK:
            found += [(border.end(), end), border.span()]
            end = border.start()
        elif not in_brackets:
            found.append((border.end(), end))
            end = border.start()
    return [(0, end), *reversed(found)]


def _around_addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for word in WORD.finditer(text, start, end):
        if is_address(word[0]):
            yield start, word.start()
            yield word.span()
            start = word.end()
    yield start, end


def is_address(word: str) -> bool:
    name, _, domain = word.partition("@")
    return bool(name) and "." in domain[1:-1] and "@" not in domain


def _read_channel(part: str) -> tuple[str, str] | None:
    if part.startswith(MARK):
        return "e-mail", ""
    if WEBSITE.fullmatch(part):
        return "www", part
    for kind, label in LABELS:
        found = label.fullmatch(part)
        if found and _may_be(kind, found["value"]):
            return kind, found["value"]
    if DELIVERY.fullmatch(part):
        return "e-doreczenia", part
    return ("e-mail", part.rstrip(".")) if WORD.fullmatch(part) and is_address(part) else None


def _may_be(kind: str, value: str) -> bool:
    """Whether it is a channel, and not a word that begins like one («Telefoniczna 5», «Faksem»)."""
    if kind in TELEPHONES:
        return not value or value[0] in "+(0123456789"
    if kind == "www":
        return not value or (" " not in value and "." in value[1:-1])
    return not value or kind != "e-mail" or "@" in value
