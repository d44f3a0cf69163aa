"""The big office is as large as it says, and sound."""

from bench.office import FULL, SMALL, make_office
from orgchart.models import Unit
from orgchart.services import renumber
from tasks.models import Duty


def test_the_shares_of_the_departments_add_up() -> None:
    shares = list(FULL.shares())

    assert len(shares) == 100
    assert shares[0] == (200, 2_000) == max(shares)
    assert [sum(column) for column in zip(*shares, strict=True)] == [2_000, 20_000]


def test_the_office_has_the_departments_units_and_duties_it_should_have(db: None) -> None:
    departments = make_office(SMALL)

    assert len(departments) == SMALL.departments == Unit.objects.filter(parent=None).count()
    assert Unit.objects.count() == SMALL.departments + SMALL.units
    assert Duty.objects.count() == SMALL.duties
    assert Duty.objects.filter(unit__tree_id=departments[0].tree_id).count() == SMALL.largest_duties
    assert Unit.objects.filter(tree_id=departments[0].tree_id, level__gte=1).count() == SMALL.largest_units


def test_its_tree_is_numbered_right(db: None) -> None:
    make_office(SMALL)

    assert renumber() == 0


def test_it_can_be_made_beside_what_there_is(sample: Unit, largest: Unit) -> None:
    assert Unit.objects.filter(parent=None).count() == SMALL.departments + 1
    assert renumber() == 0
