"""What is no such text is told so in a sentence, with the line that it is about."""

import pytest

from regulation.errors import RegulationError
from regulation.parser import parse
from tests.regulation.texts import SMALL, line_of, swapped, without


def refusal(text: str) -> tuple[int | None, str]:
    with pytest.raises(RegulationError) as caught:
        parse(text)
    return caught.value.line, caught.value.reason


def test_no_list_of_units() -> None:
    assert refusal("Ala ma kota,\nkot ma Alę.\n\n") == (
        2,
        "to ostatni wiersz, a w pliku nie znaleziono wykazu komórek, czyli wiersza „W skład departamentu wchodzą:”.",
    )


def test_a_list_without_units() -> None:
    text = without(without(SMALL, "1. Wydział"), "2. Wydział")

    assert refusal(text) == (line_of(text, "W skład"), "w wykazie nie ma żadnej komórki.")


def test_no_duties() -> None:
    text = without(SMALL, "Zadania:")
    assert refusal(text) == (line_of(text, "W skład"), "pod wykazem komórek brakuje wiersza „Zadania:”.")

    text = SMALL[: SMALL.index("I. Wydział")]
    assert refusal(text) == (line_of(text, "Zadania:"), "pod tym wierszem nie ma żadnego rozdziału ani zadania.")


def test_no_department() -> None:
    text = SMALL[SMALL.index("W skład") :]

    assert refusal(text) == (1, "przed wykazem komórek nie ma nazwy departamentu.")


def test_two_units_with_one_symbol() -> None:
    text = swapped(SMALL, "Wydział Bibliotek, KB", "Wydział Bibliotek, km")

    assert refusal(swapped(text, "symbolem KB", "symbolem km")) == (
        line_of(text, "2. Wydział"),
        f"symbol km ma już komórka „Wydział Muzeów” (wiersz {line_of(text, '1. Wydział')}).",
    )


def test_two_units_without_symbols_and_with_one_name() -> None:
    text = swapped(SMALL, "2. Wydział Bibliotek, KB", "2. Wydział Bibliotek, KB\n3. Sekretariat\n4. sekretariat")

    assert refusal(text)[0] == line_of(text, "4. sekretariat")


def test_two_units_with_one_number() -> None:
    text = swapped(SMALL, "2. Wydział Bibliotek, KB", "1. Wydział Bibliotek, KB")

    assert refusal(text)[0] == line_of(text, "1. Wydział Bibliotek")


def test_more_units_than_there_are_numerals() -> None:
    units = "\n".join(f"{number}. Wydział, K{number}" for number in range(1, 4002))
    text = swapped(SMALL, "1. Wydział Muzeów, KM\n2. Wydział Bibliotek, KB", units)

    assert refusal(text) == (
        line_of(text, "4000. "),
        "to już 4000. komórka, a tylu rozdziałów nie da się ponumerować.",
    )


def test_a_section_whose_unit_is_in_no_list() -> None:
    text = without(SMALL, "2. Wydział")

    assert refusal(text) == (
        line_of(text, "II. Wydział"),
        "komórki z rozdziału „Wydział Bibliotek” (KB) nie ma w wykazie komórek.",
    )


def test_a_section_with_another_symbol_than_the_list() -> None:
    text = swapped(SMALL, "symbolem KB", "symbolem KX")

    assert refusal(text) == (
        line_of(text, "II. Wydział"),
        f"rozdział ma symbol KX, a w wykazie (wiersz {line_of(text, '2. Wydział')}) jest KB.",
    )


def test_a_section_with_the_symbol_of_another_unit() -> None:
    text = swapped(SMALL, "symbolem KB", "symbolem KM")

    assert refusal(text) == (
        line_of(text, "II. Wydział"),
        "nazwa rozdziału ma w wykazie numer 2, a jego symbol numer 1.",
    )


def test_two_sections_of_one_unit() -> None:
    text = swapped(
        SMALL, "II. Wydział Bibliotek, który oznacza pisma symbolem KB:", "II. Inna, która oznacza pisma symbolem KM:"
    )

    assert refusal(text) == (
        line_of(text, "II. Inna"),
        f"komórka „Wydział Muzeów” ma już rozdział (w wierszu {line_of(text, 'I. Wydział')}).",
    )


def test_two_departments_in_one_file() -> None:
    text = SMALL + "\n" + SMALL
    line, reason = refusal(text)

    assert line == line_of(text, "W skład") + len(SMALL.split("\n"))
    assert "plik opisuje jeden departament" in reason


def test_the_error_says_its_line_first() -> None:
    assert str(RegulationError("coś jest nie tak.", 12)) == "wiersz 12: coś jest nie tak."
    assert str(RegulationError("coś jest nie tak.")) == "coś jest nie tak."


def test_a_repeated_number_is_an_error() -> None:
    text = swapped(SMALL, "3. organizacja", "2. organizacja")

    assert refusal(text) == (
        line_of(text, "2. organizacja"),
        f"numer 2. powtarza się (jest też w wierszu {line_of(text, '2. nadzór')}).",
    )


def test_a_number_without_a_text_is_an_error() -> None:
    text = swapped(SMALL, "3. organizacja konkursów dla muzealników.", "3.")

    assert refusal(text) == (line_of(text, "3."), "po oznaczeniu „3.” nie ma treści.")
