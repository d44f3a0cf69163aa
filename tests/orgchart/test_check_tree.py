"""`manage.py check_tree`: what is wrong, how to mend it, and mending."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from orgchart.management.commands.check_tree import faults_now
from orgchart.models import Unit
from orgchart.services import MoveError, move_unit

pytestmark = pytest.mark.django_db


def check(*options: str) -> str:
    out = StringIO()
    call_command("check_tree", *options, stdout=out)
    return out.getvalue()


def test_a_sound_tree(department: Unit) -> None:
    assert "Drzewo jest poprawne. Komórek: 4." in check()


def test_an_empty_tree() -> None:
    assert "Komórek: 0." in check()


def test_wrong_numbers_fail_the_command(department: Unit) -> None:
    Unit.objects.filter(symbol="PRII").update(lft=2, rght=9)
    out = StringIO()
    with pytest.raises(CommandError, match="Usterki drzewa: ") as error:
        call_command("check_tree", stdout=out)
    assert error.value.returncode == 1
    assert "„Referat „Ziemia Łódzka””" in out.getvalue()
    assert "manage.py check_tree --mend" in out.getvalue()


def test_numbers_and_gaps_are_mended(department: Unit) -> None:
    Unit.objects.update(lft=1, rght=2, level=0, tree_id=1)
    Unit.objects.filter(symbol="PRII").update(position=9)
    assert "Przenumerowano." in check("--mend")
    assert faults_now() == []
    assert Unit.objects.get(symbol="PRII").position == 2


def test_a_cycle_is_left_to_a_person_who_can_mend_it_by_moving(department: Unit) -> None:
    first, below = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRI-T")
    Unit.objects.filter(pk=first.pk).update(parent=below, position=1)
    with pytest.raises(CommandError):
        check("--mend")
    move_unit(first, parent=department, index=0)
    assert "Drzewo jest poprawne" in check()


def test_the_only_root_in_a_cycle_becomes_a_root_again(department: Unit, editor: Client) -> None:
    Unit.objects.filter(pk=department.pk).update(parent=Unit.objects.get(symbol="PRI"), kind="inna", position=2)
    assert "będzie departamentem" in editor.get(f"/admin/orgchart/unit/{department.pk}/przenies/").content.decode()
    move_unit(department, parent=None)
    assert "Drzewo jest poprawne" in check("--mend")


def test_a_unit_that_a_root_leads_to_makes_no_root(department: Unit) -> None:
    with pytest.raises(MoveError, match="musi należeć do jednostki nadrzędnej"):
        move_unit(Unit.objects.get(symbol="PRI"), parent=None)
