"""Rules about duties that the database keeps."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from orgchart.models import Unit
from tasks.models import Duty

pytestmark = pytest.mark.django_db


def refused(write: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_duties_of_a_unit_do_not_share_a_place(unit: Unit) -> None:
    refused(lambda: Duty.objects.bulk_create([Duty(unit=unit, text="x", position=1)]))
    refused(lambda: Duty.objects.filter(unit=unit, parent=None).update(position=7))


def test_points_of_a_duty_do_not_share_a_place(unit: Unit) -> None:
    duty = Duty.objects.get(text="Nadzór;")
    refused(lambda: Duty.objects.bulk_create([Duty(unit=unit, parent=duty, text="x", position=1)]))


def test_a_duty_is_not_its_own_point(unit: Unit) -> None:
    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE tasks_duty SET parent_id = id")

    refused(write)


def test_a_point_has_no_points(unit: Unit) -> None:
    point = Duty.objects.get(text="plany;")
    with pytest.raises(ValidationError, match="Punkt nie może mieć własnych punktów"):
        Duty(unit=unit, parent=point, text="x", position=1).full_clean()


def test_a_point_belongs_to_the_unit_of_its_duty(unit: Unit) -> None:
    duty, other = Duty.objects.get(text="Nadzór;"), Unit.objects.get(symbol="PRII")
    with pytest.raises(ValidationError, match="do tej samej komórki"):
        Duty(unit=other, parent=duty, text="x", position=9).full_clean()


@pytest.mark.parametrize("label", ["7.", "7 a", "(7)"])
def test_a_label_has_its_form(unit: Unit, label: str) -> None:
    with pytest.raises(ValidationError, match="Oznaczenie to litery i cyfry"):
        Duty(unit=unit, text="x", position=9, label=label).full_clean()
