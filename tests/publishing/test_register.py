"""The register of changes: derived of editions when one is published, and rebuildable."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from orgchart.models import Office, Unit
from orgchart.services import change_unit, move_unit
from publishing.models import Edition, RegisterEntry, RegisterUnit
from publishing.services import publish_edition
from publishing.telling import from_text
from tasks.services import arrange_duties
from tests.publishing.small_office import STATEMENT
from tests.small_tree import rows_of

pytestmark = pytest.mark.django_db
COLUMNS = ("edition_id", "before_id", "chapters", "acts")


def sentences(edition: Edition) -> list[str]:
    chapters = from_text(RegisterEntry.objects.get(pk=edition.pk).chapters)
    return [act.sentence for chapter in chapters for act in chapter.told]


def test_of_the_first_edition_nothing_is_told(office: Office, department: Unit) -> None:
    entry = RegisterEntry.objects.get(edition=publish_edition(department, STATEMENT))

    assert (entry.before, from_text(entry.chapters), entry.acts) == (None, [], 0)
    assert not RegisterUnit.objects.exists()


def test_what_an_edition_changed_is_told_with_its_units(office: Office, department: Unit) -> None:
    first = publish_edition(department, STATEMENT)
    change_unit(department, intro="Nowy wstęp:")
    entry = RegisterEntry.objects.get(edition=publish_edition(department, STATEMENT))

    assert entry.before == first
    assert [chapter.unit for chapter in from_text(entry.chapters)] == [department.key]
    assert sentences(entry.edition) == ["Departament – wstęp do zadań:"]
    assert entry.acts == 1
    assert list(entry.units.values_list("unit_key", flat=True)) == [department.key]


def test_a_duty_that_moved_concerns_both_units(office: Office, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    promotion, settlements = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRII")
    _, second = rows_of(promotion)
    arrange_duties(settlements, [second])
    entry = RegisterEntry.objects.get(edition=publish_edition(department, STATEMENT))

    assert set(entry.units.values_list("unit_key", flat=True)) == {promotion.key, settlements.key}


def test_a_planned_edition_is_told_against_what_would_stand_then(office: Office, department: Unit) -> None:
    first = publish_edition(department, STATEMENT)
    later = timezone.now() + timedelta(days=10)
    change_unit(department, intro="Za dwadzieścia dni:")
    planned = publish_edition(department, replace(STATEMENT, in_force_from=later + timedelta(days=10)))
    change_unit(department, intro="Za dziesięć dni:")
    sooner = publish_edition(department, replace(STATEMENT, in_force_from=later))

    assert RegisterEntry.objects.get(edition=planned).before == first
    assert RegisterEntry.objects.get(edition=sooner).before == first


def test_it_can_be_rebuilt_from_editions(office: Office, department: Unit, capsys: Any) -> None:
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    move_unit(Unit.objects.get(symbol="PRII"), parent=department, index=0)
    publish_edition(department, STATEMENT)
    rows = set(RegisterEntry.objects.values_list(*COLUMNS))
    units = set(RegisterUnit.objects.values_list("entry_id", "unit_key"))
    assert len(rows) == 3
    assert units
    RegisterEntry.objects.update(chapters="[]", acts=7)
    RegisterUnit.objects.all().delete()
    call_command("rebuild_traces")

    assert set(RegisterEntry.objects.values_list(*COLUMNS)) == rows
    assert set(RegisterUnit.objects.values_list("entry_id", "unit_key")) == units
    assert "Wpisów: 3." in capsys.readouterr().out


def test_a_migration_writes_it_for_editions_that_were_there_before(office: Office, department: Unit) -> None:
    """The migration's own function; on the models as they stand, which have the columns that it uses."""
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    change_unit(department, intro="Nowy wstęp:")
    publish_edition(department, STATEMENT)
    rows = set(RegisterEntry.objects.values_list(*COLUMNS))
    units = set(RegisterUnit.objects.values_list("entry_id", "unit_key"))
    RegisterEntry.objects.all().delete()
    import_module("publishing.migrations.0003_register").write(apps, SimpleNamespace(connection=connection))

    assert set(RegisterEntry.objects.values_list(*COLUMNS)) == rows
    assert set(RegisterUnit.objects.values_list("entry_id", "unit_key")) == units
