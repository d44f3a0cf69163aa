"""Folded columns are filled whichever way a row is written."""

from collections.abc import Callable

import pytest

from orgchart.models import Post, Unit
from orgchart.services import add_unit, change_unit
from tests.factories import AppointmentFactory, PostFactory

pytestmark = pytest.mark.django_db


def save(unit: Unit) -> None:
    unit.symbol = "ŻÓŁ"
    unit.save(update_fields=["symbol"])


def bulk_update(unit: Unit) -> None:
    unit.symbol = "ŻÓŁ"
    Unit.objects.bulk_update([unit], ["symbol"])


WRITES: list[Callable[[Unit], object]] = [
    save,
    bulk_update,
    lambda unit: change_unit(unit, symbol="ŻÓŁ"),
    lambda unit: Unit.objects.filter(pk=unit.pk).update(symbol="ŻÓŁ"),
]


@pytest.mark.parametrize("write", WRITES)
def test_a_symbol_is_found_in_whatever_case(unit: Unit, write: Callable[[Unit], object]) -> None:
    write(unit)

    assert Unit.objects.with_symbol("żół").get() == unit
    assert not Unit.objects.with_symbol("PRI").exists()


def test_what_is_written_in_bulk_is_searched(unit: Unit) -> None:
    unit.name = "Wydział Źródeł"
    Unit.objects.bulk_update([unit], ["name"])

    assert Unit.objects.matching("zrodel").get() == unit


def test_what_hangs_on_a_row_is_searched_with_it(unit: Unit) -> None:
    post = PostFactory.create(unit=unit, function="Naczelnik")
    AppointmentFactory.create(post=post, person="Maciej Łaski")
    AppointmentFactory.create(post=post, person="Maciej Wcześniejszy", acting=True)

    for words in ("laski", "naczelnik LASKI", "pri maciej"):
        assert Post.objects.matching(words).get() == post
    assert not Post.objects.matching("prii").exists()


def test_no_symbol_is_nobodys(department: Unit) -> None:
    add_unit(parent=department, name="Bez symbolu")

    assert not Unit.objects.with_symbol("").exists()
