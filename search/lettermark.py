"""The symbol at the beginning of a letter's mark («PWIII.0421.7.2014.AB»), or alone. No Django.

Only the symbol is read, and compared with those in force. Which unit bore it in the year of the mark is not asked yet.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from search.words import folded

LABEL: Final = re.compile(
    r"^\s*(?:znak(?:\s+(?:sprawy|pisma))?|symbol|numer\s+pisma|nr\s+pisma)\b\s*:?\s*", re.IGNORECASE
)
HYPHENS: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
CLASS: Final = r"[0-9]{2,6}"
# By dots alone it is a mark whoever bears the symbol; with spaces, or broken off after the class, if somebody does.
STRICT: Final = re.compile(rf"(?P<symbol>\w[\w-]{{0,39}})\.{CLASS}\.(?P<rest>[0-9].*)")
LENIENT: Final = re.compile(
    rf"(?P<symbol>.{{1,40}}?)\s*(?:[.\s]\s*{CLASS}\s*[.\s]\s*(?P<rest>[0-9].*)|\.\s*{CLASS}\.?)"
)
COUNTED: Final = re.compile(
    r"(?:zad(?:anie)?|pkt|punkt|nr)\.?\s*(?P<number>[0-9]{1,3}[a-z]?)[\s,]+(?:[wz]\s+)?(?P<symbol>.{1,40})"
)
NUMBERED: Final = re.compile(
    r"(?P<symbol>.{1,40}?)[\s,]+(?:zad(?:anie)?|pkt|punkt|nr)?\.?\s*(?P<number>[0-9]{1,3}[a-z]?)"
)
YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class LetterMark:
    """`symbol` as `compact` makes it; `year` in which the case began, None where the mark tells none."""

    typed: str
    symbol: str
    year: int | None


def compact(symbol: str) -> str:
    """«pw ii» and «PWII» are one symbol."""
    return "".join(folded(part) for part in symbol.translate(HYPHENS).split())


def bare(typed: str) -> str:
    """Without a label («znak:») before it and a full stop behind it."""
    return LABEL.sub("", typed.translate(HYPHENS)).strip().rstrip(".")


def read(typed: str, symbols: Collection[str]) -> LetterMark | None:
    """The mark that was typed, if it looks like one. `symbols`: those in force, compact.

    «42.663.36.00» has no letter in its symbol, so it is none.
    """
    text = bare(typed)
    found = STRICT.fullmatch(text) or LENIENT.fullmatch(text)
    if not found or not LETTER.search(found["symbol"]):
        return None
    symbol = compact(found["symbol"])
    if found.re is LENIENT and symbol not in symbols:
        return None
    years = YEAR.findall(found["rest"] or "")
    return LetterMark(text, symbol, int(years[-1]) if years else None)


def numbered(typed: str) -> tuple[str, str]:
    """The symbol, compact, and the number of «PWII, zad. 14» or «zadanie 14 PWII»; empty where it is neither."""
    text = bare(typed).lower()
    found = COUNTED.fullmatch(text) or NUMBERED.fullmatch(text)
    return (compact(found["symbol"]), found["number"]) if found else ("", "")
