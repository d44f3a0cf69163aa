"""What the text may look like."""

import unicodedata

import pytest

from orgchart.text import roman
from regulation.parser import parse, split_symbol
from regulation.records import Leader, Line, Regulation
from tests.regulation.edits import Item, Part, written
from tests.regulation.texts import SMALL, line_of, sample, swapped, without


def duties_of(text: str, section: int = 0) -> list[tuple[str, str, str]]:
    return [(duty.number, duty.label, duty.text) for duty in parse(text).sections[section].duties]


def test_the_small_text_is_read() -> None:
    regulation = parse(SMALL)

    assert regulation.name == "Departament Kultury"
    assert [section.symbol for section in regulation.sections] == ["KM", "KB"]
    assert [len(section.duties) for section in regulation.sections] == [3, 2]
    assert regulation.unread == ()


# Typing


def wording(regulation: Regulation) -> tuple[object, ...]:
    """All that was read, without the numbers of lines."""
    return (
        regulation.name,
        regulation.intro,
        [(box.title, box.address, [(c.kind, c.value) for c in box.channels]) for box in regulation.boxes],
        [(leader.function, leader.person) for leader in regulation.leaders],
        [(unit.name, unit.symbol) for unit in regulation.units],
        [(s.numeral, s.heading, [(d.number, d.text) for d in s.duties]) for s in regulation.sections],
        [line.text for line in regulation.unread],
    )


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(sample().replace("\n", "\r\n"), id="CRLF"),
        pytest.param(sample().replace("\n", "\r"), id="CR"),
        pytest.param("\ufeff" + sample(), id="BOM"),
        pytest.param(sample().replace("\n", " \t\n"), id="trailing spaces"),
        pytest.param("\n".join(line for line in sample().split("\n") if line.strip()), id="no empty lines"),
        pytest.param(sample().replace("\n", "\n\t"), id="tabs before"),
        pytest.param(sample().replace(". ", ".\t", 200), id="tabs after numbers"),
        pytest.param(sample().replace(" ", "\xa0"), id="no-break spaces"),
        pytest.param(sample().replace(" ", "\u202f"), id="narrow no-break spaces"),
        pytest.param(sample().replace("\n\n", "\n\xa0\n\n\u200b\n"), id="invisible lines"),
        pytest.param(unicodedata.normalize("NFD", sample()), id="letters in two parts"),
        pytest.param(sample() + "\n\n\n", id="empty lines at the end"),
    ],
)
def test_how_it_was_typed_changes_nothing(typed: str) -> None:
    assert wording(parse(typed)) == wording(parse(sample()))


# Leadership


@pytest.mark.parametrize(
    ("line", "leader"),
    [
        ("Dyrektor: Jan Kowalski", ("Dyrektor", "Jan Kowalski", False)),
        ("Dyrektor:Jan Kowalski", ("Dyrektor", "Jan Kowalski", False)),
        ("Dyrektor: p.o. Jan Kowalski", ("Dyrektor", "Jan Kowalski", True)),
        ("p.o. Dyrektora: Jan Kowalski", ("Dyrektor", "Jan Kowalski", True)),
        ("P. o. Zastępcy Dyrektora: Anna Nowak", ("Zastępca Dyrektora", "Anna Nowak", True)),
        ("Pełniąca obowiązki Dyrektora: Anna Nowak", ("Dyrektor", "Anna Nowak", True)),
        ("p.o. Głównego Specjalisty: Anna Nowak", ("Głównego Specjalisty", "Anna Nowak", True)),
        ("Dyrektor: wakat", ("Dyrektor", "", False)),
        ("Dyrektor: Wakat.", ("Dyrektor", "", False)),
        ("Dyrektor: –", ("Dyrektor", "", False)),
        ("Dyrektor:", ("Dyrektor", "", False)),
        ("p.o. Dyrektora: wakat", ("Dyrektor", "", False)),
    ],
)
def test_leaders(line: str, leader: tuple[str, str, bool]) -> None:
    text = swapped(SMALL, "Dyrektor: Anna Nowak", line)
    function, person, acting = leader

    assert parse(text).leaders == (Leader(function, person, acting, line_of(text, line)),)


def test_a_line_among_leaders_that_names_no_function_is_unread() -> None:
    text = swapped(SMALL, "Dyrektor: Anna Nowak", "Sekretariat\ntel. 42 1\nDyrektor: Anna Nowak")

    assert [line.text for line in parse(text).unread] == ["Sekretariat", "tel. 42 1"]
    assert len(parse(text).leaders) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Godziny przyjęć: 8:00-16:00",
        "Przyjęcia interesantów: 8:00-16:00",
        "Godziny przyjęć: pon.–pt. 8:00-16:00",
        "Sekretariat: 42 111 22 33",
    ],
)
def test_nobody_without_a_letter_is_a_leader(line: str) -> None:
    text = swapped(SMALL, "Dyrektor: Anna Nowak", f"Dyrektor: Anna Nowak\n{line}")

    assert [leader.function for leader in parse(text).leaders] == ["Dyrektor"]
    assert [unread.text for unread in parse(text).unread] == [line]


def test_a_department_under_another_name_is_found_above_its_leaders() -> None:
    assert parse(SMALL.replace("Departament Kultury", "Kancelaria Marszałka")).name == "Kancelaria Marszałka"
    text = without(SMALL.replace("Departament Kultury", "Kancelaria Marszałka"), "Kontakt -")
    assert parse(text).name == "Kancelaria Marszałka"


# The list of units


@pytest.mark.parametrize(
    ("text", "name", "symbol"),
    [
        ("Wydział Promocji, PWI", "Wydział Promocji", "PWI"),
        ("Wydział Promocji,PWI", "Wydział Promocji", "PWI"),
        ("Wydział Promocji (PWI)", "Wydział Promocji", "PWI"),
        ("Wydział Promocji – PWI", "Wydział Promocji", "PWI"),
        ("Wydział Kultury, Sportu", "Wydział Kultury, Sportu", ""),
        ("Wydział Kultury, Sportu, KS-II", "Wydział Kultury, Sportu", "KS-II"),
        ("Biuro Organizacyjne, OrI", "Biuro Organizacyjne", "OrI"),
        ("Biuro Organizacyjne, or", "Biuro Organizacyjne", "or"),
        ("Sekretariat", "Sekretariat", ""),
        ("Referat ds. Kontroli (wewnętrznej)", "Referat ds. Kontroli (wewnętrznej)", ""),
    ],
)
def test_names_and_symbols(text: str, name: str, symbol: str) -> None:
    assert split_symbol(text, {"or"}) == (name, symbol)


def test_a_symbol_that_only_the_section_tells_is_the_units() -> None:
    assert parse(swapped(SMALL, "Bibliotek, KB", "Bibliotek")).units[1].symbol == "KB"


def test_a_unit_without_a_symbol_has_a_section_by_its_name() -> None:
    text = swapped(SMALL, "Wydział Bibliotek, KB", "Wydział Bibliotek")
    text = swapped(text, "II. Wydział Bibliotek, który oznacza pisma symbolem KB:", "II. Wydział Bibliotek:")
    section = parse(text).sections[1]

    assert (section.name, section.symbol, section.heading, section.unit) == (
        "Wydział Bibliotek",
        "",
        "Wydział Bibliotek:",
        2,
    )


def test_a_list_that_leaves_a_number_out_is_remarked_on() -> None:
    text = swapped(SMALL, "2. Wydział Bibliotek, KB", "3. Wydział Bibliotek, KB")
    (remark,) = parse(text).remarks

    assert remark.number == line_of(text, "3. Wydział Bib")
    assert remark.text == "komórka ma w wykazie numer 3, a jest 2. z kolei."


def test_a_numeral_that_is_not_the_units_number_is_remarked_on() -> None:
    text = swapped(SMALL, "II. Wydział", "III. Wydział")
    (remark,) = parse(text).remarks

    assert (remark.number, remark.text) == (
        line_of(text, "III."),
        "rozdział ma numer „III”, a z wykazu wynika II.",
    )


@pytest.mark.parametrize("numeral", ["II", "ii.", "II)", "ii"])
def test_a_numeral_typed_otherwise_is_read(numeral: str) -> None:
    assert wording(parse(swapped(SMALL, "II. Wydział", f"{numeral} Wydział"))) == wording(parse(SMALL))


def test_numerals_of_many_units() -> None:
    parts = [Part(f"Wydział {number}", f"K{number}", [Item("zadanie.")]) for number in range(1, 951)]
    regulation = parse(written(parts))

    assert regulation.remarks == regulation.unread == ()
    assert [section.numeral for section in regulation.sections] == [roman(number) for number in range(1, 951)]


def test_a_heading_without_a_numeral_is_remarked_on() -> None:
    regulation = parse(swapped(SMALL, "II. Wydział", "Wydział"))

    assert regulation.sections[1].heading == "Wydział Bibliotek, który oznacza pisma symbolem KB:"
    assert [remark.text for remark in regulation.remarks] == ["rozdział ma numer „”, a z wykazu wynika II."]


def test_a_unit_without_a_section_is_remarked_on() -> None:
    text = swapped(SMALL, "2. Wydział Bibliotek, KB", "2. Wydział Bibliotek, KB\n3. Sekretariat, KS")
    (remark,) = parse(text).remarks

    assert remark.text == "komórka „Sekretariat” nie ma rozdziału w części „Zadania”."


# Duties


def test_a_number_that_the_order_does_not_give_is_a_label() -> None:
    text = swapped(SMALL, "3. organizacja", "2a. wypożyczanie zbiorów;\n3. organizacja")

    assert [duty[:2] for duty in duties_of(text)] == [("1", ""), ("2", ""), ("2a", "2a"), ("3", "")]
    assert parse(text).remarks == ()


def test_a_number_left_out_is_a_label_too_and_remarked_on() -> None:
    text = swapped(SMALL, "3. organizacja konkursów dla muzealników.", "5. organizacja;\n6. wystawy.")
    (remark,) = parse(text).remarks

    assert [duty[:2] for duty in duties_of(text)] == [("1", ""), ("2", ""), ("5", "5"), ("6", "")]
    assert remark.number == line_of(text, "5. organizacja")


@pytest.mark.parametrize("marks", [("a)", "b)"), ("1)", "2)"), ("–", "–"), ("-", "-")])
def test_points_below_a_duty(marks: tuple[str, str]) -> None:
    one, two = marks
    text = swapped(
        SMALL, "2. nadzór nad zbiorami i ich ewidencją;", f"2. nadzór nad:\n{one} zbiorami,\n{two} ewidencją;"
    )
    duty = parse(text).sections[0].duties[1]

    assert duty.text == "nadzór nad:"
    assert [(point.mark, point.text) for point in duty.points] == [(one, "zbiorami,"), (two, "ewidencją;")]
    assert [point.label for point in duty.points] == (["a", "b"] if one == "a)" else ["", ""])
    assert len(parse(text).sections[0].duties) == 3


@pytest.mark.parametrize(
    ("marks", "remarks"),
    [
        (("1)", "2)"), []),
        (("a)", "b)"), []),
        (("–", "–"), ["punkty mają w tekście oznaczenia „–”, a zapisano je jako „1)”."]),
        (("•", "•"), ["punkty mają w tekście oznaczenia „•”, a zapisano je jako „1)”."]),
    ],
)
def test_marks_of_points_that_change_are_remarked_on_once(marks: tuple[str, str], remarks: list[str]) -> None:
    one, two = marks
    text = swapped(SMALL, "2. nadzór nad zbiorami i ich ewidencją;", f"2. nadzór:\n{one} zbiory,\n{two} księgi;")

    assert [remark.text for remark in parse(text).remarks] == remarks


def test_marks_of_duties_that_change_are_remarked_on_once() -> None:
    text = SMALL.replace("1. prowadzenie wykazu", "1) prowadzenie wykazu")
    text = text.replace("2. szkolenie", "2) szkolenie")

    assert parse(text).remarks == (
        Line(line_of(text, "1) prow"), "zadania mają w tekście oznaczenia „1)”, a zapisano je jako „1.”."),
    )


def test_a_list_within_a_point_goes_on_with_the_points_text() -> None:
    points = "2. nadzór nad:\n1) zbiorami:\na) własnymi,\nb) cudzymi,\n2) ewidencją;"
    regulation = parse(swapped(SMALL, "2. nadzór nad zbiorami i ich ewidencją;", points))

    assert [point.text for point in regulation.sections[0].duties[1].points] == [
        "zbiorami: a) własnymi, b) cudzymi,",
        "ewidencją;",
    ]
    assert len(regulation.remarks) == 2


def test_a_wrapped_line_goes_on() -> None:
    text = swapped(SMALL, "konkursów dla muzealników.", "konkursów\n  dla muzealników.")

    assert wording(parse(text)) == wording(parse(SMALL))


def test_a_wrapped_heading_goes_on() -> None:
    text = swapped(SMALL, "oznacza pisma symbolem KM", "oznacza\npisma symbolem KM")

    assert wording(parse(text)) == wording(parse(SMALL))


def test_a_line_right_below_an_ended_duty_is_unread() -> None:
    text = swapped(SMALL, "dla muzealników.", "dla muzealników.\nankieta")

    assert [line.text for line in parse(text).unread] == ["ankieta"]


def test_a_section_may_have_an_intro_of_its_own() -> None:
    text = swapped(SMALL, "1. prowadzenie wykazu", "Do zadań wydziału należy:\n\n1. prowadzenie wykazu")

    assert parse(text).sections[1].intro == "Do zadań wydziału należy:"
    assert parse(text).intro == "Do zadań Departamentu należy:"


def test_duties_of_the_department_as_a_whole() -> None:
    text = swapped(
        SMALL, "I. Wydział Muzeów,", "1. wspólne zadanie pierwsze;\n2. wspólne drugie.\n\nI. Wydział Muzeów,"
    )
    regulation = parse(text)

    assert [duty.text for duty in regulation.duties] == ["wspólne zadanie pierwsze;", "wspólne drugie."]
    assert regulation.intro == "Do zadań Departamentu należy:"
    assert len(regulation.sections) == 2


def test_a_department_may_have_no_sections_at_all() -> None:
    text = SMALL[: SMALL.index("I. Wydział")] + "1. wspólne zadanie."
    regulation = parse(text)

    assert [duty.text for duty in regulation.duties] == ["wspólne zadanie."]
    assert not (regulation.sections or regulation.remarks)
