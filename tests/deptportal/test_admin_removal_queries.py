"""The page that asks before a unit goes costs the same for a large department."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgchart.models import Unit
from tasks.services import DutyRow, arrange_duties
from tests.factories import ContactFactory, PostFactory, UnitFactory

pytestmark = pytest.mark.django_db


def queries(editor: Client, unit: Unit) -> int:
    with CaptureQueriesContext(connection) as captured:
        page = editor.get(reverse("admin:orgchart_unit_delete", args=[unit.pk])).content.decode()
    assert f"/{unit.slug}/" in page
    return len(captured)


def test_ten_more_units_cost_no_more_queries(editor: Client, department: Unit) -> None:
    few = queries(editor, department)
    for _ in range(10):
        unit = UnitFactory.create(parent=department)
        PostFactory.create(unit=unit, function="Kierownik")
        ContactFactory.create(unit=unit)
        arrange_duties(unit, [DutyRow("a"), DutyRow("b")])

    assert queries(editor, department) <= few
