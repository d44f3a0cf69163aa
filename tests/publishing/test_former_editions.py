"""What stood somewhere once: the last edition that held it, and until when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from publishing import formerly, reading
from tests.bip.pages.record import DESK, OFFICE, PROMOTION, PUBLISHED, department, put_in_force, soon

LATER = PUBLISHED + timedelta(days=30)


@pytest.mark.django_db
class TestLastHolding:
    def test_it_works(self) -> None:
        first = put_in_force(department())
        put_in_force(department(units=(DESK,)), at=LATER)
        put_in_force(department(units=(DESK,), intro="Inny."), at=LATER + timedelta(days=1))

        former = formerly.last_holding(timezone.now(), key="d-two")
        assert former is not None
        assert (former.edition, former.until) == (first, LATER)

    def test_what_still_stands_has_no_end(self) -> None:
        edition = put_in_force(department())
        former = formerly.last_holding(timezone.now(), slug="pri", kind="unit", subject_key="dept")

        assert former is not None
        assert (former.edition, former.until) == (edition, None)

    def test_what_is_only_planned_never_was(self) -> None:
        put_in_force(department(units=(DESK,)))
        put_in_force(department(units=(DESK, PROMOTION)), in_force_from=soon())

        assert formerly.last_holding(timezone.now(), key="promo") is None
        assert formerly.last_holding(soon() + timedelta(days=1), key="promo") is not None

    def test_what_was_cancelled_before_its_day_never_was(self) -> None:
        day = soon()
        put_in_force(department(units=(DESK,)))
        put_in_force(department(units=(DESK, PROMOTION)), in_force_from=day)
        put_in_force(department(units=(DESK,), intro="Jednak nie."), in_force_from=day)

        assert formerly.last_holding(day + timedelta(days=1), key="promo") is None

    def test_it_ends_when_readers_saw_the_end(self) -> None:
        """Not when an edition with a higher number was published, if that one was outranked from the beginning."""
        put_in_force(department(units=(DESK,)))
        planned = put_in_force(department(units=(DESK, PROMOTION)), in_force_from=soon())
        put_in_force(department(units=(DESK,), intro="Dziś."))
        end = soon() + timedelta(days=30)
        put_in_force(department(units=(DESK,), intro="Potem."), in_force_from=end)

        former = formerly.last_holding(end + timedelta(days=1), key="promo")
        assert former is not None
        assert (former.edition, former.until) == (planned, end)

    def test_an_unknown_key_is_not_known(self) -> None:
        put_in_force(department())

        assert formerly.last_holding(timezone.now(), key="nieznany") is None


@pytest.mark.django_db
def test_the_office_alone_is_one_question(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    put_in_force(OFFICE)
    put_in_force(department())
    with django_assert_num_queries(1):
        assert reading.office(timezone.now()).document == OFFICE


@pytest.mark.django_db
def test_without_an_office_there_is_none() -> None:
    with pytest.raises(reading.NothingPublished):
        reading.office(timezone.now())


def work(ask: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite's machine takes to answer."""
    steps = list[int]()
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: steps.append(1), 100)  # `append` gives None: go on
    ask()
    connection.connection.set_progress_handler(None, 0)
    return len(steps)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite counts its steps")
@pytest.mark.parametrize("ask", [formerly.last_holding, formerly.last_and_present])
def test_editions_that_never_held_it_cost_nothing(ask: Callable[..., object]) -> None:
    def once() -> int:
        return work(lambda: ask(timezone.now(), key="nieznany"))

    put_in_force(department())
    few = once()
    for day in range(60):
        put_in_force(department(intro=f"{day}."), at=PUBLISHED + timedelta(days=day + 1))

    assert once() <= few + 1
