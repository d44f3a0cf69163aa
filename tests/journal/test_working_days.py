"""On which days an office works."""

from datetime import date
from itertools import islice

import pytest

from journal.working_days import easter, is_working_day, working_days_before


@pytest.mark.parametrize("day", ["1961-04-02", "2000-04-23", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"])
def test_easter(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "day",
    [
        *("2026-01-01", "2026-01-06", "2026-04-06", "2026-05-01", "2026-06-04", "2026-11-11"),
        *("2025-12-24", "2026-12-25", "2026-11-21", "2026-11-22"),
    ],
)
def test_days_off(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2024-12-24", "2026-06-05", "2026-11-10", "2026-11-23", "2026-12-31", "2026-05-04"])
def test_working_days(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


def test_the_days_before() -> None:
    found = islice(working_days_before(date(2026, 11, 16)), 4)
    assert [str(day) for day in found] == ["2026-11-13", "2026-11-12", "2026-11-10", "2026-11-09"]
