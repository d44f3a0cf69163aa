"""Opening hours as people write them («pon.–pt. 8:00–16:00»), read for certain or not at all. No Django.

Whoever goes to a closed door because a page said «otwarte» was told worse than nothing. So one word that is not
understood, hours without a day, a day told twice, or a closing before the opening make the whole unread.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

DAYS: Final = 7
WORKING: Final = range(5)
MIDNIGHT, HOUR = 24 * 60, 60

FOLDED: Final = str.maketrans("ąćęłńóśźż‐‑‒–—−\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "acelnoszz------  ")
NAMES: Final = (  # each form without diacritics; abbreviations are told with or without a full stop
    "poniedzialek poniedzialku poniedzialki pon pn",
    "wtorek wtorku wtorki wto wt",
    "sroda srode srody sr",
    "czwartek czwartku czwartki czw cz",
    "piatek piatku piatki pia pt",
    "sobota sobote soboty sob so",
    "niedziela niedziele niedzieli niedz nd",
)
DAY: Final = {name: day for day, names in enumerate(NAMES) for name in names.split()}
CLOSED: Final = frozenset({"nieczynne", "nieczynny", "nieczynna", "zamkniete", "zamkniety", "zamknieta"})
AND: Final = frozenset({",", ";", "i", "oraz"})
TO: Final = frozenset({"-", "do"})
SAID: Final = frozenset(  # words that say nothing more than that hours follow
    {
        *("w", "we", "od", ":", "h", "godz", "godziny", "godzinach", "pracy", "otwarcia", "przyjec", "urzedowania"),
        *("czynne", "czynny", "czynna", "otwarte", "otwarty", "otwarta", "przyjmujemy", "interesantow", "klientow"),
    }
)
WORKING_DAYS: Final = re.compile(r"\bdni(?:ach)? robocz(?:e|ych)\b")
TOKEN: Final = re.compile(r"\s*(?:(?P<time>\d{1,2}(?:[:.]\d{2})?)(?!\d)|(?P<word>[a-z]+)\.?|(?P<mark>[-,;:]))")


@dataclass(frozen=True)
class Range:
    """From the minute of the day at which it opens to the one at which it closes."""

    opens: int
    closes: int


Day = tuple[Range, ...]
Week = tuple[Day, ...]  # from Monday on; a day on which it is closed is empty


class _NotUnderstoodError(Exception):
    """Something in the text is no hours that are known for certain."""


def read(text: str) -> Week | None:
    """The week that the text tells; None where it is not understood, or tells of no open hour."""
    try:
        told = dict(_Reader(_tokens(text)).days())
        week = tuple(told.get(day, ()) for day in range(DAYS))
    except _NotUnderstoodError:
        return None
    return week if any(week) else None


def machine(week: Week) -> str:
    """For scripts: the days from Monday on, «8:00-12:00,13:00-16:00;8:00-16:00;;;;;»."""
    return ";".join(",".join(f"{clock(part.opens)}-{clock(part.closes)}" for part in day) for day in week)


def clock(minute: int) -> str:
    return f"{minute // HOUR:02}:{minute % HOUR:02}"


def _tokens(text: str) -> list[str | int]:
    """Words, marks, and times as minutes of the day; a line's end parts like a semicolon."""
    lines = filter(None, (line.strip(" .;,") for line in text.lower().translate(FOLDED).splitlines()))
    line = WORKING_DAYS.sub("robocze", ";".join(lines))
    found: list[str | int] = []
    place = 0
    while place < len(line):
        token = TOKEN.match(line, place)
        if token is None:
            raise _NotUnderstoodError
        place = token.end()
        found.append(_minute(token["time"]) if token["time"] else token["word"] or token["mark"])
    return [token for token in found if token not in SAID]


def _minute(time: str) -> int:
    hours, _, minutes = time.replace(":", ".").partition(".")
    minute = int(hours) * HOUR + int(minutes or 0)
    if int(minutes or 0) >= HOUR or minute > MIDNIGHT:
        raise _NotUnderstoodError
    return minute


class _Reader:
    """Days, then their hours or that it is closed; then more days."""

    def __init__(self, tokens: Sequence[str | int]) -> None:
        self._tokens, self._place = tokens, 0

    def days(self) -> Iterator[tuple[int, Day]]:
        seen = set[int]()
        while self._next is not None:
            days = self._named_days()
            if seen & set(days) or len(set(days)) < len(days):
                raise _NotUnderstoodError
            seen |= set(days)
            hours = self._hours()
            yield from ((day, hours) for day in days)
            self._take(AND)

    @property
    def _next(self) -> str | int | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self, words: frozenset[str]) -> bool:
        """Whether one of the words was next; it is passed."""
        found = self._next in words
        self._place += found
        return found

    def _named_days(self) -> list[int]:
        days = list(self._one_or_several_days())
        while self._take(AND) and not self._is_hours():
            days += self._one_or_several_days()
        return days

    def _is_hours(self) -> bool:
        return isinstance(self._next, int) or self._next in CLOSED

    def _one_or_several_days(self) -> Sequence[int]:
        if self._take(frozenset({"robocze"})):
            return WORKING
        first = self._day()
        if not self._take(TO):
            return [first]
        last = self._day()
        if last <= first:
            raise _NotUnderstoodError
        return range(first, last + 1)

    def _day(self) -> int:
        token = self._next
        if not isinstance(token, str) or token not in DAY:
            raise _NotUnderstoodError
        self._place += 1
        return DAY[token]

    def _hours(self) -> Day:
        if self._take(CLOSED):
            return ()
        found = [self._range()]
        while self._next in AND and self._follows_time():
            self._place += 1
            found.append(self._range())
        if any(after.opens <= before.closes for before, after in pairwise(found)):
            raise _NotUnderstoodError
        return tuple(found)

    def _follows_time(self) -> bool:
        return self._place + 1 < len(self._tokens) and isinstance(self._tokens[self._place + 1], int)

    def _range(self) -> Range:
        opens = self._time()
        if not self._take(TO):
            raise _NotUnderstoodError
        closes = self._time()
        if closes <= opens:
            raise _NotUnderstoodError
        return Range(opens, closes)

    def _time(self) -> int:
        token = self._next
        if not isinstance(token, int):
            raise _NotUnderstoodError
        self._place += 1
        return token
