"""The statement of accessibility (LAW S5): identifiers and headings of version 2.0, as docs/law.md lists them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.bip.pages.reader import Element, Page, Reader
from tests.bip.pages.record import DECLARATION, put_in_force

pytestmark = pytest.mark.once
LAW = Path(__file__).resolve().parents[3] / "docs" / "law.md"
ROW = re.compile(r"^\| `(a11y-[\w-]+)` \| ([^|]+) \| [^|]+ \| (.+) \|$", re.MULTILINE)
IDENTIFIERS = {row[0]: (row[1], re.findall(r"`(\w+)", row[2])) for row in ROW.findall(LAW.read_text(encoding="utf-8"))}
PATH = "/deklaracja-dostepnosci/"
EVERYTHING = {
    "status": "niezgodna",
    "excessive_cost": "Wymiana skanów kosztowałaby więcej niż prowadzenie biuletynu przez rok.",
    "reviewed_on": date(2026, 6, 7),
    "information": "Strona działa bez skryptów.",
    "shortcuts": ("Alt + 1: menu",),
    "applications": ("Urząd w telefonie, dla systemu Android",),
    "architecture_url": "https://urzad.example/budynek",
    "excluded": ("Mapy.",),
}
HEADINGS = [
    "Deklaracja dostępności",
    "Stan dostępności cyfrowej",
    "Niedostępne treści",
    "Przygotowanie deklaracji dostępności i jej aktualizacja",
    "Udogodnienia, ograniczenia i inne informacje",
    "Skróty klawiszowe",
    "Informacje zwrotne i dane kontaktowe",
    "Obsługa wniosków i skarg związanych z dostępnością",
    "Pozostałe informacje",
    "Aplikacje mobilne",
    "Dostępność architektoniczna",
    "Dostępność komunikacyjno-informacyjna",
]
OPTIONAL = {"Udogodnienia, ograniczenia i inne informacje", "Skróty klawiszowe", "Aplikacje mobilne"}


def stated(reader: Reader, **facts: Any) -> Page:
    said = DECLARATION.declaration
    assert said
    put_in_force(DECLARATION.model_copy(update={"declaration": said.model_copy(update=facts)}))
    return reader.read(PATH)


def identified(page: Page) -> list[Element]:
    return [element for element in page.elements if element.attributes.get("id", "").startswith("a11y-")]


def headings(page: Page) -> list[str]:
    """The statement's own, in the order of the page."""
    found = [" ".join(e.text.split()) for e in page.elements if e.tag in {"h1", "h2", "h3"}]
    return [heading for heading in found if heading in HEADINGS]


def is_mandatory(name: str) -> bool:
    status: str = IDENTIFIERS[name][0]
    return status == "mandatory"


def test_it_works(portal: None, reader: Reader) -> None:
    page = stated(reader)

    assert page.said("h1") == ["Deklaracja dostępności"]
    assert "częściowo zgodna" in page.words


@pytest.mark.parametrize("facts", [{}, EVERYTHING], ids=["the least", "everything"])
def test_each_identifier_stands_once_in_order_on_its_element(
    portal: None, reader: Reader, facts: dict[str, Any]
) -> None:
    page = stated(reader, **facts)
    expected = [name for name in IDENTIFIERS if facts or is_mandatory(name)]

    assert len(IDENTIFIERS) == 18
    assert [element.attributes["id"] for element in identified(page)] == expected
    for element in identified(page):
        assert element.tag in IDENTIFIERS[element.attributes["id"]][1], element.attributes["id"]
        assert element.text.strip(), element.attributes["id"]


def test_each_wraps_what_it_names(portal: None, reader: Reader) -> None:
    page = stated(reader, **EVERYTHING)
    said = {e.attributes["id"]: (" ".join(e.text.split()), e.attributes) for e in identified(page)}

    assert said["a11y-podmiot"][0] == "Urząd Próbny"
    assert said["a11y-zakres"][0] == "strony internetowej"
    assert said["a11y-url"] == ("http://testserver/", {"id": "a11y-url", "href": "http://testserver/"})
    assert said["a11y-kontakt"][0] == "Ewa Dostępna"
    assert said["a11y-email"][0] == "dostepnosc@urzad.example"
    assert said["a11y-email"][1]["href"] == "mailto:dostepnosc@urzad.example"
    assert said["a11y-telefon"][1]["href"] == "tel:+48426633000"
    assert said["a11y-architektura-url"][1]["href"] == "https://urzad.example/budynek"
    days = {name: attributes["datetime"] for name, (_, attributes) in said.items() if "datetime" in attributes}
    assert days == {
        "a11y-data-publikacja": "2026-01-02",
        "a11y-data-aktualizacja": "2026-03-04",
        "a11y-data-sporzadzenie": "2026-03-05",
        "a11y-data-przeglad": "2026-06-07",
    }


def test_headings_stand_in_the_order_of_the_law(portal: None, reader: Reader) -> None:
    assert headings(stated(reader, **EVERYTHING)) == HEADINGS


def test_what_does_not_apply_has_no_heading(portal: None, reader: Reader) -> None:
    assert headings(stated(reader)) == [heading for heading in HEADINGS if heading not in OPTIONAL]


@pytest.mark.parametrize(
    ("status", "words", "lists"),
    [("zgodna", "zgodna", False), ("czesciowo", "częściowo zgodna", True), ("niezgodna", "niezgodna", True)],
)
def test_the_state_brings_its_list(portal: None, reader: Reader, status: str, words: str, lists: bool) -> None:
    page = stated(reader, status=status)

    assert page.one("p", id="a11y-status").text.count(f"jest {words} ") == 1
    assert ("Niedostępne treści" in page.said("h2")) is lists
    assert ("Filmy bez audiodeskrypcji." in page.words) is lists


def test_its_texts_are_markdown_and_no_html(portal: None, reader: Reader) -> None:
    page = stated(reader, architecture="Wejście jest **płaskie**. <script>alert(1)</script>", contact="<b>Ewa</b>")

    assert "płaskie" in page.said("strong")
    assert page.one("span", id="a11y-kontakt").text == "<b>Ewa</b>"
    assert "<script>alert" not in page.source


def test_an_earlier_one_can_be_read(portal: None, reader: Reader) -> None:
    stated(reader)
    stated(reader, status="zgodna")

    assert "częściowo zgodna" in reader.read(f"{PATH}wydania/1/").words
    assert "stan dostępności" in reader.read(f"{PATH}wydania/2/zmiany/").words
