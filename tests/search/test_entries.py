"""Everything that can be pointed to can be found; e-mail addresses and documents of an unknown kind cannot."""

from datetime import date
from typing import Any, cast

import pytest

from publishing.document import Channel, Contact, Declaration, PageDocument
from search.entries import Entry, entries_of
from search.query import Query
from search.ranking import rank
from search.shelf import Shelf
from tests.bip.pages.record import BOX, DEPARTMENT, OFFICE, department

STATED = Declaration(
    site_published_on=date(2026, 1, 1),
    site_updated_on=date(2026, 1, 1),
    status="zgodna",
    prepared_on=date(2026, 1, 1),
    contact="Jan Dostępny",
    email="dostepnosc@urzad.example",
    phone="42 111 22 33",
    phone_link="tel:+48421112233",
    architecture="Podjazd od ulicy.",
    communication="Tłumacz języka **migowego** online.",
)
PAGES = (
    PageDocument(
        key="help", kind="instruction", title="Instrukcja", slug="instrukcja", body="## Druk\n\nTo [menu](/)."
    ),
    PageDocument(key="editors", kind="editorial", title="Redakcja", slug="redakcja"),
    PageDocument(key="stated", kind="declaration", title="Deklaracja", slug="deklaracja", declaration=STATED),
)


def entries(*more: Any) -> list[Entry]:
    return list(entries_of(OFFICE, [department(), *more]))


def found(words: str, *more: Any) -> list[str]:
    every = entries(*more)
    return [every[hit.number].key for hit in rank(Shelf(every), Query.of(words).words).hits]


def test_everything_has_an_entry_in_the_order_of_the_page() -> None:
    keys = [entry.key for entry in entries(*PAGES)]

    assert keys == [
        *("dept", "head", "vice", "third", "box"),
        *("d-one", "p-one", "p-two", "d-two", "d-own", "d-three", "promo", "d-stalls", "stalls"),
        *("desk", "clerk", "desk-box"),
        *("help", "editors", "stated"),
        "common",
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("nadzór planów", "p-one"),
        ("wystawa", "d-own"),
        ("uchwała 7", "d-three"),
        ("oddział targów", "stalls"),
        ("departament próby", "dept"),
        ("rejestr umów", "dept"),
        ("rozliczenia", "desk"),
        ("Łaskiego", "head"),
        ("Pisarskiej", "vice"),
        ("sekretarz", "third"),
        ("pokój 12", "desk-box"),
        ("faks", "box"),
        ("Piłsudskiego 8", "box"),
        ("email", "common"),
        ("AE:PL-12345-67890-ABCDE-12", "common"),
        ("menu", "help"),
        ("Anna Redaktor", "editors"),
        ("migowy", "stated"),
        ("podjazd", "stated"),
    ],
)
def test_by_what_it_is_found(words: str, key: str) -> None:
    assert found(words, *PAGES)[0] == key


def test_a_point_stands_in_its_duty() -> None:
    point = next(entry for entry in entries() if entry.key == "p-two")

    assert (point.kind, point.number, point.symbol) == ("duty", "1", "PRI")
    assert point.duty == DEPARTMENT.units[0].duties[0]


def test_a_department_knows_the_common_contacts_it_refers_to() -> None:
    assert {entry.common for entry in entries() if entry.line} == {OFFICE.contacts}


def test_no_text_holds_an_e_mail_address() -> None:
    channel = Channel(key="c", kind="e-mail", value="b@urzad.example")
    box = Contact(key="b", title="Pisz: a@urzad.example", channels=(channel,))
    unit = DEPARTMENT.model_copy(update={"intro": "Skrzynka c@urzad.example", "contacts": (BOX, box)})
    page = PageDocument(key="p", kind="other", title="d@urzad.example", slug="p", body="<e@urzad.example>")
    texts = [field.text for entry in entries_of(OFFICE, [department(unit), page, *PAGES]) for field in entry.fields]

    assert "Skrzynka [adres e-mail]" in texts
    assert not [text for text in texts if "@" in text]


def test_an_unknown_kind_of_document_is_left_out() -> None:
    assert entries(cast("Any", object())) == entries()
