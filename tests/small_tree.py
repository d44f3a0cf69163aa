"""A department for the tests of the admin: PRI with duties, points, and PRI-T below it, then PRII."""

from orgchart.models import Unit
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties
from tests.factories import UnitFactory
from tests.worlds import kept

DUTIES = [
    DutyRow("Nadzór;", points=(DutyRow("plany;"), DutyRow("wnioski;"))),
    DutyRow("Promocja;"),
    DutyRow("Współpraca."),
]


@kept
def department() -> Unit:
    root = UnitFactory.create(name="Departament Próby")
    first = UnitFactory.create(parent=root, name="Wydział Promocji", symbol="PRI")
    UnitFactory.create(parent=first, name="Oddział Targów", symbol="PRI-T")
    UnitFactory.create(parent=root, name="Referat „Ziemia Łódzka”", symbol="PRII")
    arrange_duties(first, DUTIES)
    return root


@kept
def unit(department: Unit) -> Unit:
    return Unit.objects.get(symbol="PRI")


def outline(unit: Unit) -> list[str]:
    """The unit's duties, each followed by its points, which begin with a dash."""
    return [
        line
        for duty in unit.duties.filter(parent=None).order_by("position")
        for line in (duty.text, *(f"- {point.text}" for point in duty.points.order_by("position")))
    ]


def rows_of(unit: Unit) -> list[DutyRow]:
    """The unit's duties as they are, in order, ready to be rearranged."""
    duties = Duty.objects.filter(unit=unit, parent=None).order_by("position").prefetch_related("points")
    return [_row(duty, tuple(_row(p) for p in sorted(duty.points.all(), key=lambda p: p.position))) for duty in duties]


def _row(duty: Duty, points: tuple[DutyRow, ...] = ()) -> DutyRow:
    return DutyRow(duty.text, duty.key, duty.label, duty.legal_basis, points)
