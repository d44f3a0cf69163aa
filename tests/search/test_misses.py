"""What people did not find: what is counted, what never is, and that nobody waits for it."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from deptportal.attention import attention
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER
from search import misses
from search.analysis import Snowball, analyser
from search.misses import FEWEST_DAYS, KEPT_DAYS, MOST_A_DAY, count, countable, shown
from search.models import Miss, Synonym
from search.query import Query
from search.thesaurus import starter
from search.words import telling_words
from tests.cast import account

DAY = date(2026, 3, 2)


def missed(words: str, *, days: int = 1, times: int = 1, since: date = DAY) -> None:
    Miss.objects.bulk_create(
        [Miss(words=words, day=since + timedelta(days=day), count=times) for day in range(days)], batch_size=500
    )


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("jednorożec", "jednorożec"),
        ("  Kto zajmuje się JEDNOROŻCAMI?  ", "jednorożcami"),
        ("hodowla jednorożców", "hodowla jednorożców"),
        ("ubezpieczenie", "ubezpieczenie"),
    ],
)
def test_words_for_a_matter_are_counted(typed: str, counted: str) -> None:
    assert countable(Query.of(typed)) == counted


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "kto",
        "ub",  # shorter than three letters
        "hodowla j",  # an initial
        "Kowalski",
        "kowalskiego",
        "KOWALSKA",
        "hodowla jednorożców Kowalskiego",
        "hodowla Nowak-Kowalskiej",
        "Krzysztof",  # a first name
        "pani krystyna",
        "Ćwierćzębska",  # known to no dictionary, and perhaps somebody
        "grzeszczykiewicz",
        "jednorożec 12",
        "90010112345",
        "426633380",
        "jan.jednorozec@urzad.example",
        "skarga jednorozec@urzad.example",
        "skarga @jednorożec",
        "PWIII.0421.7.2014.AB",
        "PWX.AB",
        "znak: hodowla",
        "hodowla " * 60,  # cut off, so nobody knows what stood behind
    ],
)
def test_what_may_be_about_somebody_is_not(typed: str) -> None:
    assert countable(Query.of(typed)) == ""


def test_where_no_dictionary_is_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misses, "analyser", Snowball)
    assert countable(Query.of("hodowla jednorożców")) == ""


def test_most_words_for_matters_can_be_counted() -> None:
    """What the rule costs, as its module says; without a dictionary there is nothing to measure."""
    if isinstance(analyser(), Snowball):
        pytest.skip("no dictionary for this machine")
    said = [expression for group in starter() for expression in group.said]
    lost = [each for each in said if any(analyser().is_surname(word.text) for word in telling_words(each))]
    assert 0.1 < len(lost) / len(said) < 0.25


@given(st.text(max_size=300))
def test_whatever_is_typed_holds_no_number_and_no_address(typed: str) -> None:
    words = countable(Query.of(typed))
    assert not any(letter.isdigit() or letter in "@." for letter in words) and len(words) <= 200


@pytest.mark.django_db
class TestCounting:
    def test_the_same_words_on_one_day_are_one_row(self) -> None:
        for typed in ("jednorożec", "Jednorożec", "kto od JEDNOROŻEC"):
            count(Query.of(typed), DAY)
        count(Query.of("jednorożec"), DAY + timedelta(days=1))
        assert list(Miss.objects.order_by("day").values_list("words", "day", "count")) == [
            ("jednorożec", DAY, 3),
            ("jednorożec", DAY + timedelta(days=1), 1),
        ]

    def test_what_is_not_to_be_counted_costs_no_query(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(0):
            count(Query.of("Kowalski"))
        count(Query.of("jednorożec"))
        assert Miss.objects.get().day == timezone.localdate()

    def test_a_flood_ends_for_the_day_and_what_is_known_is_still_counted(self) -> None:
        Miss.objects.bulk_create([Miss(words=f"słowo {number}", day=DAY) for number in range(MOST_A_DAY - 1)])
        for typed in ("jednorożec", "hodowla", "jednorożec"):
            count(Query.of(typed), DAY)
        assert Miss.objects.filter(day=DAY).count() == MOST_A_DAY
        assert Miss.objects.get(words="jednorożec").count == 2

    def test_after_a_year_it_is_forgotten(self) -> None:
        missed("dawne", since=DAY - timedelta(days=KEPT_DAYS + 1))
        missed("zeszłoroczne", since=DAY - timedelta(days=KEPT_DAYS))
        count(Query.of("jednorożec"), DAY)
        assert set(Miss.objects.values_list("words", flat=True)) == {"zeszłoroczne", "jednorożec"}

    def test_the_page_is_shown_though_nothing_can_be_written(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A database that is read only, or full; the log does not repeat what was typed."""

        def refuse(words: str, day: date) -> None:
            raise DatabaseError(f"attempt to write a readonly database: {words}")

        monkeypatch.setattr(misses, "_note", refuse)
        count(Query.of("jednorożec"))
        assert "was not counted: DatabaseError" in caplog.text and "jednorożec" not in caplog.text
        monkeypatch.setattr(misses, "_note", lambda words, day: {}[words])
        with pytest.raises(KeyError):  # a mistake of ours is not hidden
            count(Query.of("jednorożec"))


@pytest.mark.django_db(transaction=True)
class TestLocked:
    @pytest.fixture
    def somebody_else_writes(self) -> Iterator[None]:
        Miss.objects.create(words="jednorożec", day=DAY)
        if connection.vendor == "sqlite":
            other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
        else:
            other = psycopg.connect(**connection.get_connection_params())  # type: ignore[assignment]
            other.execute("UPDATE search_miss SET count = 7")
        yield
        other.close()

    def test_nobody_waits_for_somebody_else(self, somebody_else_writes: None, caplog: Any) -> None:
        """It would be twenty seconds on SQLite, and without an end on PostgreSQL."""
        count(Query.of("jednorożec"), DAY)
        assert "was not counted: OperationalError" in caplog.text
        assert Miss.objects.get().count == 1
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout")
                assert cursor.fetchone() == (20_000,)


@pytest.mark.django_db
class TestShown:
    def test_only_what_was_sought_on_five_days(self) -> None:
        missed("jednorożec", days=FEWEST_DAYS, times=2)
        missed("hodowla", days=FEWEST_DAYS + 1)
        missed("smok", days=FEWEST_DAYS - 1, times=100)
        told = [(row.words, row.days, row.times, row.last) for row in shown()]  # type: ignore[attr-defined]
        assert told == [
            ("hodowla", 6, 6, DAY + timedelta(days=5)),
            ("jednorożec", 5, 10, DAY + timedelta(days=4)),
        ]

    def test_what_is_said_in_a_group_by_now_is_left_out(self) -> None:
        missed("jednorożec", days=FEWEST_DAYS)
        missed("hodowla jednorożców", days=FEWEST_DAYS)
        Synonym.objects.create(said="koń; JEDNOROZEC", written="zwierzę")
        assert [row.words for row in shown()] == ["hodowla jednorożców"]

    def test_those_who_can_add_other_words_are_told(self) -> None:
        missed("jednorożec", days=FEWEST_DAYS)
        missed("smok", days=FEWEST_DAYS)
        told = "Czego szukano i nie znaleziono: 2 hasła."
        for role, is_told in ((EDITOR, True), (ADMINISTRATOR, True), (PUBLISHER, False), (AUDITOR, False)):
            items = [item for item in attention(account(role, role)) if item.text == told]
            assert [item.urgent for item in items] == ([False] if is_told else []), role
            assert not items or items[0].link == "/admin/search/miss/"
        Miss.objects.all().delete()
        assert told not in [item.text for item in attention(account("inna", EDITOR))]


class TestPage:
    def ask(self, method: str = "get", **headers: str) -> list[tuple[str, int]]:
        answer = getattr(Client(), method)("/szukaj/", {"q": "Jednorożec"}, headers=headers)
        assert answer.status_code == 200
        return list(Miss.objects.values_list("words", "count"))

    def test_an_empty_result_is_counted(self, portal: None) -> None:
        assert self.ask() == [("jednorożec", 1)]
        assert self.ask() == [("jednorożec", 2)]

    def test_what_nobody_asked_is_not(self, portal: None) -> None:
        assert self.ask("head") == []
        assert self.ask(**{"Sec-Purpose": "prefetch;prerender"}) == []

    def test_what_was_found_is_not(self, portal: None) -> None:
        Client().get("/szukaj/", {"q": "promocja"})
        Client().get("/szukaj/", {"q": ""})
        assert not Miss.objects.exists()
