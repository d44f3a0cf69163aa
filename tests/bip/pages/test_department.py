"""The page of a department."""

import pytest

from publishing.document import DepartmentDocument, Holder, Post
from tests.bip.harvester import addresses
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import (
    DEPARTMENT,
    DESK,
    EMAIL,
    OFFICE,
    PROMOTION,
    PUBLISHED,
    department,
    put_in_force,
    soon,
)

pytestmark = pytest.mark.once

PATH = "/departament-proby/"


def test_it_works(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert page.said("h1") == ["Departament Próby"]
    assert page.one("title").text == "Departament Próby – BIP – Urząd Próbny"
    assert page.one("html").attributes["lang"] == "pl"
    assert page.one("link", rel="canonical").attributes["href"] == f"http://testserver{PATH}"


def test_everything_stands_in_the_order_of_the_source(portal: None, reader: Reader) -> None:
    words = reader.read(PATH).source_words
    order = [
        "Menu kontekstowe",
        "Kontakt - Departament Próby",
        "al. Piłsudskiego 8 90-051 Łódź",
        "fax 42 663 36 02",
        "Biuro Podawcze",
        "tel. (42) 663 33 80",
        "tel.kom. 695 356 594",
        "e-Doręczenia: AE:PL-12345-67890-ABCDE-12",
        "Instrukcja obsługi BIP",
        "Dyrektor: Maciej Łaski",
        "Zastępca: p.o. Dorota Pisarska",
        "Sekretarz: wakat",
        "W skład departamentu wchodzą: 1. Wydział Promocji, PRI 2. Samodzielne Stanowisko ds. Rozliczeń Zadania:",
        "Do zadań należą sprawy w szczególności:",
        "I. Wydział Promocji, który oznacza pisma symbolem PRI:",
        "1. Nadzór w zakresie: 1) planów; 2) wniosków;",
        "2. Promocja <b>& reklama</b>; 2a. Wystawy; 3. Targi.",
        "I.1. Oddział Targów, który oznacza pisma symbolem PRI-T: 1. Targi.",
        "II. Samodzielne Stanowisko ds. Rozliczeń",
        "Jak przyjmujemy i załatwiamy sprawy Sprawy przyjmujemy w pokoju 1.",
        "Rejestry, ewidencje i archiwa rejestr umów rejestr wyjazdów",
        "Metryczka",
    ]
    at = 0
    for part in order:
        found = words.find(part, at)
        assert found >= 0, f"{part!r} is not in {words[at:]!r}"
        at = found + len(part)


def test_its_menu_leads_to_its_sections(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)
    inside = [link.removeprefix("#") for link in page.links if link.startswith("#")]

    assert {"Kierownictwo", "Sklad", "Zadania", "pri", "Sprawy", "Rejestry", "Metryczka"} <= set(inside)
    assert set(inside) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_its_units_stand_as_cards_with_head_and_number_of_duties(portal: None, reader: Reader) -> None:
    holders = (Holder(key="h9", person="Jan Bosy", acting=True),)
    led = PROMOTION.model_copy(update={"posts": (Post(key="chief", function="Kierownik", holders=holders),)})
    put_in_force(department(units=(led, DESK)), at=PUBLISHED.replace(month=7))
    cards = [" ".join(card.text.split()) for card in reader.read(PATH).all("p", class_="of-unit")]

    assert cards == ["Kierownik: p.o. Jan Bosy5 zadań", "Główny Specjalista: wakat"]  # those of PRI-T among the five


def test_every_duty_has_an_anchor_and_a_lasting_address(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)
    for key in ("d-one", "p-one", "p-two", "d-two", "d-own", "d-three", "d-stalls"):
        page.one("li", id=f"zadanie-{key}")
        link = page.one("a", href=f"/zadanie/{key}/")
        assert link.text == ""  # nothing between the words of the source
        assert link.attributes["aria-label"].startswith("Stały adres: PRI")


def test_lasting_addresses_are_told_apart(portal: None, reader: Reader) -> None:
    labels = [link.attributes["aria-label"] for link in reader.read(PATH).all("a", class_="here")]

    assert len(labels) == len(set(labels)) == 7
    assert "Stały adres: PRI, zadanie 1, punkt 2" in labels


def test_a_list_is_told_only_the_numbers_that_it_would_count_wrong(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert [item.attributes["value"] for item in page.all("li") if "value" in item.attributes] == ["2"]
    assert page.one("li", value="2").attributes["id"] == "zadanie-d-own"


def test_the_metryczka_of_a_first_edition(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)
    facts = dict(zip(page.said("dt"), page.said("dd"), strict=False))
    pairs = list(zip(page.said("dt")[3:], page.said("dd")[4:], strict=True))

    assert "Dyrektor:" in facts
    assert pairs[:8] == [
        ("Główny Specjalista:", "wakat"),
        ("Podmiot udostępniający", "Urząd Próbny"),
        ("Wytworzył", "Jan Wytwórca"),
        ("Data wytworzenia", "27.02.2026"),
        ("Odpowiada za treść", "Maciej Łaski"),
        ("Opublikował w BIP", "Ewa Wydawca"),
        ("Data opublikowania", "02.03.2026 10:30"),  # the clock of Warsaw, not of UTC
        ("Podstawa prawna", "Uchwała nr 5"),
    ]
    assert ("Wydanie", "1") in pairs
    assert "Obowiązuje od" not in page.words
    assert "Ostatnio zaktualizował" not in page.words


def test_the_metryczka_of_a_later_edition_keeps_the_first_publication(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy wstęp:"), at=PUBLISHED.replace(month=7))
    words = reader.read(PATH).words

    assert "Opublikował w BIP Ewa Wydawca Data opublikowania 02.03.2026 10:30" in words
    assert "Ostatnio zaktualizował Olga Następna Data ostatniej aktualizacji 02.07.2026 11:30" in words
    assert "Wydanie 2" in words


def test_an_edition_that_readers_have_not_seen_yet_is_no_part_of_the_metryczka(db: None, reader: Reader) -> None:
    put_in_force(OFFICE)
    put_in_force(department(), in_force_from=soon())
    put_in_force(department(intro="Już dziś."))
    words = reader.read(PATH).words

    assert "Opublikował w BIP Olga Następna" in words
    assert "Ewa Wydawca" not in words
    assert "Ostatnio zaktualizował" not in words


def test_a_planned_edition_is_not_shown(portal: None, reader: Reader) -> None:
    """It is announced, folded, above the page; the page itself says what is in force."""
    put_in_force(department(intro="Wstęp z przyszłości:"), in_force_from=soon())
    page = reader.read(PATH)

    assert page.one("details", class_="announcement").text.count("przyszłości") == page.words.count("przyszłości") == 1
    assert "Do zadań należą sprawy w szczególności:" in page.said("p")


def test_what_is_empty_is_not_named(db: None, reader: Reader) -> None:
    put_in_force(OFFICE)
    bare = DEPARTMENT.model_copy(
        update={"posts": (), "contacts": (), "units": (), "intro": "", "handling": "", "registers": ""}
    )
    put_in_force(DepartmentDocument(unit=bare))
    words = reader.read(PATH).words

    for label in ("Kierownictwo", "W skład", "Zadania", "tel.", "e-mail", "Jak przyjmujemy", "Rejestry", "pokój"):
        assert label not in words, label


def test_a_common_contact_that_the_office_dropped_is_not_shown(portal: None, reader: Reader) -> None:
    put_in_force(OFFICE.model_copy(update={"contacts": ()}))

    assert "Biuro Podawcze" not in reader.read(PATH).words


def test_no_address_is_there_to_be_harvested(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert not addresses(page.source)
    assert "mailto" not in page.source
    assert EMAIL.partition("@")[0] not in page.source
    assert page.one("form", method="post").attributes == {"method": "post", "action": "/kontakt/common/#adres"}
    assert page.main.said("button") == ["Pokaż adres – Biuro Podawcze", "Pokaż"]


def test_it_has_no_script_of_its_own_and_no_inline_style(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)
    data, *scripts = sorted(page.all("script"), key=lambda script: "src" in script.attributes)

    assert data.attributes == {"type": "application/ld+json"}
    assert [(script.attributes, script.text) for script in scripts] == [
        ({"src": "/static/js/site.js", "defer": ""}, "")
    ]
    assert not page.all("style")
    assert not [element for element in page.elements if "style" in element.attributes]
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]


@pytest.mark.parametrize("query", ["?utm_source=x", "?q=%22%3E%3Cscript%3E"])
def test_a_query_does_not_break_it(portal: None, reader: Reader, query: str) -> None:
    page = reader.read(PATH + query)

    assert page.one("link", rel="canonical").attributes["href"] == f"http://testserver{PATH}"
    assert "<script>" not in page.source
