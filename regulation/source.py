"""From the bytes of a file to its lines, or to a sentence that says what kind of file it is instead."""

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final

from regulation.errors import RegulationError
from regulation.records import Line

LINE_END: Final = re.compile("\r\n|\n|\r")
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
INVISIBLE: Final = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + "\ufeff\u200b\u2060"
SPACES: Final = {ord(c): " " for c in INVISIBLE if c.isspace() and not CONTROLS.match(c)}
SIGNATURES: Final = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "programu biurowego (DOCX, ODT) albo archiwum ZIP",
    b"\xd0\xcf\x11\xe0": "programu Word (DOC)",
    b"{\\rtf": "RTF",
}
# The bytes that tell one encoding of ą Ą ś Ś ź Ź „ ” from the other.
CP1250: Final = frozenset(b"\xb9\xa5\x9c\x8c\x9f\x8f\x84\x94")
LATIN2: Final = frozenset(b"\xb1\xa1\xb6\xa6\xbc\xac")


def decode(data: bytes) -> str:
    """The file's text; it must be UTF-8, with or without a byte order mark. Raises `RegulationError`."""
    if not data.strip(b" \t\r\n\f"):
        raise RegulationError("plik jest pusty.")
    _refuse_other_formats(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"plik nie jest zapisany w UTF-8 ({_guess(data, error)}). Zapisz go w UTF-8 i spróbuj ponownie."
        raise RegulationError(reason, _line_at(data, error.start)) from error


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise RegulationError("plik jest zapisany w UTF-16. Zapisz go w UTF-8 i spróbuj ponownie.", 1)
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise RegulationError(f"to plik {name}, a nie tekst. Zapisz go jako zwykły tekst w UTF-8.", 1)
    control = CONTROLS.search(data.decode("latin-1"))
    if control:
        raise RegulationError("to plik binarny, a nie tekst w UTF-8.", _line_at(data, control.start()))


def _line_at(data: bytes, offset: int) -> int:
    return len(LINE_END.findall(data[:offset].decode("latin-1"))) + 1


def _guess(data: bytes, error: UnicodeDecodeError) -> str:
    """What the encoding looks like, from the letters that only one of the usual ones has."""
    if error.reason == "unexpected end of data":
        return "urywa się w środku litery"
    windows, latin = (sum(byte in telling for byte in data) for telling in (CP1250, LATIN2))
    if windows == latin:
        return "nie udało się rozpoznać kodowania"
    return f"wygląda na {'Windows-1250' if windows > latin else 'ISO-8859-2'}"


def read_lines(text: str) -> list[Line]:
    """All lines of the text, also the empty ones, numbered from 1. Raises `RegulationError` when there is nothing.

    Letters that were typed in two parts (a, ogonek) are put together, as the editions have them.
    """
    composed = unicodedata.normalize("NFC", text)
    lines = [Line(number, clean(raw)) for number, raw in enumerate(LINE_END.split(composed), start=1)]
    for line in lines:
        if CONTROLS.search(line.text):
            raise RegulationError("wiersz zawiera znaki sterujące, a nie tekst.", line.number)
    if not any(line.text for line in lines):
        raise RegulationError("plik jest pusty.")
    return lines


def clean(raw: str) -> str:
    """The line without what cannot be seen at its ends; within, tabs, no-break spaces and the like are spaces."""
    return raw.strip(INVISIBLE).translate(SPACES)
