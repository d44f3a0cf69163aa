"""What is planned is announced with what it will change; the page itself stays as it is until then."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils.http import parse_http_date

from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import DESK, PUBLISHED, department, put_in_force, withdraw

PATH = "/departament-proby/"
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 23, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def announced(page: Page) -> list[str]:
    return [" ".join(element.text.split()) for element in page.all("details", class_="announcement")]


@pytest.mark.usefixtures("portal", "now")
def test_it_is_announced_with_its_differences(reader: Reader) -> None:
    put_in_force(department(intro="Noworoczny."), at=BEFORE, in_force_from=NEW_YEAR, reason="Reorganizacja.")
    page = reader.read(PATH)
    (told,) = announced(page)

    assert told.startswith("Od 1.01.2027: Reorganizacja.")
    assert "[dodano: Noworoczny.]" in told
    assert f"{PATH}wydania/2/" in page.links
    assert "Do zadań należą sprawy w szczególności:" in page.said("p")


@pytest.mark.usefixtures("portal", "now")
def test_the_hour_is_told_if_it_is_not_midnight(reader: Reader) -> None:
    put_in_force(department(intro="Potem."), at=BEFORE, in_force_from=datetime(2026, 7, 1, 10, tzinfo=UTC))

    assert announced(reader.read(PATH))[0].startswith("Od 1.07.2026, godz. 12:00:")


@pytest.mark.usefixtures("portal")
def test_at_its_moment_it_is_in_force_and_announced_no_more(reader: Reader) -> None:
    put_in_force(department(intro="Noworoczny."), at=BEFORE, in_force_from=NEW_YEAR)
    with time_machine.travel(NEW_YEAR - timedelta(seconds=1), tick=False):
        assert announced(reader.read(PATH))
        before = reader.get(PATH)
    with time_machine.travel(NEW_YEAR, tick=False):
        page = reader.read(PATH)
        after = reader.get(PATH, HTTP_IF_MODIFIED_SINCE=before["Last-Modified"])

    assert announced(page) == []
    assert "Noworoczny." in page.said("p")
    assert after.status_code == 200


@pytest.mark.usefixtures("portal", "now")
def test_no_page_was_changed_in_the_future(reader: Reader, settings: Any) -> None:
    settings.RELEASED_AT = PUBLISHED
    put_in_force(department(intro="Noworoczny."), at=BEFORE, in_force_from=NEW_YEAR)
    for path in (PATH, f"{PATH}pri/", f"{PATH}wydania/2/zmiany/", f"{PATH}rejestr-zmian/atom.xml"):
        assert parse_http_date(reader.get(path)["Last-Modified"]) <= NOW.timestamp(), path


@pytest.mark.usefixtures("portal", "now")
def test_several_are_announced_in_the_order_of_their_days(reader: Reader) -> None:
    put_in_force(department(intro="Noworoczny."), at=BEFORE, in_force_from=NEW_YEAR)
    put_in_force(department(intro="Lipcowy."), at=BEFORE, in_force_from=datetime(2026, 6, 30, 22, tzinfo=UTC))
    july, january = announced(reader.read(PATH))

    assert july.startswith("Od 1.07.2026")
    assert january.startswith("Od 1.01.2027")
    assert "[usunięto: Lipcowy.][dodano: Noworoczny.]" in january  # what it will follow


@pytest.mark.usefixtures("portal", "now")
def test_one_that_was_left_behind_is_told_as_what_it_will_undo(reader: Reader) -> None:
    """A newer edition takes effect before the planned one: that one still comes, and undoes what it did not know."""
    put_in_force(department(intro="Noworoczny."), at=BEFORE, in_force_from=NEW_YEAR)
    put_in_force(department(units=(DESK,)), at=NOW - timedelta(hours=1))
    (told,) = announced(reader.read(PATH))

    assert "Utworzono wydział" in told
    assert "[dodano: Noworoczny.]" in told


@pytest.mark.usefixtures("portal", "now")
def test_one_that_another_of_the_same_moment_outranks_is_not_announced(reader: Reader) -> None:
    put_in_force(department(intro="Plan."), at=BEFORE, in_force_from=NEW_YEAR)
    put_in_force(department(intro="Lepszy plan."), at=BEFORE, in_force_from=NEW_YEAR)
    (told,) = announced(reader.read(PATH))

    assert "Lepszy plan." in told


@pytest.mark.usefixtures("portal", "now")
def test_one_that_is_withdrawn_is_not_announced(reader: Reader) -> None:
    withdraw(put_in_force(department(intro="Tajny plan."), at=BEFORE, in_force_from=NEW_YEAR))

    assert "Tajny" not in reader.read(PATH).source


@pytest.mark.usefixtures("portal", "now")
def test_the_last_changes_are_those_that_took_effect(reader: Reader) -> None:
    for day in range(3):
        put_in_force(department(intro=f"{day}."), at=PUBLISHED + timedelta(days=day + 1), reason=f"Powód {day}.")
    put_in_force(department(intro="Plan."), at=BEFORE, in_force_from=NEW_YEAR, reason="Powód planu.")
    words = reader.read(PATH).words
    part = words[words.index("Ostatnie zmiany", words.index("Ostatnie zmiany") + 1) :]

    assert part.index("Powód 2.") < part.index("Powód 1.") < part.index("Powód 0.")
    assert "Powód planu." not in part[: part.index("Metryczka")]
    assert "Zmiana zadań." not in part
