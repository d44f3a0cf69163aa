"""Traces: what the editions say of a key, kept where it changed."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command

from orgchart.models import Office, Unit
from orgchart.services import add_unit, change_unit, move_unit
from publishing.models import Trace
from publishing.services import publish_edition
from tasks.services import DutyRow, arrange_duties
from tests.publishing.small_office import STATEMENT
from tests.small_tree import rows_of

pytestmark = pytest.mark.django_db


def test_traces_are_written_only_where_something_changed(office: Office, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    before = Trace.objects.count()
    promotion, settlements = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRII")
    supervision, promoting = rows_of(promotion)
    arrange_duties(promotion, [replace(promoting, text="Promocja i reklama."), supervision])
    move_unit(settlements, parent=promotion)
    publish_edition(department, STATEMENT)
    changed = {trace.key: trace for trace in Trace.objects.filter(first_number=2)}
    assert set(changed) == {supervision.key, promoting.key, settlements.key}
    assert changed[promoting.key].number == "1"
    assert changed[settlements.key].place == promotion.key
    assert Trace.objects.count() == before + 3
    assert set(Trace.objects.filter(last_number=1).values_list("key", flat=True)) == set(changed)


def test_a_trace_ends_with_what_it_speaks_of_and_may_begin_again(office: Office, department: Unit) -> None:
    promotion = Unit.objects.get(symbol="PRI")
    rows = rows_of(promotion)
    publish_edition(department, STATEMENT)
    arrange_duties(promotion, rows[:1])
    publish_edition(department, STATEMENT)
    assert list(Trace.objects.filter(key=rows[1].key).values_list("first_number", "last_number")) == [(1, 1)]
    arrange_duties(promotion, [*rows[:1], DutyRow("Znów to samo.")])
    publish_edition(department, STATEMENT)
    assert Trace.objects.get(first_number=3, kind="duty").number == "2"


def test_traces_can_be_rebuilt_from_editions(office: Office, department: Unit, capsys: Any) -> None:
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    move_unit(Unit.objects.get(symbol="PRII"), parent=department, index=0)
    publish_edition(department, STATEMENT)
    columns = [field.name for field in Trace._meta.concrete_fields if field.name != "id"]
    facts = set(Trace.objects.values_list(*columns))
    Trace.objects.all().delete()
    call_command("rebuild_traces")
    assert set(Trace.objects.values_list(*columns)) == facts


def test_a_text_that_moves_to_another_field_leaves_a_trace(office: Office, department: Unit) -> None:
    change_unit(department, handling="Przyjmuje.")
    publish_edition(department, STATEMENT)
    change_unit(department, handling="", registers="Przyjmuje.")
    publish_edition(department, STATEMENT)
    assert Trace.objects.filter(first_number=2).count() == 1


def test_units_may_lie_deep(office: Office, department: Unit) -> None:
    unit = department
    for depth in range(12):
        unit = add_unit(parent=unit, name=f"Zespół {depth}")
    publish_edition(department, STATEMENT)
    assert Trace.objects.get(key=unit.key).number == "III" + ".1" * 11
