"""What one act only passes through is no entry: temporary places, rows that make room, what was taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from journal.recording import one_act
from journal.services import mark
from orgchart.models import Unit
from orgchart.services import add_unit, change_unit, free_symbols, move_unit, rearrange_appointments
from tasks.services import DutyRow, arrange_duties
from tests.factories import AppointmentFactory
from tests.journal.entries import facts, since, told
from tests.small_tree import rows_of

pytestmark = pytest.mark.django_db


class Stopped(Exception):
    """Something went wrong after the write."""


def stop_after(write: Callable[[], Any]) -> None:
    write()
    raise Stopped


def test_a_moved_duty_is_one_entry(unit: Unit) -> None:
    nadzor, promocja, wspolpraca = rows_of(unit)
    start = mark()
    arrange_duties(unit, [wspolpraca, nadzor, promocja])
    assert told(start) == [("zmieniono", {"kolejność": "3"}, {"kolejność": "1"})]


def test_rows_that_make_room_are_no_entries(unit: Unit) -> None:
    nadzor, *others = rows_of(unit)
    start = mark()
    arrange_duties(unit, [DutyRow("Nowe."), nadzor, *others])
    assert [(entry.act, entry.title) for entry in since(start)] == [("dodano", "Nowe.")]


def test_an_unchanged_list_is_no_entry(unit: Unit) -> None:
    start = mark()
    arrange_duties(unit, rows_of(unit))
    assert since(start) == []


def test_a_duty_that_moves_to_another_unit_tells_both(unit: Unit) -> None:
    other, (nadzor, *_) = Unit.objects.get(symbol="PRII"), rows_of(unit)
    start = mark()
    arrange_duties(other, [nadzor])
    moved = {entry.key: (facts(entry.before), facts(entry.after)) for entry in since(start)}
    assert moved[nadzor.key] == ({"komórka": str(unit)}, {"komórka": str(other)})
    assert moved.keys() == {nadzor.key, *(point.key for point in nadzor.points)}


def test_a_moved_unit_is_the_one_that_was_moved(department: Unit) -> None:
    first, second = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRII")
    for unit, index in ((first, 1), (first, 0), (second, 0)):
        start = mark()
        move_unit(unit, parent=department, index=index)
        assert [entry.key for entry in since(start)] == [unit.key]


def test_the_tree_numbers_are_no_facts(department: Unit) -> None:
    start = mark()
    unit = add_unit(parent=department, name="Referat Pierwszy", index=0)
    assert [(entry.act, entry.key) for entry in since(start)] == [("dodano", unit.key)]


def test_appointments_that_change_places_were_never_acting() -> None:
    first = AppointmentFactory.create(until="2025-12-31")
    second = AppointmentFactory.create(post=first.post, person="Anna Nowa", since="2026-01-01")
    start = mark()
    first.person, second.person = second.person, first.person
    rearrange_appointments(first.post, [first, second])
    assert [set(after) for _, _, after in told(start)] == [{"osoba"}, {"osoba"}]


def test_symbols_that_are_exchanged_are_never_empty(department: Unit) -> None:
    one, other = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRII")
    start = mark()
    with one_act():
        free_symbols([one, other])
        change_unit(one, symbol="PRII")
        change_unit(other, symbol="PRI")
    symbols = {after["symbol"] for _, _, after in told(start)}
    assert symbols == {"PRI", "PRII"}


def test_what_was_taken_back_was_not_done(unit: Unit) -> None:
    start = mark()
    with one_act():
        with pytest.raises(Stopped), transaction.atomic():
            stop_after(lambda: unit.duties.update(legal_basis=F("text")))
        with pytest.raises(Stopped), one_act():
            stop_after(unit.duties.all().delete)
    with pytest.raises(Stopped), one_act():
        stop_after(unit.duties.all().delete)
    assert since(start) == []
    assert unit.duties.exists()
