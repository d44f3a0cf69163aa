"""What is in force when: two clocks, planned editions, ties; and what a reader gets of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from orgchart.models import Office, Unit
from orgchart.services import add_unit, change_unit, move_unit
from publishing import reading
from publishing.models import Edition, Trace
from publishing.services import publish_edition
from tests.kept import forget_documents
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db
MARCH = datetime(2027, 3, 1, 9, tzinfo=UTC)


def publish(department: Unit, intro: str, in_force_from: datetime | None = None, at: datetime = MARCH) -> Edition:
    change_unit(department, intro=intro)
    with time_machine.travel(at, tick=False):
        return publish_edition(department, replace(STATEMENT, in_force_from=in_force_from, prepared_on=at.date()))


def intro_at(at: datetime) -> str | None:
    place = reading.at_address("departament-proby", at)
    return place.department.document.unit.intro if place.department else None


@kept
def published(office: Office) -> Edition:
    with time_machine.travel(MARCH - timedelta(days=1), tick=False):
        return publish_edition(office, replace(STATEMENT, prepared_on=MARCH.date() - timedelta(days=2)))


def test_before_the_first_edition_there_is_nothing(office: Office, department: Unit) -> None:
    with pytest.raises(reading.NothingPublished):
        reading.front(timezone.now())
    with pytest.raises(reading.NothingPublished):
        reading.at_address("departament-proby", timezone.now())


def test_a_planned_edition_comes_into_force_by_itself(published: Edition, department: Unit) -> None:
    april = MARCH + timedelta(days=31)
    publish(department, "marzec")
    publish(department, "kwiecień", in_force_from=april)
    assert reading.next_change(MARCH) == april
    assert intro_at(april - timedelta(microseconds=1)) == "marzec"
    assert intro_at(april) == "kwiecień"
    assert reading.next_change(april) is None


def test_the_later_day_wins_over_the_higher_number(published: Edition, department: Unit) -> None:
    april = MARCH + timedelta(days=31)
    publish(department, "kwiecień", in_force_from=april)
    publish(department, "marzec", at=MARCH + timedelta(days=2))
    assert intro_at(MARCH + timedelta(days=1)) is None
    assert intro_at(MARCH + timedelta(days=3)) == "marzec"
    assert intro_at(april) == "kwiecień"


def published_by(name: str, department: Unit, in_force_from: datetime | None, at: datetime) -> None:
    change_unit(department, intro=name)
    with time_machine.travel(at, tick=False):
        said = replace(STATEMENT, published_by=name, prepared_on=at.date(), in_force_from=in_force_from)
        publish_edition(department, said)


def first_at(at: datetime) -> str:
    place = reading.at_address("departament-proby", at)
    assert place.department
    return place.department.first.published_by


def test_first_is_what_readers_saw_first_not_what_was_published_first(published: Edition, department: Unit) -> None:
    april = MARCH + timedelta(days=31)
    published_by("Planista", department, in_force_from=april, at=MARCH)
    published_by("Druga", department, in_force_from=None, at=MARCH + timedelta(days=2))

    assert first_at(MARCH + timedelta(days=3)) == "Druga"
    assert first_at(april) == "Druga"


def test_what_was_outranked_before_its_day_was_not_first(published: Edition, department: Unit) -> None:
    april = MARCH + timedelta(days=31)
    published_by("Planista", department, in_force_from=april, at=MARCH)
    published_by("Poprawiona", department, in_force_from=april, at=MARCH + timedelta(days=2))
    published_by("Następna", department, in_force_from=None, at=april + timedelta(days=2))

    assert first_at(april) == first_at(april + timedelta(days=3)) == "Poprawiona"


def test_of_one_moment_the_higher_number_wins(published: Edition, department: Unit) -> None:
    publish(department, "pierwsze", in_force_from=MARCH)
    publish(department, "drugie", in_force_from=MARCH)
    assert intro_at(MARCH) == "drugie"
    assert Edition.objects.in_force(MARCH).filter(subject="department").count() == 1


def test_the_front_page_follows_the_menu_then_the_alphabet(office: Office) -> None:
    names = ["Departament Źródeł", "Departament Łąk", "Departament Lasów"]
    first = add_unit(parent=None, name="Departament Zdrowia")
    publish_edition(office, STATEMENT)
    for unit in [first, *(add_unit(parent=None, name=name) for name in names)]:
        publish_edition(unit, STATEMENT)
    _, departments = reading.front(timezone.now())
    assert [edition.title for edition in departments] == ["Departament Zdrowia", *reversed(names)]


def test_a_key_leads_to_the_department_that_holds_it_now(published: Edition, department: Unit) -> None:
    publish(department, "Do zadań należą:")
    unit = Unit.objects.get(symbol="PRI")
    place = reading.holding(unit.key, MARCH)
    assert place.department and place.department.edition.key == department.key
    assert reading.holding("nie-ma-takiego", MARCH).department is None
    assert reading.holding(unit.key, MARCH - timedelta(hours=1)).department is None


def test_of_two_departments_that_hold_a_key_the_one_published_last_counts(published: Edition, department: Unit) -> None:
    publish(department, "Do zadań należą:")
    other = add_unit(parent=None, name="Departament Drugi")
    publish(other, "Do zadań należą:")
    moved = move_unit(Unit.objects.get(symbol="PRI"), parent=other)
    publish(other, "Do zadań należą teraz:", at=MARCH + timedelta(days=1))
    place = reading.holding(moved.key, MARCH + timedelta(days=2))
    assert place.department and place.department.edition.title == "Departament Drugi"


def test_an_old_address_is_remembered(published: Edition, department: Unit) -> None:
    publish(department, "Do zadań należą:")
    change_unit(department, slug="departament-nowy")
    publish(department, "Do zadań należą:", at=MARCH + timedelta(days=1))
    later = MARCH + timedelta(days=2)
    assert reading.at_address("departament-proby", later).department is None
    trace = Trace.objects.get(slug="departament-proby", kind="department")
    assert reading.holding(trace.key, later).department is not None


def test_a_reader_costs_one_query(published: Edition, department: Unit, django_assert_num_queries: Any) -> None:
    publish(department, "Do zadań należą:")
    key = department.key
    forget_documents()
    with django_assert_num_queries(1):
        reading.at_address("departament-proby", MARCH)
    with django_assert_num_queries(1):
        reading.holding(key, MARCH)
    with django_assert_num_queries(1):
        reading.front(MARCH)


def test_a_document_is_read_once_and_shared(published: Edition, department: Unit) -> None:
    publish(department, "Do zadań należą:")
    one, two = (reading.at_address("departament-proby", MARCH).department for _ in range(2))
    assert one and two and one.document is two.document
