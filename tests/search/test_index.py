"""The index says what is in force, and never what was before, whatever happened to the record."""

import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from publishing.models import Edition, PublicVersion
from publishing.reading import NothingPublished, Withdrawn
from search.index import Keeper
from search.index import keeper as worker
from search.query import Query
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DESK, OFFICE, department, put_in_force, withdraw
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


def found(keeper: Keeper, words: str) -> list[str]:
    return [entry.key for entry, _ in keeper.at(timezone.now()).find(Query.of(words)).entries]


@pytest.mark.usefixtures("portal")
class TestTheIndex:
    def test_is_made_by_two_questions_and_asks_one_as_long_as_it_holds(self, keeper: Keeper) -> None:
        with CaptureQueriesContext(connection) as queries:
            found(keeper, "targi")
        assert len(queries) == 2
        with CaptureQueriesContext(connection) as queries:
            assert found(keeper, "wystawy") == ["d-own"]
        assert len(queries) == 1

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
        clock.shift(timedelta(days=1) - timedelta(microseconds=1))
        assert found(keeper, "jednorożec") == []
        clock.shift(timedelta(microseconds=1))
        assert found(keeper, "jednorożec") == ["dept"]

    def test_is_made_anew_when_the_clock_was_set_back(self, keeper: Keeper, clock: time_machine.Traveller) -> None:
        put_in_force(department(intro=SECRET), at=NOW, in_force_from=NOW + timedelta(days=1))
        clock.shift(timedelta(days=2))
        assert found(keeper, "jednorożec") == ["dept"]
        clock.shift(timedelta(days=-2))
        assert found(keeper, "jednorożec") == []


def test_nothing_published_is_told(db: None, keeper: Keeper) -> None:
    with pytest.raises(NothingPublished):
        found(keeper, "targi")


@pytest.mark.usefixtures("portal")
def test_a_worker_gives_up_the_index_at_its_next_request_after_a_redaction(reader: Reader) -> None:
    """Whatever page is asked for: the old words must not stay in its memory."""
    edition = put_in_force(department(intro=SECRET))
    reader.get("/robots.txt")
    assert found(worker, "jednorożec") == ["dept"]
    index = weakref.ref(worker.at(timezone.now()))
    columns = redacted.words(edition, "jednorożcach", "[dane usunięto]")
    redacted.on_record(edition, columns["redacted_digest"])
    redacted.update(edition, columns)
    PublicVersion.objects.update(number=F("number") + 1)
    reader.get("/robots.txt")
    gc.collect()

    assert index() is None
    assert found(worker, "jednorożec") == []
