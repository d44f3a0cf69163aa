"""The real department's page is read whole and word for word, with all its quirks."""

import pytest

from regulation.parser import parse
from regulation.records import Channel, Leader, Line, Regulation, Section
from regulation.samples import SAMPLE
from regulation.source import decode
from tasks.numbering import numbers
from tests.regulation.texts import sample

HIDDEN = "e-mail: Ten adres pocztowy jest chroniony przed spamowaniem."


@pytest.fixture(scope="module")
def department() -> Regulation:
    return parse(decode(SAMPLE.read_bytes()))


@pytest.fixture(scope="module")
def sections(department: Regulation) -> dict[str, Section]:
    return {section.symbol: section for section in department.sections}


def test_seven_units_with_sixty_three_duties(department: Regulation) -> None:
    assert department.name == "Departament Promocji i Współpracy Zagranicznej"
    assert [unit.symbol for unit in department.units] == ["PWI", "PWII", "PWIII", "PWIV", "PWV", "PWVI", "PWS"]
    assert [len(section.duties) for section in department.sections] == [12, 15, 9, 7, 13, 7, 0]
    assert [section.numeral for section in department.sections] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert [section.unit for section in department.sections] == [1, 2, 3, 4, 5, 6, 7]
    assert department.duties == ()
    assert department.remarks == ()


def test_all_numbers_follow_from_the_order(department: Regulation) -> None:
    for section in department.sections:
        assert [duty.label for duty in section.duties] == [""] * len(section.duties)
        assert [duty.number for duty in section.duties] == list(numbers([""] * len(section.duties)))
        assert all(duty.points == () for duty in section.duties)


def test_leadership(department: Regulation) -> None:
    assert department.leaders == (
        Leader("Dyrektor", "Maciej Łaski", acting=False, line=22),
        Leader("Zastępca Dyrektora", "Dorota Pisarska", acting=False, line=24),
    )


def test_contact_boxes(department: Regulation) -> None:
    own, common = department.boxes
    assert own.title == "Kontakt - Departament Promocji i Współpracy Zagranicznej"
    assert own.of_department
    assert own.address == "al. Piłsudskiego 8\n90-051 Łódź"
    assert own.channels == (
        Channel("telefon", "42 663 36 00", 7),
        Channel("faks", "42 663 36 02", 8),
        Channel("e-mail", "", 9),
    )
    assert common.title == "Biuro Podawcze"
    assert not common.of_department
    assert common.address == ""
    assert common.channels == (
        Channel("e-mail", "", 13),
        Channel("telefon", "(42) 663 33 80", 14),
        Channel("komorka", "695 356 594", 15),
    )


def test_what_was_read_into_nothing(department: Regulation) -> None:
    assert department.unread == (
        Line(1, "Menu Kontekstowe"),
        Line(17, "Instrukcja obsługi BIP"),
        Line(124, "ankieta-badania-satysfakcji"),
        Line(126, "ankieta-badania-satysfakcji"),
    )


def test_unit_v_is_singular_in_the_list_and_plural_in_its_section(
    department: Regulation, sections: dict[str, Section]
) -> None:
    assert department.units[4].name == "Samodzielne Stanowisko ds. Dokumentacji i Rozliczeń"
    assert sections["PWV"].heading == (
        "Samodzielne Stanowiska ds. Dokumentacji i Rozliczeń, które oznacza pisma symbolem PWV:"
    )


def test_unit_vii_is_the_other_way_round_without_a_colon(department: Regulation, sections: dict[str, Section]) -> None:
    assert department.units[6].name == "Samodzielne Stanowiska ds. Obsługi Sekretariatu"
    assert sections["PWS"].heading == (
        "Samodzielne Stanowisko ds. Obsługi Sekretariatu, które oznacza pisma symbolem PWS"
    )


def test_a_space_after_the_quotation_mark_in_one_place_only(
    department: Regulation, sections: dict[str, Section]
) -> None:
    assert department.units[2].name == "Referat „Ziemia Łódzka”"
    assert sections["PWIII"].heading == "Referat „ Ziemia Łódzka”, który oznacza pisma symbolem PWIII:"


def test_the_unclosed_quotation_mark(department: Regulation) -> None:
    assert "portalu „lodzkie.pl i wydawaniem pisma samorządowego „Ziemia Łódzka”, a" in department.intro
    assert department.intro.endswith("a w szczególności:")


def test_punctuation_and_case_of_duties(sections: dict[str, Section]) -> None:
    assert sections["PWI"].duties[0].text.endswith("o strategicznym charakterze;")
    assert (
        sections["PWIII"].duties[0].text == "Przygotowywanie materiałów redakcyjnych: tekstów, zdjęć, wykresów, tabel."
    )
    assert all(duty.text[0].islower() for duty in sections["PWII"].duties)
    assert "finansowo- księgowych" in sections["PWV"].duties[6].text


def test_the_file_has_a_line_of_one_no_break_space_and_no_end_of_line() -> None:
    assert sample().split("\n")[22] == "\xa0"
    assert not sample().endswith("\n")


def rebuilt(department: Regulation) -> list[str]:
    """The source's lines from the department's name on, made of the records alone."""
    lines = [department.name, *(f"{leader.function}: {leader.person}" for leader in department.leaders)]
    lines += ["W skład departamentu wchodzą:"]
    lines += [f"{unit.number}. {unit.name}, {unit.symbol}" for unit in department.units]
    lines += ["Zadania:", department.intro]
    for section in department.sections:
        lines.append(f"{section.numeral}. {section.heading}")
        printed = numbers(duty.label for duty in section.duties)
        lines += [f"{number}. {duty.text}" for number, duty in zip(printed, section.duties, strict=True)]
    return lines


def test_the_source_can_be_rebuilt_from_the_records(department: Regulation) -> None:
    source = [" ".join(line.split()) for line in sample().split("\n")]
    begins = source.index(department.name)
    ends = next(at for at, line in enumerate(source) if line.startswith("VII."))

    assert [" ".join(line.split()) for line in rebuilt(department)] == [
        line for line in source[begins : ends + 1] if line
    ]


def test_every_line_of_the_source_went_into_a_record_or_is_listed_as_unread(department: Regulation) -> None:
    told = {line.text for line in department.unread} | set(rebuilt(department))
    for box in department.boxes:
        told |= {box.title, *box.address.split("\n")}
    values = {channel.value for box in department.boxes for channel in box.channels if channel.value}
    for line in sample().split("\n"):
        text = line.strip()
        assert not text or text in told or text.startswith(HIDDEN) or any(text.endswith(v) for v in values), text
