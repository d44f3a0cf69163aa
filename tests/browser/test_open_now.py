"""«otwarte teraz»: by the clock in Poland, whatever that of the reader says; and nothing where hours are not known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from journal.working_days import SATURDAY, is_working_day
from publishing.document import Contact
from tests.bip.pages.record import BOX, department, put_in_force

pytestmark = pytest.mark.once

DEPARTMENT = "/departament-proby/"
KNOWN = BOX.model_copy(update={"opening_hours": "pon. 8–12 i 13–18\nwt.–pt. 8–16"})
UNKNOWN = Contact(key="window", title="Okienko", opening_hours="po umówieniu")
LONG_WEEKDAYS = """() => Array.from({ length: 40 * 366 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)))
  .filter((day) => day.getUTCDay() % 6 && isDayOff(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()))
  .map((day) => day.toISOString().slice(0, 10))"""


@pytest.fixture
def counter(portal: str) -> str:
    put_in_force(department(contacts=(KNOWN, UNKNOWN)))
    return portal + DEPARTMENT


def told_at(page: Page, *moment: int) -> str:
    """What the script says at that moment (UTC)."""
    at = datetime(*moment, tzinfo=UTC).timestamp() * 1000  # type: ignore[misc, arg-type]  # year to minute
    told: bool = page.evaluate(f"isOpen(document.querySelector('[data-open]').dataset.open, new Date({at}))")
    return "open" if told else "closed"


def test_it_is_said_by_the_clock_in_poland_and_changes_while_the_page_is_open(page: Page, counter: str) -> None:
    page.clock.install(time=datetime(2026, 3, 9, 16, 59, 30, tzinfo=UTC))  # Monday, 17:59:30 in Warsaw
    page.goto(counter)
    now = page.locator(".now")

    expect(now).to_have_text("otwarte teraz")
    page.clock.run_for(60_000)
    expect(now).to_have_text("teraz nieczynne")
    expect(now).to_have_count(1)  # of a box whose hours are not known, nothing is said


def test_every_minute_is_right_in_summer_and_on_days_off_too(page: Page, counter: str) -> None:
    page.goto(counter)

    assert told_at(page, 2026, 3, 9, 6, 59) == "closed"
    assert told_at(page, 2026, 3, 9, 7, 0) == "open"
    assert told_at(page, 2026, 3, 9, 11, 0) == "closed"  # noon in Warsaw: the first part of Monday is over
    assert told_at(page, 2026, 3, 9, 12, 0) == "open"
    assert told_at(page, 2026, 7, 7, 13, 59) == "open"  # Tuesday in summer
    assert told_at(page, 2026, 7, 7, 14, 0) == "closed"
    assert told_at(page, 2026, 4, 6, 10, 0) == "closed"  # Easter Monday
    assert told_at(page, 2026, 3, 8, 10, 0) == "closed"  # Sunday
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(40 * 366))
    assert page.evaluate(LONG_WEEKDAYS) == [
        day.isoformat() for day in days if day.weekday() < SATURDAY and not is_working_day(day)
    ]


def test_without_scripts_only_the_hours_are_told(browser: Browser, counter: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(counter)

    expect(page.get_by_text("pon. 8–12 i 13–18")).to_be_visible()
    expect(page.get_by_text("po umówieniu")).to_be_visible()
    expect(page.get_by_text("teraz")).to_have_count(0)
    context.close()
