"""Everything that can be pointed to can be found; e-mail addresses and documents of an unknown kind cannot."""

from datetime import date
from functools import cache
from typing import Any, cast

import pytest

from publishing.document import Channel, Contact, Declaration, Officer, PageDocument
from search.entries import WEIGHTS, Entry, beside, entries_of
from search.query import Query
from tests.bip.pages.record import BOX, DEPARTMENT, OFFICE, department
from tests.search.shelves import Thing, Told, text_of

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
    return [entry for document in (department(), *more, OFFICE) for entry in entries_of(document)]


def thing(entry: Entry) -> Thing:
    helping = (text_of(field, helping=True) for field in (*entry.helping, *(beside(entry.line) if entry.line else ())))
    return Thing((*map(text_of, entry.fields), *helping), WEIGHTS[entry.kind])


@cache
def told() -> Told:
    return Told([thing(entry) for entry in entries(*PAGES)])


def found(words: str) -> list[str]:
    return [entries(*PAGES)[at].key for at in told().ranked(" ".join(Query.of(words).words))]


def test_everything_has_an_entry_in_the_order_of_the_page() -> None:
    keys = [entry.key for entry in entries(*PAGES)]

    assert keys == [
        *("dept", "head", "vice", "third", "box"),
        *("d-one", "p-one", "p-two", "d-two", "d-own", "d-three", "promo", "d-stalls", "stalls"),
        *("desk", "clerk", "desk-box"),
        *("help", "editors", "stated"),
        *("redaktor-0", "common"),
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
        ("Anna Redaktor", "redaktor-0"),
        ("redakcja BIP", "redaktor-0"),
        ("redakcja", "editors"),
        ("migowy", "stated"),
        ("podjazd", "stated"),
    ],
)
def test_by_what_it_is_found(words: str, key: str) -> None:
    assert found(words)[0] == key


def test_a_point_stands_in_its_duty() -> None:
    point = next(entry for entry in entries() if entry.key == "p-two")

    assert (point.kind, point.number, point.symbol) == ("duty", "1", "PRI")
    assert point.duty == DEPARTMENT.units[0].duties[0]


def test_only_officers_whose_part_is_known_are_found() -> None:
    officers = [Officer(role="iod", name="Jan Inspektor", phone="42 1"), Officer(role="inny", name="Ktoś Inny")]
    found = [*entries_of(OFFICE.model_copy(update={"officers": officers, "contacts": ()}))]

    assert [(entry.kind, entry.key, [field.text for field in entry.fields]) for entry in found] == [
        ("post", "iod-0", ["Inspektor ochrony danych", "Jan Inspektor", "42 1"])
    ]


def test_telephones_are_digits_without_the_country() -> None:
    phones = {entry.key: entry.phones for entry in entries(*PAGES) if entry.phones}

    assert phones == {
        "box": ("426633602",),
        "stated": ("421112233",),
        "redaktor-0": ("426633000",),
        "common": ("426633380", "695356594"),
    }


def test_no_text_holds_an_e_mail_address() -> None:
    channel = Channel(key="c", kind="e-mail", value="b@urzad.example")
    box = Contact(key="b", title="Pisz: a@urzad.example", channels=(channel,))
    unit = DEPARTMENT.model_copy(update={"intro": "Skrzynka c@urzad.example", "contacts": (BOX, box)})
    page = PageDocument(key="p", kind="other", title="d@urzad.example", slug="p", body="<e@urzad.example>")
    every = [entry for document in (OFFICE, department(unit), page, *PAGES) for entry in entries_of(document)]
    texts = [field.text for entry in every for field in (*entry.fields, *entry.helping)]

    assert "Skrzynka [adres e-mail]" in texts
    assert not [text for text in texts if "@" in text]


def test_an_unknown_kind_of_document_is_left_out() -> None:
    assert list(entries_of(cast("Any", object()))) == []
