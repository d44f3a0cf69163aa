"""The register of changes: of one department, of all; filtered, paged."""

from datetime import timedelta

import pytest
import time_machine

from publishing.history import PER_PAGE
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
    withdraw,
)

PATH = "/departament-proby/rejestr-zmian/"
LATER = PUBLISHED + timedelta(days=30)


def reworded(text: str) -> tuple[object, ...]:
    duty = PROMOTION.duties[1].model_copy(update={"text": text})
    duties = (PROMOTION.duties[0], duty, *PROMOTION.duties[2:])
    return (PROMOTION.model_copy(update={"duties": duties}), DESK)


def test_it_tells_what_changed_when_why_by_whom_and_on_what_basis(portal: None, reader: Reader) -> None:
    put_in_force(
        department(units=reworded("Promocja <b>i reklama</b>;")),
        at=LATER,
        reason="Nowy regulamin.",
        approved_by="Zofia Zatwierdzająca",
    )
    page = reader.read(PATH)
    entry = page.words[page.words.index("Wydanie 2") : page.words.index("Wydanie 1")]

    for part in (
        "Opublikowano 1.04.2026 11:30",
        "Obowiązuje od 1.04.2026 11:30",
        "Rodzaj zmiana",
        "Powód Nowy regulamin.",
        "Podstawa prawna Uchwała nr 5",
        "Wytworzył Jan Wytwórca, 27.02.2026",
        "Odpowiada za treść Maciej Łaski",
        "Zatwierdził Zofia Zatwierdzająca",
        "Opublikował w BIP Olga Następna",
        "Wydział Promocji (PRI) Zadanie 2 – brzmienie: Promocja [usunięto: <b>& ][dodano: <b>i ]reklama</b>;",
    ):
        assert part in entry, part
    assert page.said("ins") == ["[dodano: <b>i ]"]
    assert "https://urzad.example/uchwala-5" in page.links
    assert page.one("a", href="/departament-proby/wydania/2/zmiany/")
    assert "Pierwsze wydanie." in page.words


def test_of_many_changes_the_first_few_are_told(portal: None, reader: Reader) -> None:
    changed = department(intro="A", handling="B", registers="C", heading="D", worded=True, symbol="DP", name="Inny")
    put_in_force(changed, at=LATER)
    page = reader.read(PATH)

    assert len(page.all("p", class_="reworded")) == 5
    assert page.one("a", href="/departament-proby/wydania/2/zmiany/").text.startswith("Wszystkie różnice (jeszcze 1)")
    assert (
        len(reader.read("/departament-proby/wydania/2/zmiany/").all("p", class_="reworded")) == 5
    )  # the symbol is told whole


def test_a_planned_edition_is_marked(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy."), in_force_from=soon())

    assert "zaplanowane" in reader.read(PATH).said("span")


def test_a_plan_that_was_renewed_is_planned_no_more(portal: None, reader: Reader) -> None:
    day = soon()
    put_in_force(department(intro="Plan."), at=LATER, in_force_from=day)
    put_in_force(department(intro="Lepszy plan."), at=LATER + timedelta(days=1), in_force_from=day)
    replaced = "zastąpione, zanim zaczęło obowiązywać"
    for at, state in ((day - timedelta(days=1), ["zaplanowane"]), (day + timedelta(days=1), [])):
        with time_machine.travel(at, tick=False):
            page = reader.read(PATH)
            second = page.words.split("Opublikowano ")[-2]
            recent = reader.read("/departament-proby/").words.rpartition("Ostatnie zmiany")[2]
        tags = [element.text for element in page.all("span", class_="tag")]
        assert tags == [*state, replaced], at
        assert f"Rodzaj zmiana, {replaced}" in second, at
        assert "Różnice – wydanie 2" not in recent, at
        assert replaced in reader.get(f"{PATH}atom.xml").content.decode(), at


def test_the_register_of_all_tells_of_the_office_and_the_departments(portal: None, reader: Reader) -> None:
    put_in_force(OFFICE.model_copy(update={"seat": "Nowa siedziba"}), at=LATER)
    page = reader.read("/rejestr-zmian/")

    assert page.said("h2") == [
        "Urząd Próbny, wydanie 2",
        "Departament Próby, wydanie 1",
        "Instrukcja korzystania z BIP, wydanie 1",
        "Urząd Próbny, wydanie 1",
    ]
    assert {"/wydania/2/", "/departament-proby/wydania/1/", "/instrukcja/wydania/1/"} <= set(page.links)
    assert "Urząd – siedziba:" in page.words


def test_of_a_department_that_is_only_planned_there_is_no_page_to_lead_to(portal: None, reader: Reader) -> None:
    planned = DEPARTMENT.model_copy(update={"key": "new", "slug": "nowy", "name": "Departament Nowy", "units": ()})
    put_in_force(department(planned), in_force_from=soon())
    page = reader.read("/rejestr-zmian/")

    assert "Departament Nowy, wydanie 1 zaplanowane" in page.said("h2")
    assert not [link for link in page.links if "nowy" in link]


@pytest.fixture
def varied(portal: None) -> None:
    """Editions of every kind, each on a day of its own."""
    put_in_force(department(units=reworded("Promocja;")), at=LATER, reason="Drobna.", kind="minor")
    put_in_force(department(intro="Inny wstęp."), at=LATER + timedelta(days=10), reason="Sprostowana.", corrects=2,
                 kind="correction")  # fmt: skip
    put_in_force(OFFICE.model_copy(update={"seat": "Tu."}), at=LATER + timedelta(days=20), kind="emergency")


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize(
    ("query", "headings"),
    [
        ("", ["Urząd Próbny, wydanie 2", "Departament Próby, wydanie 3", "Departament Próby, wydanie 2",
              "Departament Próby, wydanie 1", "Instrukcja korzystania z BIP, wydanie 1", "Urząd Próbny, wydanie 1"]),
        ("departament=instrukcja", ["Instrukcja korzystania z BIP, wydanie 1"]),
        ("departament=urzad", ["Urząd Próbny, wydanie 2", "Urząd Próbny, wydanie 1"]),
        ("departament=departament-proby&rodzaj=zmiana", ["Departament Próby, wydanie 1"]),
        ("rodzaj=pilna", ["Urząd Próbny, wydanie 2"]),
        ("rodzaj=sprostowanie", ["Departament Próby, wydanie 3"]),
        ("od=2026-04-01&do=2026-04-01", ["Departament Próby, wydanie 2"]),
        ("od=2026-04-02&do=2026-04-10", []),
        ("od=2026-04-21", ["Urząd Próbny, wydanie 2"]),
        ("do=0001-01-01", []),
        ("od=9999-12-31", []),
        ("strona=2", []),
        ("strona=100000", []),
    ],
)  # fmt: skip
def test_filters(reader: Reader, query: str, headings: list[str]) -> None:
    page = reader.read(f"/rejestr-zmian/?{query}")

    assert page.said("h2") == headings
    if not headings:
        assert "pokaż wszystkie wpisy" in page.words or "Na tej stronie rejestru nie ma już wpisów" in page.words


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize(("unit", "editions"), [("promo", ["2", "3"]), ("dept", ["3"]), ("desk", []), ("nieznana", [])])
def test_a_department_s_register_is_filtered_by_unit(reader: Reader, unit: str, editions: list[str]) -> None:
    page = reader.read(f"{PATH}?komorka={unit}")

    assert sorted(heading.split()[-1] for heading in page.said("h2")) == editions
    assert page.one("option", selected="", value=unit)


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize(
    ("query", "told", "kept"),
    [
        ("od=2026-02-30", "To nie jest data.", 'value="2026-02-30"'),
        ("od=31.02.2026", "To nie jest data. Wpisz ją tak: 31.03.2026.", 'value="31.02.2026"'),
        ("od=2026-05-01&do=2026-04-01", "Początek okresu jest późniejszy", 'value="2026-05-01"'),
        ("rodzaj=inny", "Wybierz poprawną wartość", ""),
        ("departament=nie-ma", "Wybierz poprawną wartość", ""),
        ("strona=0", "", ""),
        ("strona=99999999999999999999", "", ""),
        ("strona=x", "", ""),
        ("od=%00&rodzaj=%22%3E%3Cscript%3E", "", ""),
    ],
)
def test_wrong_filters_are_told_and_what_was_typed_is_kept(reader: Reader, query: str, told: str, kept: str) -> None:
    page = reader.read(f"/rejestr-zmian/?{query}")

    assert told in page.words
    assert kept in page.source
    assert "<script>" not in page.source


def test_a_day_may_be_typed_as_people_write_it(portal: None, reader: Reader) -> None:
    put_in_force(department(intro="Nowy."), at=LATER)
    page = reader.read(f"{PATH}?od=1.04.2026")

    assert page.said("h2") == ["Wydanie 2"]
    field = page.one("input", name="od").attributes
    assert (field["type"], field["value"]) == ("text", "1.04.2026")


def test_it_has_pages(portal: None, reader: Reader) -> None:
    for day in range(PER_PAGE + 1):
        put_in_force(department(intro=f"Wstęp {day}"), at=LATER + timedelta(days=day))
    first = reader.read(f"{PATH}?rodzaj=zmiana")
    second = reader.read(PATH + first.one("a", rel="next").attributes["href"])

    assert len(first.said("h2")) == PER_PAGE
    assert second.said("h2") == ["Wydanie 2", "Wydanie 1"]
    assert second.one("a", rel="prev").attributes["href"] == "?rodzaj=zmiana&strona=1"
    assert not second.all("a", rel="next")
    assert second.said("title")[0].startswith("Rejestr zmian, strona 2 – Departament Próby")


def test_a_withdrawn_edition_stays_with_the_reason_and_without_what_it_changed(portal: None, reader: Reader) -> None:
    told = "Wstęp brzmi: „Tajny wstęp.”"  # the form proposes the differences as the reason
    edition = put_in_force(department(intro="Tajny wstęp."), at=LATER, reason=told)
    put_in_force(department(intro="Jawny wstęp."), at=LATER + timedelta(days=1))
    withdraw(edition)
    for path in (PATH, "/rejestr-zmian/"):
        page = reader.read(path)

        assert "wycofane" in page.said("span")
        assert "Treść nie była jawna." in page.words
        assert "Tajny" not in page.source  # nor as what the next one took out
        assert "poprzednie wydanie wycofano" in page.words


def test_an_e_mail_address_that_changed_is_not_given_away(portal: None, reader: Reader) -> None:
    boxes = OFFICE.contacts[0].model_dump()
    boxes["channels"][0]["value"] = "nowy@urzad.example"
    put_in_force(OFFICE.model_validate(OFFICE.model_dump() | {"contacts": [boxes]}), at=LATER)
    page = reader.read("/rejestr-zmian/?departament=urzad")

    assert "[usunięto: [adres e-mail]][dodano: [adres e-mail]]" in page.words
    assert EMAIL not in page.source
    assert "nowy" not in page.source


def test_it_names_its_feed(portal: None, reader: Reader) -> None:
    for path in ("/rejestr-zmian/", PATH):
        feed = reader.read(path).one("link", rel="alternate")
        assert feed.attributes["href"] == f"{path}atom.xml"
        assert feed.attributes["type"] == "application/atom+xml"


def test_every_page_leads_to_it(portal: None, reader: Reader) -> None:
    assert "/rejestr-zmian/" in reader.read("/instrukcja/").links
    assert PATH in reader.read("/departament-proby/").links
    assert f"{PATH}?komorka=promo" in reader.read("/departament-proby/pri/").links


def test_a_unit_that_is_no_text_is_none(portal: None, reader: Reader) -> None:
    """PostgreSQL takes no NUL: it was a fault of the server."""
    assert "Żaden wpis" not in reader.read(f"{PATH}?komorka=%00").words
    assert "Żaden wpis" not in reader.read("/rejestr-zmian/?departament=%00").words
