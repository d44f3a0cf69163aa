"""The mark on a letter («PWIII.0421.7.2014.AB»): symbol, class, number, sub-number, year, initials. No Django.

Typed by hand it has spaces, lost dots, a label before it; half of it is missing; or it is only the symbol. What cannot
be told from the form alone is told by the symbols that exist: with spaces it is a mark only if one of them begins it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from search.words import EMPTY, folded

Part = Literal["class", "number", "year"]

LABEL: Final = re.compile(
    r"^\s*(?:(?:nasz|wasz|państwa)\s+)?(?:znak(?:\s+(?:sprawy|pisma|akt))?|symbol"
    r"|(?:numer|nr)\s+(?:pisma|sprawy|akt)|sygnatura(?:\s+(?:sprawy|pisma|akt))?|sygn\.(?:\s*akt)?"
    r"|dotyczy(?:\s+(?:sprawy|pisma))?)\b\s*:?\s*",
    re.IGNORECASE,
)
AROUND: Final = " .,;:„”“\"'()[]"
HYPHENS: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
SEPARATOR: Final = re.compile(r"(\s*\.\s*|\s+)")
SYMBOL: Final = re.compile(r"(?:[^\W_]|(?<=[^\W_])-(?=[^\W_])){1,40}")
CLASS: Final = re.compile(r"[0-9]{2,6}")
NUMBER: Final = re.compile(r"[0-9]{1,7}")
YEAR: Final = re.compile(r"(?:199|20[0-9])[0-9]")
INITIALS: Final = re.compile(r"[^\W\d_]{1,4}(?:-[^\W\d_]{1,4})?")
MOST_INITIALS: Final = 3
MOST_NUMBERS: Final = 3  # class, number, sub-number
YEAR_DIGITS: Final = 4
FEWEST_GLUED: Final = 3  # digits; fewer may be the number of a duty
FEWEST_BEFORE_YEAR: Final = 3  # digits of class and number
DIGITS: Final = "0123456789"
GLUED_INITIALS: Final = re.compile(r"([0-9]{4})([^\W\d_]{1,4})")
DATE: Final = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.[0-9]{4}")
# A whole mark by dots alone, in the midst of other words.
AMONG_WORDS: Final = re.compile(
    r"(?:^|(?<=[\s„\"'(:,]))[^\W_][\w-]{0,39}\.[0-9]{2,6}\.[0-9]{1,7}(?:\.[0-9]{1,7})?\.(?:199|20[0-9])[0-9]"
    r"(?:\.[^\W\d_]{1,4})?(?![\w/-])(?!\.[0-9])"
)
COUNTED: Final = re.compile(
    r"(?:zad(?:anie)?|pkt|punkt|nr)\.?\s*(?P<number>[0-9]{1,3}[a-z]?)[\s,]+(?:[wz]\s+)?(?P<symbol>.{1,40})"
)
NUMBERED: Final = re.compile(
    r"(?P<symbol>.{1,40}?)[\s,]+(?:zad(?:anie)?|pkt|punkt|nr)?\.?\s*(?P<number>[0-9]{1,3}[a-z]?)"
)
LETTER: Final = re.compile(r"[^\W\d_]")
LONGEST_SYMBOL: Final = 20  # as the office's own are
MOST_WORDS: Final = 4  # of a symbol that was typed with spaces
# With a dot and a number behind them these are no symbols, unless the office has one that is written so.
ABBREVIATIONS: Final = frozenset(
    {"al", "art", "dz", "fax", "kom", "lit", "lp", "nr", "os", "par", "pkt", "pl", "poz", "rozdz", "str", "tel", "ul"}
    | {"ust", "wyd", "zad", "zal"}
)


@dataclass(frozen=True)
class LetterMark:
    """What could be read of it. `symbol`: as `compact` makes it; the known one that fits, where one does.

    `printed`: the symbol as it was typed; `initials` stand on letters and are no part of the mark. `case_class` keeps
    its zeros («0421»); what is missing is empty, a missing year None.
    """

    typed: str
    symbol: str
    year: int | None = None
    printed: str = ""
    case_class: str = ""
    number: str = ""
    subnumber: str = ""
    initials: str = ""

    @property
    def missing(self) -> tuple[Part, ...]:
        parts: dict[Part, object] = {"class": self.case_class, "number": self.number, "year": self.year}
        return tuple(part for part, said in parts.items() if not said)

    @property
    def form(self) -> Literal["whole", "half", "bare"]:
        return (
            "whole" if not self.missing else "half" if len(self.missing) < len(("class", "number", "year")) else "bare"
        )

    def __str__(self) -> str:
        """By dots, as an office writes it."""
        parts = (self.printed, self.case_class, self.number, self.subnumber, str(self.year or ""), self.initials)
        return ".".join(filter(None, parts))


@dataclass(frozen=True)
class _Tail:
    """What follows the symbol."""

    case_class: str = ""
    number: str = ""
    subnumber: str = ""
    year: int | None = None
    initials: str = ""


def compact(symbol: str) -> str:
    """«pw ii» and «PWII» are one symbol."""
    return "".join(folded(part) for part in symbol.translate(HYPHENS).split())


def bare(typed: str) -> str:
    """Without a label («znak:») before it and a full stop or quotation marks around it."""
    text = typed.translate(HYPHENS).strip(AROUND)
    return LABEL.sub("", text).strip(AROUND)


def read(typed: str, symbols: Collection[str]) -> LetterMark | None:
    """The mark that was typed, whole or half, if it looks like one. `symbols`: those that exist, compact.

    «42.663.36.00» has no letter in its symbol, so it is none; a symbol alone is read by `alone`.
    """
    text = bare(typed)
    pieces = SEPARATOR.split(text)
    tokens, gaps = pieces[::2], pieces[1::2]
    for count in range(min(MOST_WORDS, len(tokens)), 0, -1):
        if any("." in gap for gap in gaps[: count - 1]):
            continue
        head = " ".join(tokens[:count])
        rest = tokens[count:]
        mark = _parted(text, head, rest, gaps[count - 1 :], symbols) if rest else None
        if mark is None or mark.symbol not in symbols:  # a symbol that nobody bears may be a known one with its class
            mark = _glued(text, head, rest, symbols) or mark
        if mark:
            return mark
    return _among_words(text, symbols)


def alone(typed: str, symbols: Collection[str] | None = None) -> LetterMark | None:
    """A symbol and nothing else: one of `symbols` (compact), or by its form where none are given."""
    text = bare(typed)
    symbol = compact(text)
    if len(text.split()) > MOST_WORDS or not _is_symbol(symbol) or len(symbol) > LONGEST_SYMBOL:
        return None
    known = symbol if symbols is None else same(symbol, symbols)
    return LetterMark(text, known, printed=text) if known else None


def same(symbol: str, symbols: Collection[str]) -> str:
    """The known symbol that is the same, or else the only one that is but for hyphens; empty if none is."""
    if symbol in symbols:
        return symbol
    plain = symbol.replace("-", "")
    same = [known for known in symbols if known.replace("-", "") == plain]
    return same[0] if len(same) == 1 else ""


def fitting(symbol: str, symbols: Collection[str]) -> str:
    """The known symbol that was meant; empty if none is: «pw-iv» means «pwiv», «pwiv-a» the longest that begins so.

    A hyphen parts a unit's symbol from what a post below it adds.
    """
    found = same(symbol, symbols)
    while not found and "-" in symbol:
        symbol = symbol.rpartition("-")[0]
        found = same(symbol, symbols)
    return found


def numbered(typed: str) -> tuple[str, str]:
    """The symbol, compact, and the number of «PWII, zad. 14» or «zadanie 14 PWII»; empty where it is neither."""
    text = bare(typed).lower()
    found = COUNTED.fullmatch(text) or NUMBERED.fullmatch(text)
    return (compact(found["symbol"]), found["number"]) if found else ("", "")


def _parted(text: str, head: str, tokens: list[str], gaps: list[str], symbols: Collection[str]) -> LetterMark | None:
    """With something between the symbol and the class. `gaps[0]` stands between both, the others behind the tokens."""
    tail = _tail(tokens)
    if tail is None or not _is_symbol(compact(head)):
        return None
    digits = sum(token[0] in DIGITS for token in tokens)
    symbol = fitting(compact(head), symbols)
    if symbol:
        a_day = gaps[0].isspace() and folded(head) in EMPTY and DATE.fullmatch(".".join(tokens))
        plain = digits > 1 or "." in gaps[0]  # «PWII 14» is its duty
        return _mark(text, symbol, head, tail) if plain and not a_day else None
    by_dots = all(gap == "." for gap in gaps[:digits])
    is_mark = by_dots and digits > 1 and " " not in head and folded(head) not in ABBREVIATIONS
    return _mark(text, compact(head), head, tail) if is_mark else None


def _glued(text: str, head: str, tokens: list[str], symbols: Collection[str]) -> LetterMark | None:
    """With nothing between a known symbol and the digits: what these mean is told as far as it is plain."""
    for printed, digits in _split(head):
        symbol = compact(printed)
        tail = _tail([digits, *tokens]) if symbol in symbols else None
        if tail and (tail.number or not tokens) and (tail.year or not tail.number):
            return _mark(text, symbol, printed, tail)
        numbers = [token for token in tokens if not INITIALS.fullmatch(token)]
        if symbol in symbols and all(map(NUMBER.fullmatch, numbers)):
            last = numbers[-1] if numbers else digits[-YEAR_DIGITS:]
            enough = bool(numbers) or len(digits) - YEAR_DIGITS >= FEWEST_BEFORE_YEAR
            return LetterMark(text, symbol, int(last) if enough and YEAR.fullmatch(last) else None, printed)
    return None


def _split(head: str) -> Iterator[tuple[str, str]]:
    """The beginning and the digits at the end, the longest beginning first."""
    end = len(head.rstrip(DIGITS))
    for place in range(len(head) - FEWEST_GLUED, end - 1, -1):
        if place and not head[place - 1].isspace():
            yield head[:place], head[place:]


def _tail(tokens: list[str]) -> _Tail | None:
    """Read from the right: «1431.2024.2026» is case 2024 of the year 2026."""
    rest, initials = _without_initials(tokens)
    if not rest or not CLASS.fullmatch(rest[0]) or not all(map(NUMBER.fullmatch, rest[1:])):
        return None
    year = int(rest.pop()) if len(rest) > 1 and YEAR.fullmatch(rest[-1]) else None
    if len(rest) > MOST_NUMBERS:
        return None
    case_class, number, subnumber = (*rest, "", "")[:MOST_NUMBERS]
    return _Tail(case_class, number, subnumber, year, initials)


def _without_initials(tokens: list[str]) -> tuple[list[str], str]:
    rest = list(tokens)
    glued = GLUED_INITIALS.fullmatch(rest[-1]) if rest else None
    if glued and YEAR.fullmatch(glued[1]):
        return [*rest[:-1], glued[1]], glued[2]
    count = 0
    while count < MOST_INITIALS and count < len(rest) and INITIALS.fullmatch(rest[-1 - count]):
        count += 1
    first = len(rest) - count
    return rest[:first], ".".join(rest[first:])


def _among_words(text: str, symbols: Collection[str]) -> LetterMark | None:
    """A whole mark somewhere in what was typed: «odpowiedź na pismo PWII.07.2.2012»."""
    for found in AMONG_WORDS.finditer(text):
        head, *tokens = found[0].split(".")
        if found[0] != text:
            mark = _parted(found[0], head, tokens, ["."] * len(tokens), symbols)
            if mark and not mark.missing:
                return mark
    return None


def _mark(text: str, symbol: str, printed: str, tail: _Tail) -> LetterMark:
    return LetterMark(text, symbol, tail.year, printed, tail.case_class, tail.number, tail.subnumber, tail.initials)


def _is_symbol(symbol: str) -> bool:
    return bool(SYMBOL.fullmatch(symbol) and LETTER.search(symbol))
