"""The page of a department with a flat list of 2,000 duties."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from orgchart.admin.rows import MOST_ROWS
from orgchart.models import Unit
from tasks.services import DutyRow, arrange_duties
from tests.filled import load
from tests.small_tree import outline

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MANY = 2_000


def test_two_thousand_duties(editor: Client, department: Unit, django_assert_max_num_queries: Any) -> None:
    arrange_duties(department, [DutyRow(f"Zadanie {number}") for number in range(1, MANY + 1)])
    address = reverse("admin:orgchart_unit_change", args=[department.pk])
    with django_assert_max_num_queries(30):
        fields = load(editor, address)
    with django_assert_max_num_queries(70):
        answer = editor.post(address, fields | {"duties-7-text": "Nowa treść", "duties-9-place": "9"})
    assert answer.status_code == 302
    assert outline(department)[6:11] == ["Zadanie 7", "Nowa treść", "Zadanie 10", "Zadanie 9", "Zadanie 11"]
    assert len(outline(department)) == MANY


def test_two_thousand_long_duties_can_be_posted(editor: Client, department: Unit) -> None:
    """As a browser sends them: every Polish letter takes six characters there."""
    address = reverse("admin:orgchart_unit_change", args=[department.pk])
    fields = load(editor, address) | {"duties-TOTAL_FORMS": str(MANY)}
    text = "Prowadzenie spraw źródeł żółtych "
    for index in range(MANY):
        fields |= {f"duties-{index}-{name}": "" for name in ("key", "label", "legal_basis", "place")}
        fields[f"duties-{index}-text"] = f"{index} {text * 31}"[:1000]
    answer = editor.post(address, urlencode(fields), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert len(outline(department)[-1]) > 990


def test_the_longest_list_has_not_too_many_fields() -> None:
    """Seven fields a row, and those of the unit itself."""
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS >= 7 * MOST_ROWS + 100
