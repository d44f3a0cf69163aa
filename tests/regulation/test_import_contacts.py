"""Contact boxes and their channels, through an import."""

import pytest

from contacts.models import Channel, Contact
from regulation.records import Line
from tests.regulation.texts import SMALL, sample, swapped, without
from tests.regulation.working_copy import everything, keys, load, told

pytestmark = pytest.mark.django_db


def test_a_telephone_that_changed_keeps_its_key_and_one_that_went_is_told() -> None:
    load(sample())
    before = keys()["Channel"]
    text = without(swapped(sample(), "tel. 42 663 36 00", "tel. 42 663 36 99"), "fax 42")

    report = load(text)

    title = "Kontakt - Departament Promocji i Współpracy Zagranicznej"
    assert told(report) == (
        [],
        [f"{title}: telefon: 42 663 36 00 → 42 663 36 99"],
        [f"{title}: faks: 42 663 36 02"],
    )
    assert keys()["Channel"].keys() < before.keys()
    assert list(Contact.objects.get(title=title).channels.order_by("position").values_list("position", flat=True)) == [
        1,
        2,
    ]


def test_an_address_that_changed() -> None:
    load(SMALL)

    assert load(swapped(SMALL, "ul. Długa 1", "ul. Krótka 2")).changed == [
        "kontakt „Kontakt - Departament Kultury”: adres „ul. Długa 1, 90-001 Łódź” → „ul. Krótka 2, 90-001 Łódź”"
    ]


@pytest.mark.parametrize(
    ("line", "value", "why"),
    [
        ("tel. 42 1", "42 1", "„42 1” ma niewłaściwą liczbę cyfr."),
        ("ePUAP: skrytka", "skrytka", "Adres skrytki ePUAP ma postać /identyfikator/skrytka."),
        ("e-Doręczenia: AE:PL-1", "AE:PL-1", "Adres do e-Doręczeń ma postać AE:PL-12345-67890-ABCDE-12."),
    ],
)
def test_a_channel_that_cannot_be_is_left_unread_with_a_remark(line: str, value: str, why: str) -> None:
    report = load(swapped(SMALL, "tel. 42 111 22 33", f"tel. 42 111 22 44\n{line}"))

    assert (Line(6, value) in report.unread, report.remarks) == (
        True,
        (Line(6, f"{why} Tego kanału kontaktu nie wczytano."),),
    )
    assert Channel.objects.get().value == "42 111 22 44"


def test_a_telephone_of_a_box_stays_where_the_text_has_a_wrong_one() -> None:
    load(SMALL)

    assert load(swapped(SMALL, "tel. 42 111 22 33", "tel. 42 111 22")).changes_nothing


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("www.kultura.pl", "www", "www.kultura.pl"),
        ("tel. 42 663 36 00 wew. 12", "telefon", "42 663 36 00 wew. 12"),
        ("tel. 42 663 36 00 (sekretariat)", "telefon", "42 663 36 00 (sekretariat)"),
    ],
)
def test_ordinary_lines_are_read_as_printed(line: str, kind: str, value: str) -> None:
    report = load(swapped(SMALL, "tel. 42 111 22 33", line))

    assert report.unread == report.remarks == ()
    assert list(Channel.objects.values_list("kind", "value")) == [(kind, value)]


def test_the_first_of_two_hidden_addresses_may_be_filled_in() -> None:
    hidden = "e-mail: Ten adres pocztowy jest chroniony przed spamowaniem."
    text = swapped(SMALL, "tel. 42 111 22 33", f"{hidden}\n{hidden}")
    load(text)
    Channel.objects.filter(position=1).update(value="muzea@kultura.example")
    before = everything()

    assert load(text).changes_nothing
    assert everything() == before


def test_a_box_of_the_office_is_shared_by_departments() -> None:
    common = "Biuro Podawcze\n\ntel. 42 111 22 44\n\n"
    load(common + SMALL)
    load(common + SMALL.replace("Departament Kultury", "Departament Zdrowia").replace("KM", "ZM").replace("KB", "ZB"))

    assert Contact.objects.of_office().count() == 1
    assert Contact.objects.count() == 3
