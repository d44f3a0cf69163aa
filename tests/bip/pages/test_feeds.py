"""Atom feeds of the register: valid, with ids that stay."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils.dateparse import parse_datetime

from publishing.models import Edition
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import OFFICE, PUBLISHED, department, put_in_force, soon, withdraw

pytestmark = pytest.mark.once

PATH = "/departament-proby/rejestr-zmian/atom.xml"
LATER = PUBLISHED + timedelta(days=30)
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(reader: Reader, path: str = PATH) -> ElementTree.Element:
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def test_it_has_what_atom_asks_of_a_feed_and_of_each_entry(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy <wstęp> & inne."), at=LATER, reason="Powód <b>& inne</b>.")
    found = feed(reader)
    entries = found.findall(f"{ATOM}entry")

    assert text(found, "title") == "Rejestr zmian – Departament Próby"
    assert text(found, "id") == "http://testserver/departament-proby/rejestr-zmian/"
    assert parse_datetime(text(found, "updated")) == LATER
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Urząd Próbny"
    assert {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")} == {
        "alternate": "http://testserver/departament-proby/rejestr-zmian/",
        "self": f"http://testserver{PATH}",
    }
    assert [text(entry, "title") for entry in entries] == [
        "Departament Próby: wydanie 2",
        "Departament Próby: wydanie 1",
    ]
    for entry, number in zip(entries, (2, 1), strict=True):
        edition = Edition.objects.get(key="dept", number=number)
        assert text(entry, "id") == f"urn:sha256:{edition.digest}"
        assert parse_datetime(text(entry, "updated")) == edition.published_at
        link = entry.find(f"{ATOM}link")
        assert link is not None
        reader.read((link.get("href") or "").removeprefix("http://testserver"))
    summary = entries[0].find(f"{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"
    assert summary.text == (
        "<p>Powód: Powód &lt;b&gt;&amp; inne&lt;/b&gt;.</p><p>Departament Próby: Departament – wstęp do zadań</p>"
    )


def test_that_of_all_holds_the_office_too(portal: None, reader: Reader) -> None:
    titles = [text(entry, "title") for entry in feed(reader, "/rejestr-zmian/atom.xml").findall(f"{ATOM}entry")]

    assert titles == [
        "Departament Próby: wydanie 1",
        "Instrukcja korzystania z BIP: wydanie 1",
        "Urząd Próbny: wydanie 1",
    ]


def test_what_is_planned_or_withdrawn_says_so(portal: None, reader: Reader) -> None:
    secret = put_in_force(department(intro="Tajny."), at=LATER)
    put_in_force(department(intro="Przyszły."), at=LATER + timedelta(days=1), in_force_from=soon())
    first, second, _ = feed(reader).findall(f"{ATOM}entry")
    assert text(first, "title") == "Departament Próby: wydanie 3 (zaplanowane)"
    withdrawal = withdraw(secret)
    found = feed(reader)
    _, second, _ = found.findall(f"{ATOM}entry")

    assert text(second, "title") == "Departament Próby: wydanie 2 (wycofane)"
    assert text(second, "summary") == "<p>Wydanie wycofano z BIP. Powód: Treść nie była jawna.</p>"
    assert parse_datetime(text(second, "updated")) == withdrawal.at
    assert "Tajny" not in ElementTree.tostring(found, "unicode")


def test_an_entry_is_updated_when_its_edition_comes_into_force(portal: None, reader: Reader) -> None:
    edition = put_in_force(department(intro="Przyszły."), at=LATER, in_force_from=soon())
    entry, _ = feed(reader).findall(f"{ATOM}entry")
    assert parse_datetime(text(entry, "updated")) == LATER
    with time_machine.travel(edition.in_force_from + timedelta(hours=1), tick=False):
        found = feed(reader)
    entry, _ = found.findall(f"{ATOM}entry")

    assert text(entry, "title") == "Departament Próby: wydanie 2"
    assert parse_datetime(text(entry, "updated")) == edition.in_force_from
    assert parse_datetime(text(found, "updated")) == edition.in_force_from


def test_a_reason_with_a_character_that_xml_has_not_breaks_nothing(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy."), at=LATER, reason="Wklejone\x0b\x00 z edytora.".replace("\x00", ""))

    assert "Wklejone z edytora." in text(feed(reader).findall(f"{ATOM}entry")[0], "summary")


def test_it_says_nothing_of_now_and_is_kept(portal: None, reader: Reader) -> None:
    first, again = reader.get(PATH), reader.get(PATH)

    assert first.content == again.content
    assert first["ETag"] == again["ETag"]
    assert reader.get(PATH, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    assert not re.search(rb"<script", first.content)


@pytest.mark.django_db
def test_addresses_are_not_given_away(reader: Reader) -> None:
    put_in_force(OFFICE)
    boxes = OFFICE.contacts[0].model_dump()
    boxes["channels"][0]["value"] = "nowy@urzad.example"
    put_in_force(OFFICE.model_validate(OFFICE.model_dump() | {"contacts": [boxes]}), at=LATER)

    assert b"@" not in reader.get("/rejestr-zmian/atom.xml").content
