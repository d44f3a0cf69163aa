"""Symbols that wander from unit to unit: each keeps its key, its contacts and its posts by its name."""

import pytest

from contacts.models import Contact
from orgchart.management.commands.check_tree import faults_now
from orgchart.models import Appointment, Post, Unit
from regulation.report import UndecidedError
from tests.regulation.texts import SMALL, line_of, swapped, without
from tests.regulation.working_copy import keys, load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def departments_units(db: None) -> None:
    """Each with a contact and a post."""
    load(SMALL)
    for unit in Unit.objects.exclude(symbol=""):
        Contact.objects.create(unit=unit, title=f"Kontakt – {unit.name}")
        Appointment.objects.create(post=Post.objects.create(unit=unit, function="Kierownik"), person=unit.symbol)


def facts() -> list[tuple[str, str, str]]:
    return list(Unit.objects.exclude(parent=None).order_by("position").values_list("name", "symbol", "slug"))


def exchanged(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def test_two_units_exchange_their_symbols() -> None:
    before = keys()

    report = load(exchanged(SMALL, "KM", "KB"))

    assert keys() == before
    assert facts() == [("Wydział Muzeów", "KB", "kb"), ("Wydział Bibliotek", "KM", "km")]
    assert report.changed == [
        "Wydział Muzeów (KM): symbol „KM” → „KB”",
        "Wydział Bibliotek (KB): symbol „KB” → „KM”",
    ]
    assert report.created == report.removed == []
    assert faults_now() == []


def test_symbols_move_on_by_one() -> None:
    before = keys()

    report = load(SMALL.replace("KB", "KX").replace("KM", "KB"))

    assert keys() == before
    assert facts() == [("Wydział Muzeów", "KB", "kb"), ("Wydział Bibliotek", "KX", "kx")]
    assert report.removed == []


def with_cinemas(text: str, symbol: str) -> str:
    listed = swapped(text, "2. Wydział Bibliotek, KB\n", f"2. Wydział Bibliotek, KB\n3. Wydział Kin, {symbol}\n")
    return f"{listed}\nIII. Wydział Kin, który oznacza pisma symbolem {symbol}:\n\n1. prowadzenie kin objazdowych.\n"


def test_a_new_unit_takes_the_symbol_of_one_that_got_another() -> None:
    before = keys()

    load(with_cinemas(SMALL.replace("KM", "KMU"), "KM"))

    assert facts()[0] == ("Wydział Muzeów", "KMU", "kmu")
    assert facts()[2] == ("Wydział Kin", "KM", "km")
    assert before["Unit"].items() <= keys()["Unit"].items()
    assert keys()["Contact"] == before["Contact"]


def test_a_symbol_goes_from_a_unit_that_has_none_now() -> None:
    before = keys()
    text = SMALL.replace("1. Wydział Muzeów, KM", "1. Wydział Muzeów")
    text = text.replace("Wydział Muzeów, który oznacza pisma symbolem KM:", "Wydział Muzeów:").replace("KB", "KM")

    load(text)

    assert keys() == before
    assert facts() == [("Wydział Muzeów", "", "wydzial-muzeow"), ("Wydział Bibliotek", "KM", "km")]


def test_a_renamed_unit_keeps_its_symbol_and_key() -> None:
    before = {key for rows in keys().values() for key in rows}

    load(SMALL.replace("Wydział Muzeów", "Biuro Zabytków"))

    assert {key for rows in keys().values() for key in rows} == before


def test_a_unit_takes_over_the_symbol_of_one_that_goes() -> None:
    text = without(SMALL.replace(SMALL[SMALL.index("I. Wydział") : SMALL.index("II. Wydział")], ""), "1. Wydział")

    report = load(text.replace("KB", "KM"))

    assert facts() == [("Wydział Bibliotek", "KM", "km")]
    assert "komórka Wydział Muzeów (KM)" in report.removed


def test_a_symbol_of_one_and_a_name_of_two_others_is_asked_about() -> None:
    load(with_cinemas(SMALL, "KK").replace("Wydział Kin", "Wydział Bibliotek"))
    text = without(
        swapped(SMALL, "1. Wydział Muzeów, KM", "1. Wydział Bibliotek, KM").replace(
            "I. Wydział Muzeów, który", "I. Wydział Bibliotek, który"
        ),
        "2. Wydział",
    )
    text = text[: text.index("II. Wydział")]

    with pytest.raises(UndecidedError) as refused:
        load(text)

    (question,) = refused.value.questions
    assert question.line == line_of(text, "1. Wydział")
    assert {candidate.description for candidate in question.candidates} == {
        "komórka Wydział Muzeów (KM)",
        "komórka Wydział Bibliotek (KB)",
        "komórka Wydział Bibliotek (KK)",
    }
    chosen = Unit.objects.get(symbol="KK").key
    load(text, answers={question.line: chosen})
    assert Unit.objects.exclude(parent=None).get().key == chosen
