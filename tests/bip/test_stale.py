"""No reader is answered what readers may not see any more, or not yet: the state of the record ends what was kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest
import time_machine
from django.db import OperationalError, connection, connections
from django.test.utils import CaptureQueriesContext

from bip import record
from bip.answers import PublicPage
from bip.finished import FinishedPage
from bip.record import PublicRecord, State
from publishing import reading
from publishing.models import Edition, PublicVersion
from tests.bip.reader import Reader
from tests.bip.small_office import publish_title

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def first_title(db: None, request: pytest.FixtureRequest) -> Edition:
    """Published by the clock of the test, where it has one of its own."""
    if "clock" in request.fixturenames:
        request.getfixturevalue("clock")
    return publish_title("Pierwszy")


def titles(reader: Reader, *paths: str) -> list[str]:
    return [reader.ask(path).body.decode().split("</h1>")[0].removeprefix("<h1>") for path in paths or ("/",)]


def test_the_next_reader_sees_what_was_published(reader: Reader) -> None:
    assert titles(reader, "/", "/second/") == ["Pierwszy", "Pierwszy"]
    publish_title("Drugi")
    assert titles(reader, "/", "/second/") == ["Drugi", "Drugi"]


def test_what_is_in_force_is_remembered_for_no_longer_than_the_setting_says(
    clock: time_machine.Traveller, reader: Reader, settings: Any
) -> None:
    settings.IN_FORCE_MEMORY_SECONDS = 1
    titles(reader)
    with CaptureQueriesContext(connection) as queries:
        titles(reader)
    publish_title("Drugi")
    clock.shift(0.9)
    assert (titles(reader), len(queries)) == (["Pierwszy"], 0)
    clock.shift(0.1)
    assert titles(reader) == ["Drugi"]


def test_a_clock_that_is_set_back_ends_the_memory(clock: time_machine.Traveller, reader: Reader, settings: Any) -> None:
    settings.IN_FORCE_MEMORY_SECONDS = 1
    titles(reader)
    publish_title("Drugi", in_force_from=NOW)
    clock.shift(-0.5)
    with CaptureQueriesContext(connection) as queries:
        titles(reader)

    assert record.VERSION in [query["sql"] for query in queries]


@pytest.mark.parametrize("memory", [0, 1])
def test_a_planned_edition_is_shown_from_its_moment_though_nothing_is_written(
    clock: time_machine.Traveller, reader: Reader, settings: Any, memory: int
) -> None:
    settings.IN_FORCE_MEMORY_SECONDS = memory
    publish_title("Za chwilę", in_force_from=NOW + timedelta(seconds=60))
    publish_title("Potem", in_force_from=NOW + timedelta(seconds=120))
    seen = []
    for shift in (0, 59.5, 0.49, 0.01, 59.99, 0.01, 600):
        clock.shift(shift)
        seen += titles(reader)

    assert seen == ["Pierwszy", "Pierwszy", "Pierwszy", "Za chwilę", "Za chwilę", "Potem", "Potem"]


def test_a_planned_edition_costs_nothing_until_then(clock: time_machine.Traveller, reader: Reader) -> None:
    publish_title("Za chwilę", in_force_from=NOW + timedelta(seconds=60))
    titles(reader)
    with CaptureQueriesContext(connection) as queries:
        titles(reader)

    assert len(queries) == 1


def test_soon_after_a_publication_a_page_is_kept_again(reader: Reader, site: list[str]) -> None:
    titles(reader)
    publish_title("Drugi")
    titles(reader, "/", "/")
    made = len(site)
    with CaptureQueriesContext(connection) as queries:
        assert titles(reader) == ["Drugi"]

    assert [query["sql"] for query in queries] == [record.VERSION]
    assert len(site) == made


def test_a_page_made_while_something_was_published_is_not_kept_for_the_new_state(
    reader: Reader, site: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = FinishedPage.__init__

    def publish_meanwhile(self: FinishedPage, page: PublicPage) -> None:
        kept(self, page)
        if len(site) == 1:
            publish_title("Drugi")

    monkeypatch.setattr(FinishedPage, "__init__", publish_meanwhile)

    assert titles(reader) == ["Pierwszy"]
    assert titles(reader) == ["Drugi"]


def test_without_the_database_the_whole_stack_answers(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise OperationalError("no connection")

    titles(reader)
    monkeypatch.setattr(record, "_version", broken)

    assert titles(reader) == ["Pierwszy"]
    assert reader.ask("/nowhere/").status == 404


def test_a_connection_that_died_is_replaced_and_nobody_meets_it(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles(reader)
    read, closed = record._read_version, list[str]()

    def dead_until_closed() -> int:
        if not closed:
            raise OperationalError("server closed the connection unexpectedly")
        return read()

    monkeypatch.setattr(record, "_read_version", dead_until_closed)
    monkeypatch.setattr(connection, "close", lambda: closed.append("closed"))

    assert titles(reader, "/second/") == ["Pierwszy"]
    assert closed == ["closed"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only a server can end a connection")
def test_a_server_that_ended_every_connection_is_asked_again() -> None:
    """As after its restart: all that stand ready in the pool are dead, not only the one that is tried first."""
    server = cast("Any", connection)
    server.close()
    server.close_pool()  # a new one, of which no thread of another test holds a part
    pool = server.pool
    pool.open()
    for each in [pool.getconn() for _ in range(pool.max_size)]:
        pool.putconn(each)
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert PublicRecord().state().version == 0


@pytest.mark.parametrize("kept", [False, True])
def test_a_connection_is_replaced_whether_or_not_a_pool_keeps_it(
    db: None, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    done, version = list[str](), reading.version_and_next_change

    def dead_at_first(at: datetime) -> tuple[int, datetime | None]:
        if not done:
            raise OperationalError("server closed the connection unexpectedly")
        return version(at)

    pool = SimpleNamespace(check=lambda: done.append("checked")) if kept else None
    monkeypatch.setattr(reading, "version_and_next_change", dead_at_first)
    monkeypatch.setattr(connection, "close", lambda: done.append("closed"))
    monkeypatch.setattr(type(connections["default"]), "pool", pool, raising=False)

    PublicRecord().state()
    assert done == ["closed", *(["checked"] if kept else [])]


def test_an_empty_database_has_a_state_too(db: None) -> None:
    PublicVersion.objects.all().delete()

    assert PublicRecord().state() == State(version=0, until=float("inf"))
