"""Two rows with one number: the editor reads so beside the later one, and nothing is saved."""

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Unit
from tests.filled import load, row_of
from tests.small_tree import outline

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "label"), [("Promocja;", "1"), ("wnioski;", "1")], ids=["in the list of duties", "among a duty's points"]
)
def test_a_doubled_number_is_told_at_its_row(editor: Client, unit: Unit, text: str, label: str) -> None:
    address = reverse("admin:orgchart_unit_change", args=[unit.pk])
    form = load(editor, address)
    wrong, before = row_of(form, text), outline(unit)

    page = editor.post(address, form | {f"{wrong}-label": label, "name": "Inna nazwa"}, follow=True).content.decode()

    row = page.split(f'name="{wrong}-key"')[1].split("</li>\n")[0]
    assert f"Numer {label} jest już na tej liście. Zmień oznaczenie." in row
    assert "Inna nazwa" in page
    unit.refresh_from_db()
    assert (unit.name, outline(unit)) == ("Wydział Promocji", before)


def test_points_of_two_duties_may_have_one_number(editor: Client, unit: Unit) -> None:
    address = reverse("admin:orgchart_unit_change", args=[unit.pk])
    form = load(editor, address)
    form[f"{row_of(form, 'Współpraca.')}-point"] = "on"

    assert "Zapisano" in editor.post(address, form, follow=True).content.decode()
