"""Who searches while somebody else makes the index anew sees the old one, until all of the new one is there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from publishing import reading
from search import index as engine
from search.candidates import candidates
from search.index import Index
from search.keeper import TURNS, Keeper
from search.models import IndexedEntry
from search.query import Query
from search.services.indexing import catch_up, rebuild
from search.stamps import touch
from tests.bip.pages.record import OFFICE, department, put_in_force

pytestmark = pytest.mark.django_db(transaction=True)


def rows(words: str = "wystawy") -> list[tuple[int, str]]:
    """The numbers of the rows that are found, with their keys."""

    def found(index: Index) -> list[tuple[int, str]]:
        hits = index.find(Query.of(words)).hits
        return [(hit.row, shown.entry.key) for hit, shown in zip(hits, index.shown(hits), strict=False)]

    return Keeper().ask(reading.office(timezone.now()), found)


def elsewhere(task: Callable[[], list[tuple[int, str]]]) -> list[tuple[int, str]]:
    """What another worker sees, who has a connection of his own."""

    def on_a_connection_of_its_own() -> list[tuple[int, str]]:
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(on_a_connection_of_its_own).result()


def publish() -> None:
    put_in_force(OFFICE)
    put_in_force(department())
    catch_up()


def test_a_search_sees_the_old_index_until_the_new_one_is_there() -> None:
    publish()
    old = rows()
    with transaction.atomic():
        rebuild()
        new = rows()
        assert elsewhere(rows) == old
    assert elsewhere(rows) == new
    assert [key for _, key in old] == [key for _, key in new] == ["d-own"]
    assert {number for number, _ in old}.isdisjoint(number for number, _ in new)


def test_an_index_that_was_not_finished_was_never_there() -> None:
    publish()
    old = rows()
    with transaction.atomic():
        rebuild()
        transaction.set_rollback(True)
    assert rows() == elsewhere(rows) == old
    assert IndexedEntry.objects.filter(key="d-own").count() == 1


def test_a_search_does_not_see_a_publication_that_is_not_finished() -> None:
    publish()
    with transaction.atomic():
        put_in_force(department(intro="O jednorożcach."))
        catch_up()
        assert [key for _, key in rows("jednorożec")] == ["dept"]
        assert elsewhere(lambda: rows("jednorożec")) == []
        assert [key for _, key in elsewhere(rows)] == ["d-own"]
    assert [key for _, key in elsewhere(lambda: rows("jednorożec"))] == ["dept"]


def test_workers_that_find_it_old_at_the_same_time_write_it_once() -> None:
    publish()
    put_in_force(department(intro="O jednorożcach."))

    def search(_: int) -> list[tuple[int, str]]:
        try:
            return rows("jednorożec")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(search, range(4)))
    assert found == [found[0]] * 4
    assert [key for _, key in found[0]] == ["dept"]


def test_a_database_that_may_only_be_read_answers_from_the_old_index() -> None:
    publish()
    put_in_force(department(intro="O jednorożcach."))
    assert IndexedEntry.objects.exists()
    switch = ("PRAGMA query_only = {}", "ON", "OFF")
    if connection.vendor == "postgresql":
        switch = ("SET default_transaction_read_only = {}", "on", "off")
    statement, on, off = switch
    with connection.cursor() as cursor:
        cursor.execute(statement.format(on))
        try:
            with pytest.raises(DatabaseError):
                catch_up()
            assert rows("biuro podawcze") and rows("jednorożec") == []
        finally:
            cursor.execute(statement.format(off))
    assert [key for _, key in rows("jednorożec")] == ["dept"]


def during(task: Callable[..., Any]) -> Callable[..., Any]:
    """The same task; somebody makes the index anew before it ends, for the first time that it is done."""
    turns = iter([rebuild])

    def done(*values: Any) -> Any:
        next(turns, lambda: 0)()
        return task(*values)

    return done


@pytest.mark.parametrize(
    ("owner", "name"), [(Keeper, "_read"), (engine, "candidates"), (Index, "_rows"), (Index, "shown")]
)
def test_a_search_that_began_before_ends_with_the_old_index_or_the_new_one(
    owner: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks several questions; the index may be made anew between any two of them."""
    publish()
    monkeypatch.setattr(owner, name, during(getattr(owner, name)))

    assert [key for _, key in rows()] == ["d-own"]


def test_a_search_does_not_go_on_for_ever_where_the_index_never_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    asked = []

    def never_at_rest(*values: Any) -> Any:
        touch()
        asked.append(1)
        return candidates(*values)

    monkeypatch.setattr(engine, "candidates", never_at_rest)
    assert [key for _, key in rows()] == ["d-own"]
    assert len(asked) == TURNS
