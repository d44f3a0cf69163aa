"""The search page: each result is the thing itself with the way to its unit, and no question ends the way."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from publishing.document import Contact, Duty
from search.services.indexing import catch_up
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import (
    BOX,
    DECLARATION,
    EDITORIAL,
    EMAIL,
    PUBLISHED,
    department,
    put_in_force,
    withdraw,
)
from tests.bip.pages.searching import PATH, facts, results, search, words
from tests.worlds import kept

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("indexed")]


@kept
def written(indexed: None) -> None:
    """Pages that editors wrote."""
    put_in_force(EDITORIAL)
    put_in_force(DECLARATION)
    catch_up()


def test_a_duty_is_shown_with_its_unit_head_and_telephone(reader: Reader) -> None:
    box = BOX.model_copy(update={"opening_hours": "pon.–pt. 8–16"})
    put_in_force(department(contacts=(box,)))
    page = search(reader, "wystawa")
    (result,) = results(page)

    assert facts(result) == ("duty", "PRI", "2a")
    assert words(result) == (
        "Zadanie 2a PRI Wystawy; Wykonuje Wydział Promocji, symbol PRI Jest częścią Departament Próby"
        " Kierownictwo Dyrektor: Maciej Łaski (Departament Próby)"
        " Kontakt fax 42 663 36 02 Kontakt - Departament Próby Godziny pon.–pt. 8–16"
    )
    assert page.said("mark") == ["Wystawy"]
    assert {"/zadanie/d-own/", "/departament-proby/pri/", "tel:+48426633602", "/kontakt/box/"} <= set(page.links)


def test_results_stand_in_one_list(reader: Reader) -> None:
    page = search(reader, "targi")

    assert page.one("ol", id="wyniki")
    assert [facts(result) for result in results(page)] == [
        ("unit", "PRI-T", ""),  # its name is what was typed
        ("duty", "PRI", "3"),
        ("duty", "PRI-T", "1"),
    ]
    assert "3 wyniki dla zapytania „targi”." in page.words


@pytest.mark.parametrize(
    ("sought", "kind", "said"),
    [
        ("oddział targów", "unit", "Oddział Targów Symbol PRI-T Jest częścią Departament Próby, Wydział Promocji"),
        ("departament próby", "department", "Departament Próby Kierownictwo Dyrektor: Maciej Łaski Kontakt fax"),
        ("rejestr wyjazdów", "department", "Departament Próby rejestr umów · rejestr wyjazdów Kierownictwo"),
        ("Pisarska", "post", "Zastępca: p.o. Dorota Pisarska Komórka Departament Próby Kontakt fax 42 663 36 02"),
        ("sekretarz", "post", "Sekretarz: wakat Komórka Departament Próby"),
        (
            "biuro podawcze",
            "contact",
            "Biuro Podawcze Kontakt tel. (42) 663 33 80 tel.kom. 695 356 594 e-Doręczenia: AE:PL",
        ),
        ("pokój rozliczeń", "contact", "Pokój rozliczeń Komórka Samodzielne Stanowisko ds. Rozliczeń Jest częścią"),
        ("piszcie do nas", "page", "Redakcja BIP Piszcie do nas."),
        ("Anna Redaktor", "post", "Redakcja BIP: Anna Redaktor Kontakt tel. 42 663 30 00"),
        ("wejście płaskie", "page", "Deklaracja dostępności Wejście jest płaskie."),
        ("tłumacz języka migowego", "page", "Deklaracja dostępności W urzędzie jest tłumacz języka migowego."),
        ("nadzór planów", "duty", "Zadanie 1, punkt 1 PRI Nadzór w zakresie: planów; Wykonuje Wydział Promocji"),
    ],
)
def test_each_kind_says_what_it_is(written: None, reader: Reader, sought: str, kind: str, said: str) -> None:
    first = results(search(reader, sought))[0]

    assert first.attributes["data-kind"] == kind
    assert words(first).startswith(said)


def test_a_point_leads_to_its_own_address(reader: Reader) -> None:
    page = search(reader, "nadzór planów")

    assert "/zadanie/p-one/" in page.links
    assert results(page)[0].attributes["data-point"] == "1"


@pytest.mark.parametrize("typed", ["426633380", "(42) 663 33 80", "tel. 42-663-33-80"])
def test_a_telephone_leads_to_its_contact(reader: Reader, typed: str) -> None:
    (result,) = results(search(reader, typed))

    assert words(result).startswith("Biuro Podawcze")


def test_a_page_leads_to_itself(written: None, reader: Reader) -> None:
    for sought in ("redakcja", "42 663 30 00", "deklaracja dostępności"):
        page = search(reader, sought)
        assert {"/redakcja/", "/deklaracja-dostepnosci/"} & set(page.links), sought
        assert "@" not in page.source


def test_an_empty_result_does_not_end_the_way(reader: Reader) -> None:
    page = search(reader, "jednorożec")

    assert "Brak wyników dla zapytania „jednorożec”." in page.words
    assert results(page) == []
    assert not page.all("ol", id="wyniki")
    assert {"/departament-proby/", "tel:+48426633380"} <= set(page.links)
    assert page.one("form", method="post").attributes["action"] == "/kontakt/common/#adres"


def test_unknown_words_are_told_beside_results(reader: Reader) -> None:
    page = search(reader, "wystawa jednorożców")

    assert "Nigdzie nie ma słowa „jednorożców”: to wyniki dla pozostałych." in page.words
    assert len(results(page)) == 1


@pytest.mark.parametrize("typed", ["", " \t ", "\x00", "\u200f\u202e"])
def test_nothing_typed_is_no_fault(reader: Reader, typed: str) -> None:
    page = search(reader, typed)

    assert page.said("h1") == ["Szukaj"]
    assert "Napisz zwykłymi słowami, o co chodzi." in page.words
    assert "Brak wyników" not in page.words
    assert page.said("title") == ["Szukaj – BIP – Urząd Próbny"]


@pytest.mark.parametrize("typed", ["?!", "…", "w i na", "%", "*"])
def test_a_question_without_words_is_told(reader: Reader, typed: str) -> None:
    assert "nie ma w nim słowa, po którym można szukać" in search(reader, typed).words


def test_the_question_stays_in_the_field_and_the_title(reader: Reader) -> None:
    page = search(reader, '<script>alert("x")</script> targi')

    assert page.one("input", id="Zapytanie").attributes["value"] == '<script>alert("x")</script> targi'
    assert page.said("title") == ['Szukaj: <script>alert("x")</script> targi – BIP – Urząd Próbny']
    assert all(script.text == "" for script in page.all("script"))


def test_a_long_question_is_cut_and_says_so(reader: Reader) -> None:
    page = search(reader, "wystawy " + "x" * 10_000)

    assert "Zapytanie było dłuższe niż 200 znaków, więc szukaliśmy tylko jego początku." in page.words
    assert len(results(page)) == 1
    assert len(page.said("title")[0]) < 100


def test_no_e_mail_address_is_shown_whatever_is_sought(reader: Reader) -> None:
    """Neither of a contact nor one that somebody wrote into a text."""
    duty = Duty(key="d-mail", number="1", text="Skrzynka skarg: skargi@urzad.example.")
    box = Contact(key="m-box", title="Pisz na listy@urzad.example", address="Poczta: ludzie@urzad.example")
    put_in_force(department(contacts=(box,), duties=(duty,), intro="Pisz: wstep@urzad.example"))
    for sought in ("skrzynka skarg", "pisz", "poczta", "biuro podawcze", "email", "wstęp", "departament", "jednorożec"):
        assert "@" not in search(reader, sought).source, sought


def test_an_e_mail_address_finds_nothing(reader: Reader) -> None:
    page = search(reader, EMAIL)

    assert results(page) == []
    assert "adresów e-mail nie wyszukujemy, bo chronimy je przed spamem" in page.words


def test_it_is_not_indexed_and_has_no_canonical_address(reader: Reader) -> None:
    page = search(reader, "targi")

    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert not page.all("link", rel="canonical")
    assert reader.get(PATH)["X-Robots-Tag"] == "noindex"


def test_the_same_address_answers_each_question_anew(reader: Reader) -> None:
    """The query is no part of the path by which pages are kept."""
    assert [words(result)[:10] for result in results(search(reader, "wystawy"))] == ["Zadanie 2a"]
    assert results(search(reader, "jednorożec")) == []


def test_a_publication_changes_the_answer(reader: Reader) -> None:
    assert results(search(reader, "jednorożec")) == []
    edition = put_in_force(department(intro="Hodowla jednorożców."), at=PUBLISHED + timedelta(days=1))
    assert [facts(result)[0] for result in results(search(reader, "jednorożec"))] == ["department"]
    withdraw(edition)
    assert results(search(reader, "targi")) == []


def test_an_older_document_of_a_department_is_not_sought(reader: Reader) -> None:
    put_in_force(department(units=()), at=PUBLISHED + timedelta(days=1))

    assert results(search(reader, "targi")) == []


HARD = (
    *(
        "' OR 1=1 --",
        "NEAR(a b)",
        '"',
        "AND",
        "a*",
        "\\",
        "%%",
        "{{ 7 }}",
        "<b>",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ),
    *("\x00", "targi\x00wystawy", "\u202etargi", "x" * 10_000, "ł" * 10_000, "1 " * 5_000, "PRI" * 1_000, ".1" * 400),
)


@pytest.mark.parametrize("typed", HARD)
def test_nothing_breaks_it(reader: Reader, typed: str) -> None:
    assert reader.get(f"{PATH}?q={quote(typed)}").status_code == 200


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_no_text_breaks_it(reader: Reader, typed: str) -> None:
    answer = reader.get(f"{PATH}?q={quote(typed)}")

    assert answer.status_code == 200
    assert re.search(r'<p id="Ile">|Napisz zwykłymi słowami', answer.content.decode())


@pytest.mark.parametrize("query", ["q=%FF%00", "q", "q=a&q=b", "&&&=", "q[]=1", "a=b" * 10])
def test_nor_does_a_broken_address(reader: Reader, query: str) -> None:
    assert reader.get(f"{PATH}?{query}").status_code == 200


def test_too_many_fields_are_refused_in_polish(reader: Reader) -> None:
    answer = reader.get(f"{PATH}?{'a&' * 31_000}q=targi")

    assert answer.status_code == 400
    assert 'lang="pl"' in answer.content.decode()


def test_nothing_of_a_question_is_logged(reader: Reader, caplog: Any) -> None:
    caplog.set_level(0)
    search(reader, "jednorożec")

    assert "jednoro" not in caplog.text.casefold()


def test_a_number_is_no_word_that_another_looks_like(reader: Reader) -> None:
    put_in_force(department(intro="Opłata 10 albo 1000 złotych."))
    assert "Podobne słowa" not in search(reader, "100").words
