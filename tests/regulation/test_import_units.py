"""Units through an import: renamed, under a new symbol, removed, in another order; and the department itself."""

from datetime import date

import pytest

from contacts.models import Contact
from orgchart.models import Appointment, Department, Post, Unit
from orgchart.services import add_unit
from tasks.models import Duty
from tests.regulation.texts import SMALL, swapped, without
from tests.regulation.working_copy import everything, key_of, keys, load, symbols

pytestmark = pytest.mark.django_db


def test_a_renamed_unit_keeps_its_key() -> None:
    load(SMALL)
    before = Unit.objects.get(symbol="KM").key

    report = load(
        SMALL.replace("Wydział Muzeów", "Biuro Muzeów i Zabytków").replace(
            "który oznacza pisma symbolem KM", "które oznacza pisma symbolem KM"
        )
    )

    unit = Unit.objects.get(symbol="KM")
    assert (unit.key, unit.kind, unit.heading) == (before, "biuro", "")
    assert report.changed == ["Wydział Muzeów (KM): nazwa „Wydział Muzeów” → „Biuro Muzeów i Zabytków”"]


def test_a_kind_that_an_editor_chose_is_kept() -> None:
    load(SMALL)
    Unit.objects.filter(symbol="KM").update(kind="inna")

    load(SMALL.replace("Wydział Muzeów", "Biuro Muzeów"))

    assert Unit.objects.get(symbol="KM").kind == "inna"


def test_a_new_symbol_keeps_the_key_and_brings_a_new_address() -> None:
    load(SMALL)
    before = keys()

    report = load(SMALL.replace("KM", "KZM"))

    unit = Unit.objects.get(symbol="KZM")
    assert unit.slug == "kzm"
    assert keys() == before
    assert report.changed == ["Wydział Muzeów (KM): symbol „KM” → „KZM”"]


def test_a_removed_unit_goes_and_its_duties_may_go_on_elsewhere() -> None:
    load(SMALL)
    key = key_of("szkolenie")
    text = without(SMALL[: SMALL.index("II. Wydział")], "2. Wydział")

    report = load(text + "4. szkolenie bibliotekarzy z całego województwa.\n")

    assert symbols() == ["KM"]
    assert Duty.objects.get(key=key).unit.symbol == "KM"
    assert report.removed == [
        "KB 1. „prowadzenie wykazu bibliotek publicznych;”",
        "komórka Wydział Bibliotek (KB)",
    ]


def test_all_that_goes_with_a_unit_is_told_also_in_a_dry_run() -> None:
    load(SMALL)
    unit = Unit.objects.get(symbol="KB")
    Unit.objects.filter(pk=unit.pk).update(handling="Codziennie\nod 8 do 16.", registers="Rejestr bibliotek")
    contact = Contact.objects.create(unit=unit, title="Czytelnia")
    contact.channels.create(kind="telefon", value="42 111 22 44")
    post = Post.objects.create(unit=unit, function="Kierownik")
    Appointment.objects.create(post=post, person="Ewa Dawna", until=date(2019, 12, 31))
    Appointment.objects.create(post=post, person="Jan Nowy", since=date(2020, 1, 1))
    text = without(SMALL[: SMALL.index("II. Wydział")], "2. Wydział")

    dry = load(text, dry_run=True)

    assert load(text).removed == dry.removed
    assert dry.removed[2:] == [
        "komórka Wydział Bibliotek (KB)",
        "KB: przyjmowanie i załatwianie spraw „Codziennie od 8 do 16.”",
        "KB: rejestry, ewidencje i archiwa „Rejestr bibliotek”",
        "KB: stanowisko „Kierownik” (powołania: Ewa Dawna, Jan Nowy)",
        "KB: kontakt „Czytelnia” (telefon: 42 111 22 44)",
    ]


def test_a_section_that_went_takes_heading_and_intro_with_it() -> None:
    text = SMALL.replace("Wydział Muzeów, który oznacza", "Wydział Muzeów, które oznacza").replace(
        "symbolem KM:\n", "symbolem KM:\n\nDo zadań należy:\n"
    )
    load(text)
    unit = Unit.objects.get(symbol="KM")
    assert (bool(unit.heading), unit.intro) == (True, "Do zadań należy:")

    report = load(SMALL.replace(SMALL[SMALL.index("I. Wydział") : SMALL.index("II. Wydział")], ""))

    unit.refresh_from_db()
    assert (unit.heading, unit.intro) == ("", "")
    assert {
        "Wydział Muzeów (KM): nagłówek „Wydział Muzeów, które oznacza pisma symbolem KM:” → „brak”",
        "Wydział Muzeów (KM): wstęp do zadań „Do zadań należy:” → „brak”",
    } <= set(report.changed)


def test_a_unit_with_a_long_name_and_no_symbol() -> None:
    name = "Samodzielne Stanowisko do spraw koordynacji współpracy międzynarodowej z regionami partnerskimi i " * 2
    load(swapped(SMALL, "2. Wydział Bibliotek, KB", f"2. Wydział Bibliotek, KB\n3. {name.strip()}"))

    assert Unit.objects.get(name=name.strip()).slug.startswith("samodzielne-stanowisko-do-spraw")


def test_the_list_gives_the_order_of_units() -> None:
    load(SMALL)
    text = swapped(
        SMALL,
        "1. Wydział Muzeów, KM\n2. Wydział Bibliotek, KB",
        "1. Archiwum, KA\n2. Wydział Bibliotek, KB\n3. Wydział Muzeów, KM",
    )

    report = load(text)

    assert symbols() == ["KA", "KB", "KM"]
    assert "kolejność komórek departamentu" in report.changed
    assert load(text).changes_nothing


def test_a_unit_that_editors_put_below_another_is_not_the_texts_business() -> None:
    load(SMALL)
    below = add_unit(parent=Unit.objects.get(symbol="KM"), name="Zespół Magazynów", symbol="KMM")
    Duty.objects.create(unit=below, position=1, text="prowadzenie magazynów")
    before = everything()

    assert load(SMALL).changes_nothing
    assert everything() == before

    report = load(
        without(SMALL.replace(SMALL[SMALL.index("I. Wydział") : SMALL.index("II. Wydział")], ""), "1. Wydział")
    )
    assert {"komórka Wydział Muzeów (KM)", "komórka Zespół Magazynów (KMM)", "KMM 1. „prowadzenie magazynów”"} <= set(
        report.removed
    )
    assert symbols() == ["KB"]


def test_a_renamed_department_is_the_one_that_has_its_symbols() -> None:
    load(SMALL)
    before = keys()

    report = load(SMALL.replace("Departament Kultury", "Departament Kultury i Sztuki"))

    assert Department.objects.get().name == "Departament Kultury i Sztuki"
    assert Department.objects.get().slug == "departament-kultury"
    assert {name: set(rows) for name, rows in keys().items()} == {name: set(rows) for name, rows in before.items()}
    assert len(report.changed) == 2  # its name and the title of its box
