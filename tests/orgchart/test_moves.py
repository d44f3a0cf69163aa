"""Where units stand: adding, moving and removing keeps the tree sound."""

import random

import pytest
from django.core.exceptions import ValidationError

from orgchart.management.commands.check_tree import faults_now
from orgchart.models import Unit
from orgchart.services import MoveError, add_unit, change_unit, ids_below, move_unit, remove_unit
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def outline() -> list[str]:
    """The tree as the admin reads it: one line a unit, indented by its level."""
    return [f"{'.' * unit.level}{unit.symbol or unit.name}" for unit in Unit.objects.order_by("tree_id", "lft")]


def unit(symbol: str) -> Unit:
    return Unit.objects.get(symbol=symbol)


def test_units_stand_in_their_order(department: Unit) -> None:
    add_unit(parent=department, name="Biuro", symbol="B", index=0)
    assert outline() == ["Departament Próby", ".B", ".PRI", "..PRI-T", ".PRII"]
    assert faults_now() == []


def test_a_unit_moves_with_all_below_it(department: Unit) -> None:
    move_unit(unit("PRI"), parent=unit("PRII"))
    assert outline() == ["Departament Próby", ".PRII", "..PRI", "...PRI-T"]
    assert faults_now() == []


def test_a_unit_moves_among_its_siblings(department: Unit) -> None:
    move_unit(unit("PRII"), parent=department, index=0)
    assert outline() == ["Departament Próby", ".PRII", ".PRI", "..PRI-T"]
    assert faults_now() == []


def test_a_move_leaves_no_gap_behind(department: Unit) -> None:
    move_unit(unit("PRI-T"), parent=department, index=0)
    move_unit(unit("PRI"), parent=unit("PRII"))
    assert list(Unit.objects.filter(parent=department).order_by("position").values_list("position", "symbol")) == [
        (1, "PRI-T"),
        (2, "PRII"),
    ]
    assert faults_now() == []


def test_departments_change_places(department: Unit) -> None:
    second = UnitFactory.create(name="Departament Drugi")
    move_unit(second, parent=None, index=0)
    assert [line for line in outline() if not line.startswith(".")] == ["Departament Drugi", "Departament Próby"]


def test_a_stale_copy_does_not_put_old_numbers_back(department: Unit) -> None:
    stale = unit("PRII")
    move_unit(unit("PRI"), parent=stale)
    stale.intro = "Nowy wstęp"
    stale.save()
    assert unit("PRII").intro == "Nowy wstęp"
    assert faults_now() == []


@pytest.mark.parametrize(
    ("moved", "parent", "sentence"),
    [
        ("PRI", "PRI", "nie może należeć do samej siebie"),
        ("PRI", "PRI-T", "nie może należeć do samej siebie"),
        ("PRI", None, "nie jest departamentem"),
    ],
)
def test_impossible_moves_are_refused(department: Unit, moved: str, parent: str | None, sentence: str) -> None:
    with pytest.raises(MoveError, match=sentence):
        move_unit(unit(moved), parent=unit(parent) if parent else None)


def test_a_department_does_not_become_a_unit(department: Unit) -> None:
    other = UnitFactory.create(name="Departament Drugi")
    with pytest.raises(MoveError, match="jest departamentem"):
        move_unit(other, parent=department)


def test_a_unit_goes_with_all_below_it(department: Unit) -> None:
    assert remove_unit(unit("PRI")) == 2
    assert outline() == ["Departament Próby", ".PRII"]
    assert unit("PRII").position == 1
    assert faults_now() == []


def test_a_new_symbol_brings_a_new_address(department: Unit) -> None:
    assert change_unit(unit("PRI"), symbol="KP").path == "/departament-proby/kp/"
    assert change_unit(unit("KP"), symbol="KP", intro="x").slug == "kp"
    assert change_unit(unit("KP"), symbol="KPI", slug="promocja").slug == "promocja"
    assert change_unit(unit("KPI"), symbol="PRX").slug == "promocja"


def test_a_department_keeps_its_address_whatever_its_symbol(department: Unit) -> None:
    assert change_unit(department, symbol="DP").slug == "departament-proby"
    assert add_unit(parent=None, name="Departament Drugi", symbol="DD").slug == "departament-drugi"


def test_a_root_is_of_the_kind_that_its_name_tells(department: Unit) -> None:
    assert add_unit(parent=None, name="Kancelaria Marszałka").kind == "kancelaria"
    assert add_unit(parent=None, name="Gabinet").kind == "departament"


def test_a_department_below_another_is_refused_in_words(department: Unit) -> None:
    with pytest.raises(ValidationError, match="Departament nie należy do innej jednostki"):
        add_unit(parent=department, name="Departament Kultury")


def test_everything_below_is_read_from_the_parents(department: Unit) -> None:
    Unit.objects.update(lft=1, rght=1)
    assert set(ids_below(department.pk)) == set(Unit.objects.values_list("pk", flat=True))


def test_random_moves_keep_the_tree_sound(department: Unit) -> None:
    dice = random.Random(7)
    for number in range(8):
        UnitFactory.create(parent=dice.choice(list(Unit.objects.all())), symbol=f"X{number}")
    for _ in range(25):
        moved, parent = dice.sample(list(Unit.objects.all()), 2)
        try:
            move_unit(moved, parent=parent, index=dice.choice([None, 0, 1, 5]))
        except MoveError:
            continue
        assert faults_now() == []
