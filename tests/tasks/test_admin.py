"""Duties are searched over the whole office; what is found leads to its unit's page."""

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Unit
from tasks.models import Duty

pytestmark = pytest.mark.django_db
LIST = reverse("admin:tasks_duty_changelist")


@pytest.mark.parametrize("words", ["wspolpraca", "WSPÓŁPRACA", "współ praca"])
def test_search_minds_neither_case_nor_diacritics(editor: Client, unit: Unit, words: str) -> None:
    page = editor.get(LIST, {"q": words}).content.decode()
    duty = Duty.objects.get(text="Współpraca.")
    assert f"{reverse('admin:orgchart_unit_change', args=[unit.pk])}#zadanie-{duty.key}" in page
    assert "Promocja;" not in page


def test_a_duty_leads_to_its_place(editor: Client, unit: Unit) -> None:
    duty = Duty.objects.get(text="Promocja;")
    answer = editor.get(reverse("admin:tasks_duty_change", args=[duty.pk]))
    assert answer["Location"].endswith(f"#zadanie-{duty.key}")
    assert f'id="zadanie-{duty.key}"' in editor.get(answer["Location"]).content.decode()
