"""The index says what is in force, and never what was before, whatever happened to the record."""

import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deptportal import settings as production
from publishing.models import Edition, PublicVersion
from publishing.reading import NothingPublished, Withdrawn
from search import keeper as keeping
from search.analysis import Snowball
from search.index import Found, Index
from search.keeper import Keeper
from search.keeper import keeper as worker
from search.models import IndexedEntry, IndexState, Synonym
from search.query import Query
from search.services.forgetting import forget_index
from search.services.indexing import after_publication, catch_up
from search.stamps import touch
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DESK, INSTRUCTION, OFFICE, PROMOTION, department, put_in_force, withdraw
from tests.publishing import redacted

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
SECRET = "Wstęp o jednorożcach."


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


def index(keeper: Keeper) -> Index:
    return keeper.at(keeper.office(timezone.now()))


def asked(keeper: Keeper, words: str, *, exactly: bool = False) -> Found:
    return index(keeper).find(Query.of(words), exactly=exactly)


def found(keeper: Keeper, words: str) -> list[str]:
    now = index(keeper)
    return [shown.entry.key for shown in now.shown(now.find(Query.of(words)).hits)]


def queries(keeper: Keeper, words: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        found(keeper, words)
    return len(captured)


@pytest.mark.usefixtures("indexed")
class TestTheIndex:
    def test_is_kept_as_long_as_it_holds(self, keeper: Keeper) -> None:
        assert found(keeper, "wystawy") == ["d-own"]
        kept = keeper.catalogue()
        assert found(keeper, "targi")
        assert keeper.catalogue() is kept
        keeper.forget()
        assert keeper.catalogue() is not kept

    def test_keeps_the_office_as_long_as_it_holds(self, keeper: Keeper) -> None:
        found(keeper, "targi")
        kept = keeper.office(timezone.now())
        with CaptureQueriesContext(connection) as captured:
            assert keeper.office(timezone.now()) is kept
        assert len(captured) == 1
        keeper.forget()
        assert keeper.office(timezone.now()) is not kept

    def test_keeps_no_office_beside_an_index_that_lags_behind(self, keeper: Keeper) -> None:
        found(keeper, "targi")
        put_in_force(OFFICE.model_copy(update={"name": "Inny urząd"}))
        first, second = keeper.office(timezone.now()), keeper.office(timezone.now())
        assert first.document.name == second.document.name == "Inny urząd"
        assert first is not second

    def test_follows_a_publication(self, keeper: Keeper) -> None:
        assert found(keeper, "jednorożec") == []
        put_in_force(department(intro=SECRET))
        assert found(keeper, "jednorożec") == ["dept"]
        put_in_force(department(units=(DESK,)))
        assert found(keeper, "jednorożec") == found(keeper, "targi") == []

    def test_follows_the_office(self, keeper: Keeper) -> None:
        assert found(keeper, "biuro podawcze") == ["common"]
        put_in_force(OFFICE.model_copy(update={"contacts": ()}))
        assert found(keeper, "biuro podawcze") == []

    def test_follows_a_page(self, keeper: Keeper) -> None:
        assert found(keeper, "jednorożec") == []
        put_in_force(INSTRUCTION.model_copy(update={"body": SECRET}))
        assert found(keeper, "jednorożec") == ["manual"]

    def test_forgets_what_was_withdrawn(self, keeper: Keeper) -> None:
        edition = put_in_force(department(intro=SECRET))
        assert found(keeper, "jednorożec") == ["dept"]
        withdraw(edition)
        assert found(keeper, "jednorożec") == found(keeper, "targi") == []

    def test_says_that_the_office_was_withdrawn(self, keeper: Keeper) -> None:
        found(keeper, "targi")
        withdraw(Edition.objects.get(subject=Edition.Subject.OFFICE))
        with pytest.raises(Withdrawn):
            found(keeper, "targi")

    def test_holds_what_is_planned_from_its_moment_on(self, keeper: Keeper, clock: time_machine.Traveller) -> None:
        put_in_force(department(intro=SECRET), at=NOW, in_force_from=NOW + timedelta(days=1))
        assert found(keeper, "jednorożec") == []
        before = keeper.catalogue()
        clock.shift(timedelta(days=1) - timedelta(microseconds=1))
        assert found(keeper, "jednorożec") == []
        assert found(keeper, "wstęp") == []
        clock.shift(timedelta(microseconds=1))
        assert found(keeper, "jednorożec") == ["dept"]
        assert keeper.catalogue() is before  # nobody wrote anything, nothing was read anew

    def test_shows_again_what_was_when_the_clock_was_set_back(
        self, keeper: Keeper, clock: time_machine.Traveller
    ) -> None:
        put_in_force(department(intro=SECRET), at=NOW, in_force_from=NOW + timedelta(days=1))
        clock.shift(timedelta(days=2))
        assert found(keeper, "jednorożec") == ["dept"]
        clock.shift(timedelta(days=-2))
        assert found(keeper, "jednorożec") == []

    def test_what_is_over_goes_with_the_next_publication(self, keeper: Keeper, clock: time_machine.Traveller) -> None:
        put_in_force(department(units=(DESK,)), at=NOW, in_force_from=NOW + timedelta(days=1))
        found(keeper, "targi")
        clock.shift(timedelta(days=2))
        assert found(keeper, "targi") == []
        assert IndexedEntry.objects.filter(key="d-stalls").exists()
        put_in_force(INSTRUCTION.model_copy(update={"body": "Inna."}), at=timezone.now())
        found(keeper, "targi")
        assert not IndexedEntry.objects.filter(key="d-stalls").exists()

    def test_heals_itself_when_a_call_was_lost(self, keeper: Keeper) -> None:
        catch_up()
        put_in_force(department(intro=SECRET))  # nobody called
        assert not IndexedEntry.objects.filter(fields__contains="jednoro").exists()
        assert found(keeper, "jednorożec") == ["dept"]

    def test_has_followed_before_anybody_asks(self, keeper: Keeper) -> None:
        assert production.AFTER_PUBLICATION == [f"{after_publication.__module__}.{after_publication.__name__}"]
        edition = put_in_force(department(intro=SECRET))
        after_publication(edition.pk)
        assert IndexedEntry.objects.filter(fields__contains="jednoro").exists()
        stamp = IndexState.objects.get().stamp
        assert found(keeper, "jednorożec") == ["dept"]
        assert IndexState.objects.get().stamp == stamp

    def test_knows_other_words_as_soon_as_the_stamp_tells_of_them(self, keeper: Keeper) -> None:
        assert found(keeper, "jarmark") == []
        Synonym.objects.create(said="jarmark", written="targi")
        assert found(keeper, "jarmark") == []
        touch()
        assert set(found(keeper, "jarmark")) == set(found(keeper, "targi"))

    def test_answers_from_what_there_is_where_nobody_may_write(
        self, keeper: Keeper, monkeypatch: pytest.MonkeyPatch, caplog: Any
    ) -> None:
        def refused() -> None:
            raise DatabaseError("cannot execute INSERT in a read-only transaction")

        catch_up()
        put_in_force(department(intro=SECRET))
        monkeypatch.setattr(keeping, "catch_up", refused)
        assert found(keeper, "biuro podawcze") == ["common"]
        assert found(keeper, "jednorożec") == []
        assert "could not catch up" in caplog.text and "podawcze" not in caplog.text
        monkeypatch.undo()
        assert found(keeper, "jednorożec") == ["dept"]

    def test_and_finds_nothing_where_there_is_none_yet(self, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused() -> None:
            raise DatabaseError("no")

        forget_index()
        monkeypatch.setattr(keeping, "catch_up", refused)
        assert found(keeper, "targi") == []

    def test_works_where_there_is_no_dictionary(self, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
        found(keeper, "targi")
        by_dictionary = IndexState.objects.get()
        for module in ("search.keeper", "search.services.indexing"):
            monkeypatch.setattr(f"{module}.analyser", Snowball)
        assert found(keeper, "wystaw") == found(keeper, "wystawami") == ["d-own"]
        assert found(keeper, "Łaskiego") == ["head"]
        assert found(keeper, "wistawy") == ["d-own"]
        state = IndexState.objects.get()
        assert state.analyser == Snowball.name != by_dictionary.analyser
        assert state.stamp != by_dictionary.stamp and state.version == by_dictionary.version


@pytest.mark.usefixtures("indexed")
class TestAnswers:
    def test_a_correction_is_told_and_can_be_refused(self, keeper: Keeper) -> None:
        corrected = asked(keeper, "Kto robi: wistawy?")

        assert corrected.meant == "Kto robi: Wystawy?"  # as texts have it
        assert len(corrected.hits) == 1 and corrected.forms >= {"wystawy"}
        exactly = asked(keeper, "Kto robi: wistawy?", exactly=True)
        assert (exactly.meant, exactly.hits) == ("", ())

    def test_words_like_it_are_offered_where_nothing_is_found(self, keeper: Keeper) -> None:
        assert "Wystawy" in asked(keeper, "wistawy", exactly=True).near
        assert asked(keeper, "wystawy").near == ()

    def test_words_that_stand_nowhere_are_told(self, keeper: Keeper) -> None:
        assert asked(keeper, "jednorożec wystawy").unknown == ("jednorożec",)

    @pytest.mark.parametrize(
        ("typed", "keys"),
        [
            ("pri-t", ["stalls"]),
            ("PRI‑T", ["stalls"]),
            ("symbol: p r i", ["promo"]),
            ("PRI, zad. 2a", ["d-own"]),
            ("zadanie 3 PRI", ["d-three"]),
            ("426633602", ["box"]),
            ("663 36 02", ["box"]),
            ("42 663 30 00", ["redaktor-0"]),
        ],
    )
    def test_symbols_numbers_and_telephones_lead_to_what_bears_them(
        self, keeper: Keeper, typed: str, keys: list[str]
    ) -> None:
        assert found(keeper, typed) == keys

    def test_queries_grow_neither_with_the_question_nor_with_the_office(self, keeper: Keeper) -> None:
        six = "targi wystawy promocja planów wniosków reklama"
        found(keeper, "targi")
        asked = [queries(keeper, words) for words in ("wystawy", "targi i wystawy", six, f"{six} sprawy rejestr umów")]
        assert asked == [7, 14, 28, 26]
        assert max(queries(keeper, f"{six} {'nadzór ' * 2000}"), queries(keeper, f"{six} {'ą' * 10_000}")) <= 28
        assert queries(keeper, "jednorożec") == 3
        duties = tuple(PROMOTION.duties[3].model_copy(update={"key": f"m{at}"}) for at in range(300))
        put_in_force(department(PROMOTION.model_copy(update={"duties": duties})))
        for _ in range(2):  # the index follows, then the office is kept
            found(keeper, "targi")
        assert queries(keeper, "targi i wystawy") <= 14


def test_nothing_published_is_told(db: None, keeper: Keeper) -> None:
    with pytest.raises(NothingPublished):
        found(keeper, "targi")


@pytest.mark.usefixtures("indexed")
def test_a_worker_gives_up_the_index_at_its_next_request_after_a_redaction(reader: Reader) -> None:
    """Whatever page is asked for: the old words must not stay in its memory."""
    edition = put_in_force(department(intro=SECRET))
    reader.get("/robots.txt")
    assert found(worker, "jednorożec") == ["dept"]
    catalogue = weakref.ref(worker.catalogue())
    columns = redacted.words(edition, "jednorożcach", "[dane usunięto]")
    redacted.on_record(edition, columns["redacted_digest"])
    redacted.update(edition, columns)
    PublicVersion.objects.update(number=F("number") + 1)
    reader.get("/robots.txt")
    gc.collect()

    assert catalogue() is None
    assert found(worker, "jednorożec") == []
    assert not IndexedEntry.objects.filter(fields__contains="jednoro").exists()


@pytest.mark.usefixtures("indexed")
class TestWordsOfPlans:
    @pytest.mark.parametrize("words", ["jednorozcahc", "targi jednorozcahc", "ednorozcxx"])
    def test_are_neither_meant_nor_near(self, keeper: Keeper, words: str) -> None:
        put_in_force(department(units=(DESK,), intro=SECRET), in_force_from=timezone.now() + timedelta(days=1))
        answer = asked(keeper, words)
        assert answer.meant == ""
        assert "jednorożcach" not in answer.near

    def test_are_once_they_are_in_force(self, keeper: Keeper) -> None:
        put_in_force(department(units=(DESK,), intro=SECRET))
        assert asked(keeper, "jednorozcahc").meant == "jednorożcach"
        assert "jednorożcach" in asked(keeper, "ednorozcxx", exactly=True).near


@pytest.mark.usefixtures("indexed")
def test_words_in_other_alphabets_are_found(keeper: Keeper) -> None:
    put_in_force(department(intro="Ласкаво просимо."))
    assert found(keeper, "ПРОСИМО") == ["dept"]
