"""The two lines that part the text: nothing that stands on them is lost."""

import pytest

from regulation.parser import parse
from regulation.records import Line
from tests.regulation.texts import SMALL, line_of, swapped

LISTED = "W skład departamentu wchodzą:"


def test_a_unit_behind_the_colon_is_the_first_of_the_list() -> None:
    text = swapped(SMALL, f"{LISTED}\n\n1. Wydział Muzeów, KM\n", f"{LISTED} 1. Wydział Muzeów, KM\n\n")
    regulation = parse(text)

    assert [unit.symbol for unit in regulation.units] == ["KM", "KB"]
    assert regulation.units[0].line == line_of(text, LISTED)
    assert regulation.remarks == regulation.unread == ()


def test_words_behind_the_colon_are_unread() -> None:
    text = swapped(SMALL, LISTED, f"{LISTED} wydziały")

    assert parse(text).unread == (Line(line_of(text, LISTED), "wydziały"),)


@pytest.mark.parametrize("line", [LISTED, "W skład  Departamentu wchodzą", "W SKŁAD DEPARTAMENTU WCHODZĄ :"])
def test_the_usual_wording_of_the_list_is_not_remarked_on(line: str) -> None:
    assert parse(swapped(SMALL, LISTED, line)).remarks == ()


@pytest.mark.parametrize("line", ["W skład biura wchodzą:", "W skład departamentu wchodzą następujące komórki:"])
def test_another_wording_of_the_list_is_remarked_on(line: str) -> None:
    text = swapped(SMALL, LISTED, line)

    assert parse(text).remarks == (
        Line(line_of(text, line), f"zapisano bez własnego brzmienia wiersza „{line}” (zwykle jest to „{LISTED}”)."),
    )


@pytest.mark.parametrize("line", ["Zadania", "ZADANIA:", "zadania :"])
def test_the_usual_wording_of_the_duties_is_not_remarked_on(line: str) -> None:
    assert parse(swapped(SMALL, "Zadania:", line)).remarks == ()


@pytest.mark.parametrize("line", ["Zadania Departamentu Kultury w roku 2030", "Zakres działania:"])
def test_another_wording_of_the_duties_is_remarked_on(line: str) -> None:
    text = swapped(SMALL, "Zadania:", line)

    assert parse(text).remarks == (
        Line(line_of(text, line), f"zapisano bez własnego brzmienia wiersza „{line}” (zwykle jest to „Zadania:”)."),
    )
