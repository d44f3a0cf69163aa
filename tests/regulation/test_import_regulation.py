"""The text in the working copy: made, kept, changed, removed, asked about; and never half of it."""

import pytest

from contacts.models import Channel, Contact
from orgchart.models import Department, Post, Unit
from regulation.errors import RegulationError
from tasks.models import Duty
from tests.regulation.texts import SMALL, line_of, sample, swapped
from tests.regulation.working_copy import everything, load, symbols, told

pytestmark = pytest.mark.django_db

OTHER = SMALL.replace("Departament Kultury", "Departament Zdrowia").replace("KM", "ZM").replace("KB", "ZB")


def test_the_sample_becomes_a_department_with_everything_below_it() -> None:
    report = load(sample())

    root = Department.objects.get()
    assert (root.name, root.slug) == (
        "Departament Promocji i Współpracy Zagranicznej",
        "departament-promocji-i-wspolpracy-zagranicznej",
    )
    assert symbols() == ["PWI", "PWII", "PWIII", "PWIV", "PWV", "PWVI", "PWS"]
    assert Duty.objects.count() == 63
    assert list(Post.objects.values_list("unit", "function", "appointments__person", "appointments__acting")) == [
        (root.pk, "Dyrektor", "Maciej Łaski", False),
        (root.pk, "Zastępca Dyrektora", "Dorota Pisarska", False),
    ]
    assert Contact.objects.get(unit=root).address == "al. Piłsudskiego 8\n90-051 Łódź"
    assert Contact.objects.of_office().get().title == "Biuro Podawcze"
    assert [line.text for line in report.unread][:2] == ["Menu Kontekstowe", "Instrukcja obsługi BIP"]
    assert not (report.changed or report.removed or report.questions)


def test_a_heading_is_stored_only_where_the_source_words_it_otherwise() -> None:
    load(sample())

    assert dict(Unit.objects.exclude(heading="").values_list("symbol", "heading")) == {
        "PWIII": "Referat „ Ziemia Łódzka”, który oznacza pisma symbolem PWIII:",
        "PWV": "Samodzielne Stanowiska ds. Dokumentacji i Rozliczeń, które oznacza pisma symbolem PWV:",
        "PWS": "Samodzielne Stanowisko ds. Obsługi Sekretariatu, które oznacza pisma symbolem PWS",
    }
    assert Unit.objects.get(symbol="PWV").name == "Samodzielne Stanowisko ds. Dokumentacji i Rozliczeń"


def test_a_hidden_address_is_a_channel_that_is_to_be_filled_in() -> None:
    load(sample())

    assert Channel.objects.filter(kind=Channel.Kind.EMAIL, value="").count() == 2
    assert list(Channel.objects.filter(contact__unit=None).order_by("position").values_list("kind", "value")) == [
        ("e-mail", ""),
        ("telefon", "(42) 663 33 80"),
        ("komorka", "695 356 594"),
    ]


def test_the_same_text_again_changes_nothing() -> None:
    load(sample())
    before = everything()

    report = load(sample())

    assert report.changes_nothing
    assert everything() == before


def test_a_dry_run_tells_everything_and_writes_nothing() -> None:
    report = load(sample(), dry_run=True)

    assert len(report.created) == 81
    assert not any(everything().values())

    load(sample())
    before = everything()
    report = load(swapped(sample(), "Dystrybucja pisma.", "Zupełnie coś nowego."), dry_run=True)

    assert told(report) == (["PWIII 6. „Zupełnie coś nowego.”"], [], ["PWIII 6. „Dystrybucja pisma.”"])
    assert everything() == before


def test_what_editors_added_is_kept() -> None:
    load(sample())
    Unit.objects.filter(symbol="PWI").update(handling="Od poniedziałku do piątku.", registers="Rejestr umów")
    Duty.objects.filter(text__startswith="Dystrybucja").update(legal_basis="art. 5 ustawy")
    Post.objects.filter(function="Dyrektor").update(competence="Kieruje departamentem.")
    Channel.objects.filter(kind=Channel.Kind.EMAIL).update(value="biuro@urzad.example")
    common = Contact.objects.of_office().get()
    Contact.objects.filter(pk=common.pk).update(address="ul. Długa 1", room="12", opening_hours="8–16")
    Channel.objects.create(contact=common, kind=Channel.Kind.E_DELIVERY, value="AE:PL-12345-67890-ABCDE-12", position=4)
    Contact.objects.create(unit=None, title="Infolinia", position=2)
    before = everything()

    assert load(sample()).changes_nothing
    assert everything() == before

    load(swapped(sample(), "6. Dystrybucja pisma.", "6. Dystrybucja naszego pisma."))
    assert Duty.objects.get(text="Dystrybucja naszego pisma.").legal_basis == "art. 5 ustawy"


def test_what_editors_put_between_the_channels_of_the_text_stays_there() -> None:
    load(sample())
    common = Contact.objects.of_office().get()
    for channel in common.channels.order_by("-position"):
        Channel.objects.filter(pk=channel.pk).update(position=channel.position + 1)
    Channel.objects.create(contact=common, kind=Channel.Kind.EPUAP, value="/urzad/skrytka", position=1)
    before = everything()

    load(sample())

    assert everything() == before


def test_another_department_is_another_root() -> None:
    load(sample())
    before = everything()

    load(OTHER)

    assert list(Department.objects.order_by("position").values_list("name", flat=True)) == [
        "Departament Promocji i Współpracy Zagranicznej",
        "Departament Zdrowia",
    ]
    after = everything()
    assert [row for row in after["Duty"] if row in before["Duty"]] == before["Duty"]
    assert load(sample()).changes_nothing
    assert load(OTHER).changes_nothing


def test_a_symbol_of_another_department_is_refused_with_its_line() -> None:
    load(SMALL)
    text = swapped(OTHER, "symbolem ZB", "symbolem KB").replace("Bibliotek, ZB", "Bibliotek, KB")
    before = everything()

    with pytest.raises(RegulationError) as caught:
        load(text)

    assert caught.value.line == line_of(text, "2. Wydział")
    assert "Ten symbol ma już komórka „Wydział Bibliotek”" in caught.value.reason
    assert everything() == before
