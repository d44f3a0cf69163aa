"""The page of one unit."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.growth import MOST_QUERIES
from publishing.document import Unit
from search import lettermark
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import (
    DEPARTMENT,
    DESK,
    OFFICE,
    PROMOTION,
    PUBLISHED,
    STALLS,
    department,
    put_in_force,
    soon,
)

pytestmark = pytest.mark.once

PATH = "/departament-proby/pri/"
LATER = PUBLISHED + timedelta(days=30)


def renamed(unit: Unit, **changes: str) -> Unit:
    return unit.model_copy(update=changes)


def test_it_works(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert page.said("h1") == ["Wydział Promocji"]
    assert page.one("title").text == "Wydział Promocji (PRI) – Departament Próby – BIP – Urząd Próbny"
    assert page.one("link", rel="canonical").attributes["href"] == f"http://testserver{PATH}"
    assert "Symbol na pismach PRI" in page.words
    assert "1. Nadzór w zakresie: 1) planów; 2) wniosków;" in page.words
    assert "W skład wydziału wchodzi: 1. Oddział Targów, PRI-T" in page.words
    assert "Metryczka" in page.words


def test_it_says_how_it_marks_letters(portal: None, reader: Reader) -> None:
    words = reader.read(PATH).words

    assert "Jej pisma zaczynają się symbolem PRI. Znak sprawy wygląda na przykład tak: PRI.0421.7.2026" in words
    assert "Jak oznacza pisma" not in reader.read(f"/departament-proby/{DESK.slug}/").words  # it has no symbol
    put_in_force(department(), at=LATER)
    put_in_force(department(intro="Za rok."), at=LATER, in_force_from=datetime(2027, 1, 1, tzinfo=UTC))
    assert "PRI.0421.7.2026" in reader.read(PATH).words
    assert "PRI.0421.7.2027" in reader.read("/departament-proby/wydania/3/pri/").words


def test_the_example_is_a_mark_that_the_search_reads() -> None:
    source = (Path(settings.BASE_DIR) / "templates" / "bip" / "unit.html").read_text(encoding="utf-8")
    example = re.sub(r"\{\{ year \}\}", "2026", re.search(r"<b>\{\{ unit.symbol \}\}([^<]+)</b>", source)[1])  # type: ignore[index]
    mark = lettermark.read(f"PRI-T{example}", {"pri-t"})

    assert mark and (mark.symbol, mark.year) == ("pri-t", 2026)


def test_without_a_head_of_its_own_it_names_the_nearest_above(portal: None, reader: Reader) -> None:
    assert "Kierownictwo Dyrektor: Maciej Łaski (Departament Próby)" in reader.read("/departament-proby/pri-t/").words
    assert "Maciej Łaski (Departament" not in reader.read(f"/departament-proby/{DESK.slug}/").words


def test_it_begins_with_what_it_does_in_short(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)
    short = page.words[: page.words.index("Symbol na pismach")]

    assert (
        "W skrócie: Nadzór w zakresie: planów, wniosków Promocja <b>& reklama</b> Wystawy Wszystkie zadania (4)"
        in short
    )
    assert {"#zadanie-d-one", "#Zadania"} <= set(page.links)
    assert {"zadanie-d-one", "Zadania"} <= set(page.ids)
    put_in_force(department(units=(renamed(PROMOTION, intro="Promuje region.\nDo zadań należy:"),)), at=LATER)
    words = reader.read(PATH).main.words
    assert words.count("Promuje region.") == 1
    assert words.index("Promuje region.") < words.index("Symbol na pismach") < words.index("Do zadań należy:")


def test_of_few_duties_nothing_is_made_short(portal: None, reader: Reader) -> None:
    assert "W skrócie" not in reader.read("/departament-proby/pri-t/").words


def test_names_and_symbols_of_the_past_stand_on_it(portal: None, reader: Reader) -> None:
    assert "Bez zmian od 2.03.2026, najstarszego stanu w tym portalu." in reader.read(PATH).words
    put_in_force(department(units=(renamed(PROMOTION, symbol="PM", slug="pm"), DESK)), at=LATER)
    page = reader.read("/departament-proby/pm/")

    assert "1.04.2026 Zmieniono symbol: wcześniej PRI, teraz PM. wydanie 2" in page.words
    assert "/departament-proby/wydania/1/pri/" in page.links


def test_where_nothing_changed_the_page_says_so(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert "Odkąd prowadzimy rejestr, nic się tu nie zmieniło." in page.words
    assert "/departament-proby/rejestr-zmian/?komorka=promo" in page.links


def test_it_leads_to_what_it_is_part_of(portal: None, reader: Reader) -> None:
    page = reader.read("/departament-proby/pri-t/")

    assert page.one("title").text.startswith("Oddział Targów (PRI-T) – Wydział Promocji – Departament Próby")
    assert page.links.count("/departament-proby/") == 3  # the menu, the breadcrumbs, and «Jest częścią»
    assert page.links.count(PATH) == 2
    assert "/departament-proby/#pri-t" in page.links


def test_without_contacts_of_its_own_it_has_those_above_and_the_common_ones(portal: None, reader: Reader) -> None:
    words = reader.read("/departament-proby/pri-t/").words

    assert "Kontakt - Departament Próby" in words
    assert "Biuro Podawcze" in words


def test_with_contacts_of_its_own_it_has_only_those(portal: None, reader: Reader) -> None:
    page = reader.read(f"/departament-proby/{DESK.slug}/")

    assert "Pokój rozliczeń pokój 12" in page.words
    assert "Biuro Podawcze" not in page.words
    assert "Symbol na pismach" not in page.words  # it has none
    assert "Główny Specjalista: wakat" in page.words


def test_capitals_lead_to_small_letters(portal: None, reader: Reader) -> None:
    answer = reader.get("/departament-proby/PRI-T/?druk=1")

    assert (answer.status_code, answer["Location"]) == (301, "/departament-proby/pri-t/?druk=1")


def test_a_missing_slash_is_added(portal: None, reader: Reader) -> None:
    answer = reader.get("/departament-proby/pri?druk=1")

    assert (answer.status_code, answer["Location"]) == (301, f"{PATH}?druk=1")


def test_a_form_is_not_led_on(portal: None, reader: Reader) -> None:
    assert reader.client.post("/departament-proby/pri").status_code == 404


@pytest.mark.parametrize("path", ["/nie-ma", "/departament-proby/nie-ma", "/nie/ma/takiej", "/nie-ma.ico", "/%00"])
def test_nobody_is_led_to_a_slash_behind_which_nothing_is(portal: None, reader: Reader, path: str) -> None:
    assert reader.read(path, status=404).said("h1") == ["Nie ma takiej strony"]


def test_a_symbol_with_polish_letters_leads_to_its_unit_too(db: None, reader: Reader, portal: None) -> None:
    put_in_force(department(units=(renamed(PROMOTION, symbol="OŚ", slug="os"),)), at=LATER)

    small = reader.get("/departament-proby/O%C5%9A/")
    assert (small.status_code, small["Location"]) == (301, "/departament-proby/o%C5%9B/")
    answer = reader.get(small["Location"])
    assert (answer.status_code, answer["Location"]) == (301, "/departament-proby/os/")
    assert "/departament-proby/" in reader.read("/departament-proby/o%C5%84/", status=404).links


def test_a_symbol_leads_to_the_address_of_its_unit(db: None, reader: Reader, portal: None) -> None:
    put_in_force(department(units=(renamed(PROMOTION, slug="wydzial-promocji"),)), at=LATER)
    answer = reader.get(PATH)

    assert (answer.status_code, answer["Location"]) == (301, "/departament-proby/wydzial-promocji/")


def test_an_old_symbol_leads_to_the_unit_s_present_address(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(renamed(PROMOTION, slug="pr", symbol="PR"), DESK)), at=LATER)
    answer = reader.get(PATH + "?a=b")

    assert (answer.status_code, answer["Location"]) == (301, "/departament-proby/pr/?a=b")


@pytest.mark.parametrize("symbol", ["PRI", "OŚ", "PRoW"])
def test_a_former_symbol_leads_to_the_unit_whatever_its_address(db: None, reader: Reader, symbol: str) -> None:
    put_in_force(OFFICE)
    put_in_force(department(units=(renamed(PROMOTION, slug="kancelaria", symbol=symbol),)))
    put_in_force(department(units=(renamed(PROMOTION, slug="kancelaria", symbol="KX"),)), at=LATER)
    answer = reader.get(f"/departament-proby/{quote(symbol.lower())}/")

    assert (answer.status_code, answer["Location"]) == (301, "/departament-proby/kancelaria/")


def test_an_old_address_leads_to_another_department(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(DESK,)), at=LATER)
    culture = Unit(key="culture", kind="departament", name="Kultura", slug="kultura", heading="", units=(PROMOTION,))
    put_in_force(department(culture), at=LATER)
    answer = reader.get(PATH)

    assert (answer.status_code, answer["Location"]) == (301, "/kultura/pri/")


def test_an_address_that_two_units_bore_leads_to_the_one_that_bore_it_last(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(renamed(DESK, slug="pri"),)), at=LATER)
    culture = Unit(key="culture", kind="departament", name="Kultura", slug="kultura", heading="", units=(PROMOTION,))
    put_in_force(department(culture), at=LATER)
    put_in_force(department(units=(renamed(DESK, slug="biurko"),)), at=LATER + timedelta(days=1))

    assert reader.get(PATH)["Location"] == "/departament-proby/biurko/"


def test_the_old_address_of_a_department_leads_on(portal: None, reader: Reader) -> None:
    put_in_force(department(slug="promocja"), at=LATER)

    assert reader.get("/departament-proby/")["Location"] == "/promocja/"
    assert reader.get("/departament-proby/pri-t/?x=1")["Location"] == "/promocja/pri-t/?x=1"


def test_a_unit_that_is_gone_says_until_when_it_was(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(DESK,)), at=LATER)
    page = reader.read(PATH, status=410)

    assert "była komórka Wydział Promocji (PRI)" in page.words
    assert "nr 1 (Departament Próby)" in page.words
    assert "Obowiązywało do 1.04.2026 11:30" in page.words
    assert "/departament-proby/" in page.links


@pytest.mark.parametrize("units", [(DESK,), ()], ids=["gone", "gone-with-all"])
def test_a_unit_that_is_gone_costs_a_new_worker_few_queries(
    portal: None, reader: Reader, units: tuple[Unit, ...]
) -> None:
    put_in_force(department(units=units), at=LATER)
    with CaptureQueriesContext(connection) as queries:
        reader.read(PATH, status=410)

    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize("symbol", ["xyz", "departament-proby", "zmiany"])
def test_a_wrong_symbol_offers_the_department(portal: None, reader: Reader, symbol: str) -> None:
    page = reader.read(f"/departament-proby/{symbol}/", status=404)

    assert page.said("h1") == ["Nie ma takiej strony"]
    assert "/departament-proby/" in page.links


def test_a_planned_address_is_not_there_yet(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(renamed(PROMOTION, slug="pr", symbol="PR"),)), in_force_from=soon())

    reader.read("/departament-proby/pr/", status=404)
    reader.read(PATH)


def test_a_unit_planned_to_go_is_still_there(portal: None, reader: Reader) -> None:
    put_in_force(department(units=(DESK,)), at=timezone.now(), in_force_from=soon())

    reader.read(PATH)


def test_the_department_s_own_slug_is_no_unit(portal: None, reader: Reader) -> None:
    assert DEPARTMENT.slug == "departament-proby"
    assert STALLS.slug == "pri-t"
    reader.read("/departament-proby/departament-proby/", status=404)
