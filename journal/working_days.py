"""Days on which offices in Poland work: neither a weekend nor a statutory day off. No Django.

The days off are those of the act of 18 I 1951 on days off work, with Christmas Eve, which was added from 2025 on.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

DAY: Final = timedelta(days=1)
FIXED: Final = {(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)}
AFTER_EASTER: Final = (1, 60)  # Easter Monday, Corpus Christi; Easter and Pentecost are Sundays
CHRISTMAS_EVE_FROM: Final = 2025
SATURDAY: Final = 5


def is_working_day(day: date) -> bool:
    if day.weekday() >= SATURDAY or (day.month, day.day) in FIXED:
        return False
    if (day.month, day.day) == (12, 24) and day.year >= CHRISTMAS_EVE_FROM:
        return False
    return (day - easter(day.year)).days not in AFTER_EASTER


def working_days_before(day: date) -> Iterator[date]:
    """The newest first, without end."""
    while True:
        day -= DAY
        if is_working_day(day):
            yield day


def easter(year: int) -> date:
    """Sunday of Easter in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    century, of_century = divmod(year, 100)
    moon = year % 19
    leap, leap_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - leap - shift + 15) % 30
    quarter, rest = divmod(of_century, 4)
    sunday = (32 + 2 * leap_rest + 2 * quarter - epact - rest) % 7
    late = (moon + 11 * epact + 22 * sunday) // 451
    month, days = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, days + 1)
