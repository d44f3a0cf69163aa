"""The list of results: what stands in it when there are many, when a question was corrected, and what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing.document import DepartmentDocument, Duty, Officer, Unit
from search.services.indexing import catch_up
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import (
    DECLARATION,
    EDITORIAL,
    OFFICE,
    PROMOTION,
    STALLS,
    department,
    put_in_force,
)
from tests.bip.pages.searching import facts, results, search, words
from tests.kept import forget_documents
from tests.worlds import kept

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("indexed")]

MOST = 25


def duties(key: str, number: int, text: str) -> tuple[Duty, ...]:
    return tuple(Duty(key=f"{key}{at}", number=str(at), text=f"{text} numer {at}") for at in range(1, number + 1))


@kept
def many(indexed: None) -> None:
    """Twelve duties of one unit and two of another, all alike."""
    stalls = STALLS.model_copy(update={"duties": duties("t", 2, "Zawody")})
    promotion = PROMOTION.model_copy(update={"duties": duties("m", 12, "Zawody"), "units": (stalls,)})
    put_in_force(department(units=(promotion,)))
    catch_up()


class TestManyResults:
    def test_three_of_a_unit_are_shown_and_all_of_them_are_a_step_away(self, many: None, reader: Reader) -> None:
        page = search(reader, "zawody")

        assert [facts(result) for result in results(page)] == [
            *(("duty", "PRI", str(at)) for at in (1, 2, 3)),
            *(("duty", "PRI-T", str(at)) for at in (1, 2)),
        ]
        assert "14 wyników dla zapytania „zawody”." in page.words
        assert words(results(page)[2]).endswith("Pokaż wszystkie wyniki tej komórki (jeszcze 9)")
        assert page.words.count("Pokaż wszystkie wyniki") == 1
        assert "?q=zawody&komorka=promo" in page.links

    def test_then_all_of_that_unit_are_shown_and_the_way_back(self, many: None, reader: Reader) -> None:
        page = search(reader, "zawody", komorka="promo")

        assert [facts(result) for result in results(page)] == [("duty", "PRI", str(at)) for at in range(1, 13)]
        assert "12 wyników dla zapytania „zawody” w komórce Wydział Promocji (PRI)." in page.words
        assert "Pokaż wszystkie wyniki" not in page.words
        assert "?q=zawody" in page.links

    def test_up_to_ten_are_all_shown(self, reader: Reader) -> None:
        put_in_force(department(PROMOTION.model_copy(update={"key": "dept", "duties": duties("m", 10, "Zawody")})))
        page = search(reader, "zawody")

        assert len(results(page)) == 10
        assert "Pokaż wszystkie wyniki" not in page.words

    def test_twenty_five_are_shown_and_the_rest_is_counted(self, reader: Reader) -> None:
        unit = PROMOTION.model_copy(update={"key": "dept", "slug": "departament-proby"})
        put_in_force(department(unit.model_copy(update={"duties": duties("m", 73, "Zawody")})))
        page = search(reader, "zawody", komorka="dept")

        assert len(results(page)) == MOST
        assert "73 wyniki dla zapytania" in page.words
        assert "Pokazaliśmy 25 najtrafniejszych; jest jeszcze 48 wyników." in page.words

    def test_how_to_reach_a_unit_is_told_once(self, many: None, reader: Reader) -> None:
        first, second, third = results(search(reader, "zawody"))[:3]

        assert "fax 42 663 36 02" in words(first)
        for result in (second, third):
            assert "fax" not in words(result)
            assert "Wykonuje: Wydział Promocji (PRI); kontakt powyżej." in words(result)

    def test_an_unknown_unit_shows_no_results_but_no_fault(self, many: None, reader: Reader) -> None:
        assert results(search(reader, "zawody", komorka="' OR 1=1")) == []


class TestCorrections:
    def test_what_was_meant_is_told_with_a_way_to_what_was_typed(self, reader: Reader) -> None:
        page = search(reader, "wistawy")

        assert "Pokazano wyniki dla „Wystawy”; szukaj dokładnie „wistawy”." in page.words
        assert page.words.count("„Wystawy”") == 1
        assert [facts(result) for result in results(page)] == [("duty", "PRI", "2a")]
        assert page.said("mark") == ["Wystawy"]
        assert page.one("input", id="Zapytanie").attributes["value"] == "wistawy"
        assert "?q=wistawy&dokladnie=1" in page.links

    def test_who_asks_exactly_is_told_that_there_is_nothing_and_what_there_is(self, reader: Reader) -> None:
        page = search(reader, "wistawy", dokladnie="1")

        assert results(page) == []
        assert "Brak wyników dla zapytania „wistawy”." in page.words
        assert "Pokazano wyniki" not in page.words
        assert "Podobne słowa, które tu są" in page.said("h2")
        assert "?q=Wystawy" in page.links

    def test_a_way_to_one_unit_s_results_stays_exact(self, many: None, reader: Reader) -> None:
        page = search(reader, "zawody", dokladnie="1")

        assert "?q=zawody&dokladnie=1&komorka=promo" in page.links

    def test_a_question_that_is_right_is_not_corrected(self, reader: Reader) -> None:
        assert "Pokazano wyniki" not in search(reader, "wystawami").words


OFFICERS = (
    *OFFICE.officers,
    Officer(role="iod", name="Jan Inspektor", phone="42 111 11 11", email="iod@urzad.example"),
    Officer(role="dostepnosc", name="Ewa Dostępna", email="d@urzad.example"),
)


@kept
def officers(indexed: None) -> None:
    put_in_force(OFFICE.model_copy(update={"officers": OFFICERS}))
    put_in_force(EDITORIAL)
    put_in_force(DECLARATION)
    catch_up()


class TestOfficers:
    @pytest.mark.parametrize(
        ("sought", "title", "address"),
        [
            ("Anna Redaktor", "Redakcja BIP: Anna Redaktor", "/redakcja/"),
            ("redakcja BIP", "Redakcja BIP: Anna Redaktor", "/redakcja/"),
            ("42 111 11 11", "Inspektor ochrony danych: Jan Inspektor", "/"),  # whose page is not published
            ("inspektor ochrony danych", "Inspektor ochrony danych: Jan Inspektor", "/"),
            ("koordynator dostępności", "Koordynator do spraw dostępności: Ewa Dostępna", "/"),
        ],
    )
    def test_people_of_the_office_lead_to_the_page_that_names_them(
        self, officers: None, reader: Reader, sought: str, title: str, address: str
    ) -> None:
        page = search(reader, sought)
        first = results(page)[0]

        assert facts(first) == ("post", "", "")
        assert words(first).startswith(title)
        assert address in page.main.links
        assert page.said("h2")[0] == title
        assert "@" not in page.source

    def test_one_without_a_telephone_has_no_empty_line(self, officers: None, reader: Reader) -> None:
        assert words(results(search(reader, "Ewa Dostępna"))[0]) == "Koordynator do spraw dostępności: Ewa Dostępna"

    def test_their_page_is_their_address_as_soon_as_it_is_published(self, officers: None, reader: Reader) -> None:
        page = EDITORIAL.model_copy(update={"key": "iod", "kind": "privacy", "slug": "ochrona-danych"})
        put_in_force(page.model_copy(update={"title": "Ochrona danych"}))
        assert "/ochrona-danych/" in search(reader, "Jan Inspektor").main.links


def big(index: int) -> DepartmentDocument:
    units = tuple(
        Unit(
            key=f"u{index}-{u}",
            kind="wydzial",
            name=f"Wydział {u}",
            symbol=f"D{index}U{u}",
            slug=f"d{index}u{u}",
            heading="",
            duties=duties(f"z{index}-{u}-", 10, "Wystawy"),
        )
        for u in range(10)
    )
    unit = Unit(
        key=f"big{index}", kind="departament", name=f"Duży {index}", slug=f"duzy-{index}", heading="", units=units
    )
    return DepartmentDocument(unit=unit)


def queries(reader: Reader, question: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        search(reader, question)
    return len(captured)


class TestQueries:
    """Of a worker that is up: the office, the state of the index before and after, forms; what fits, what is shown."""

    COSTS: dict[str, int] = {
        "": 4,
        "wystawy": 9,
        "targi i wystawy": 16,
        "targi wystawy promocja planów wniosków reklama rejestr umów": 28,
        "xq": 7,
        "42 663 33 80": 8,
    }

    @pytest.mark.parametrize("question", COSTS)
    def test_each_question_has_its_price(self, reader: Reader, question: str) -> None:
        search(reader, "targi")
        assert queries(reader, question) == self.COSTS[question]

    def test_which_does_not_grow_with_the_office(self, reader: Reader) -> None:
        for index in range(5):
            put_in_force(big(index))
        search(reader, "targi")  # the index follows, and then the office is read once more
        search(reader, "targi")
        for question, most in self.COSTS.items():
            assert queries(reader, question) <= most, question
        page = search(reader, "wystawy")
        assert len(results(page)) == MOST

    def test_a_worker_that_was_just_started_reads_the_vocabulary_once(self, reader: Reader, settings: Any) -> None:
        forget_documents()
        cold = queries(reader, "wystawy")
        assert cold - queries(reader, "wystawy") <= 8
