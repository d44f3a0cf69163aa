"""A duty goes with its points to another unit: by the service, and by the small page in admin."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from orgchart.models import Unit
from tasks.models import Duty
from tasks.moves import CHANGED_MEANWHILE, GONE
from tasks.services import DutyRow, arrange_duties, list_duties, move_duty
from tests.cast import editor_of
from tests.filled import fields_of, load
from tests.small_tree import outline

pytestmark = pytest.mark.django_db
LISTED = ["Nadzór;", "- plany;", "- wnioski;"]


@pytest.fixture
def duty(unit: Unit) -> Duty:
    return Duty.objects.get(text="Nadzór;")


@pytest.fixture
def other(unit: Unit) -> Unit:
    other = Unit.objects.get(symbol="PRII")
    arrange_duties(other, [DutyRow("Pierwsze."), DutyRow("Drugie.")])
    return other


def page_of(duty: Duty) -> str:
    return reverse("admin:tasks_duty_move", args=[duty.pk])


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (None, ["Pierwsze.", "Drugie.", *LISTED]),
        (0, [*LISTED, "Pierwsze.", "Drugie."]),
        (1, ["Pierwsze.", *LISTED, "Drugie."]),
        (9, ["Pierwsze.", "Drugie.", *LISTED]),
    ],
)
def test_it_keeps_its_key_and_its_points(
    unit: Unit, other: Unit, duty: Duty, index: int | None, expected: list[str]
) -> None:
    keys = set(Duty.objects.values_list("key", flat=True))
    moved = move_duty(duty, unit=other, index=index)
    assert (moved.key, moved.unit) == (duty.key, other)
    assert outline(other) == expected
    assert outline(unit) == ["Promocja;", "Współpraca."]
    assert set(Duty.objects.values_list("key", flat=True)) == keys


def test_the_numbers_close_up(unit: Unit, other: Unit, duty: Duty) -> None:
    move_duty(duty, unit=other, index=0)
    for each in (unit, other):
        positions = list(each.duties.filter(parent=None).order_by("position").values_list("position", flat=True))
        assert positions == list(range(1, len(positions) + 1))


def test_within_its_own_unit(unit: Unit, duty: Duty) -> None:
    move_duty(duty, unit=unit)
    assert outline(unit) == ["Promocja;", "Współpraca.", *LISTED]


def test_a_point_does_not_go_alone(unit: Unit, other: Unit) -> None:
    with pytest.raises(ValidationError, match="tylko razem ze swoim zadaniem"):
        move_duty(Duty.objects.get(text="plany;"), unit=other)


def test_a_number_that_is_there_already_moves_nothing(unit: Unit, other: Unit, duty: Duty) -> None:
    Duty.objects.filter(pk=duty.pk).update(label="2")
    before = list(Duty.objects.order_by("pk").values())
    with pytest.raises(ValidationError, match="Ten sam numer 2"):
        move_duty(duty, unit=other)
    assert list(Duty.objects.order_by("pk").values()) == before


def test_a_list_that_is_read_can_be_written_back(unit: Unit, other: Unit) -> None:
    before = list(Duty.objects.order_by("pk").values())
    arrange_duties(unit, list_duties(unit))
    assert list(Duty.objects.order_by("pk").values()) == before


class TestPage:
    def test_it_moves_and_leads_to_where_the_duty_stands(
        self, editor: Client, unit: Unit, other: Unit, duty: Duty
    ) -> None:
        fields = load(editor, page_of(duty)) | {"unit": str(other.pk), "place": "1"}
        answer = editor.post(page_of(duty), fields)
        assert answer["Location"] == f"{reverse('admin:orgchart_unit_change', args=[other.pk])}#zadanie-{duty.key}"
        assert outline(other) == [*LISTED, "Pierwsze.", "Drugie."]
        shown = editor.get(answer["Location"]).content.decode()
        assert "Przeniesiono do: Referat „Ziemia Łódzka” (PRII)." in shown

    def test_each_duty_of_a_list_leads_there_and_no_point(self, editor: Client, unit: Unit) -> None:
        page = editor.get(reverse("admin:orgchart_unit_change", args=[unit.pk])).content.decode()
        links = {duty.text: page.count(f'href="{page_of(duty)}"') for duty in unit.duties.all()}
        assert links == {"Nadzór;": 1, "Promocja;": 1, "Współpraca.": 1, "plany;": 0, "wnioski;": 0}

    def test_its_own_unit_is_not_offered(self, editor: Client, unit: Unit, other: Unit, duty: Duty) -> None:
        page = editor.get(page_of(duty)).content.decode()
        assert f'<option value="{other.pk}">' in page
        assert f'<option value="{unit.pk}">' not in page

    def test_only_units_of_one_s_own_are_offered(self, unit: Unit, other: Unit, duty: Duty) -> None:
        below = Unit.objects.get(symbol="PRI-T")
        page = editor_of(unit).get(page_of(duty)).content.decode()
        assert f'<option value="{below.pk}">' in page
        assert f'<option value="{other.pk}">' not in page

    def test_a_list_that_somebody_changed_is_shown_before_anything_moves(
        self, editor: Client, unit: Unit, other: Unit, duty: Duty
    ) -> None:
        fields = load(editor, page_of(duty)) | {"unit": str(other.pk)}
        Duty.objects.filter(pk=duty.pk).update(text="Nadzór właścicielski;")
        page = editor.post(page_of(duty), fields).content.decode()
        assert CHANGED_MEANWHILE in page and "Nadzór właścicielski;" in page
        assert outline(other) == ["Pierwsze.", "Drugie."]
        again = fields_of(page)
        assert again["unit"] == str(other.pk)
        assert editor.post(page_of(duty), again).status_code == 302
        assert outline(other)[2] == "Nadzór właścicielski;"

    def test_a_mistake_does_not_hide_that_the_list_has_changed(
        self, editor: Client, unit: Unit, other: Unit, duty: Duty
    ) -> None:
        fields = load(editor, page_of(duty)) | {"unit": str(other.pk)}
        Duty.objects.filter(pk=duty.pk).update(text="Inne;")
        page = editor.post(page_of(duty), fields | {"place": "0"}).content.decode()
        page = editor.post(page_of(duty), fields_of(page) | {"place": ""}).content.decode()
        assert CHANGED_MEANWHILE in page

    def test_a_duty_that_is_gone(self, editor: Client, unit: Unit, duty: Duty) -> None:
        address = page_of(duty)
        duty.delete()
        assert GONE in editor.get(address, follow=True).content.decode()

    def test_a_number_that_is_there_already_is_told(self, editor: Client, unit: Unit, other: Unit, duty: Duty) -> None:
        Duty.objects.filter(pk=duty.pk).update(label="2")
        fields = load(editor, page_of(duty)) | {"unit": str(other.pk)}
        assert "Ten sam numer 2 mają" in editor.post(page_of(duty), fields).content.decode()

    def test_it_takes_post_and_a_token(self, editor: Client, unit: Unit, other: Unit, duty: Duty) -> None:
        fields = load(editor, page_of(duty)) | {"unit": str(other.pk)}
        assert editor.get(page_of(duty), fields).status_code == 200
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = editor.cookies
        assert strict.post(page_of(duty), fields).status_code == 403
        assert outline(other) == ["Pierwsze.", "Drugie."]

    def test_a_point_has_no_such_page(self, editor: Client, unit: Unit) -> None:
        assert editor.get(page_of(Duty.objects.get(text="plany;"))).status_code == 404
