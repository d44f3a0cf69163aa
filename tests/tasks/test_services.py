"""A unit's duties are written as one list."""

import pytest
from django.core.exceptions import ValidationError

from orgchart.models import Unit
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties
from tests.small_tree import DUTIES, outline, rows_of

pytestmark = pytest.mark.django_db


def test_what_is_read_can_be_written_back(unit: Unit) -> None:
    before = list(Duty.objects.order_by("pk").values())
    arrange_duties(unit, rows_of(unit))
    assert list(Duty.objects.order_by("pk").values()) == before


def test_duties_and_points_change_places_and_keep_their_keys(unit: Unit) -> None:
    keys = dict(Duty.objects.values_list("text", "key"))
    first, second, third = rows_of(unit)
    point = first.points[0]
    arrange_duties(unit, [DutyRow(third.text, third.key, points=(DutyRow(first.text, first.key),)), point, second])
    assert outline(unit) == ["Współpraca.", "- Nadzór;", "plany;", "Promocja;"]
    assert all(keys[duty.text] == duty.key for duty in Duty.objects.all())


def test_a_duty_comes_from_another_unit(unit: Unit) -> None:
    other = Unit.objects.get(symbol="PRII")
    first, *_ = rows_of(unit)
    arrange_duties(other, [first])
    assert outline(other) == ["Nadzór;", "- plany;", "- wnioski;"]
    assert outline(unit) == ["Promocja;", "Współpraca."]


def test_a_key_is_named_once(unit: Unit) -> None:
    first, *_ = rows_of(unit)
    with pytest.raises(ValidationError, match="dwa razy"):
        arrange_duties(unit, [first, first])


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([DutyRow("a"), DutyRow("b", label="1")], "1"),
        ([DutyRow("a", label="7a"), DutyRow("b"), DutyRow("c", label="7a")], "7a"),
        ([DutyRow("a", points=(DutyRow("p", label="a"), DutyRow("q", label="a")))], "a"),
    ],
)
def test_a_number_stands_once_in_a_list(unit: Unit, rows: list[DutyRow], number: str) -> None:
    with pytest.raises(ValidationError, match=f"Ten sam numer {number} mają „") as error:
        arrange_duties(unit, rows)
    assert len(error.value.messages) == 1
    assert len(outline(unit)) == sum(1 + len(row.points) for row in DUTIES)


def test_points_of_two_duties_may_have_one_number(unit: Unit) -> None:
    arrange_duties(unit, [DutyRow(text, points=(DutyRow(f"punkt {text}", label="a"),)) for text in "ab"])
    assert outline(unit) == ["a", "- punkt a", "b", "- punkt b"]


def test_a_point_has_no_points(unit: Unit) -> None:
    with pytest.raises(ValidationError, match="Punkt nie może mieć własnych punktów"):
        arrange_duties(unit, [DutyRow("a", points=(DutyRow("b", points=(DutyRow("c"),)),))])


def test_a_key_that_names_nothing(unit: Unit) -> None:
    with pytest.raises(Duty.DoesNotExist):
        arrange_duties(unit, [DutyRow("x", key="nic")])


def test_a_wrong_row_changes_nothing(unit: Unit) -> None:
    with pytest.raises(ValidationError):
        arrange_duties(unit, [DutyRow("")])
    assert len(outline(unit)) == sum(1 + len(row.points) for row in DUTIES)


def test_written_duties_are_found(unit: Unit) -> None:
    arrange_duties(unit, [DutyRow("Ochrona źródeł wody.", legal_basis="Prawo wodne")])
    assert Duty.objects.matching("ZRODEL prawo").count() == 1
