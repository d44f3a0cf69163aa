"""A big office, written in bulk: many departments, and one of them much larger than the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from django.db import transaction

from bench.vocabulary import vocabulary
from contacts.models import Channel, Contact
from orgchart import kinds
from orgchart.models import OFFICE_ID, Appointment, Office, Post, Unit
from orgchart.search import refold
from orgchart.services import renumber
from orgchart.text import slug
from publishing.models import Edition
from publishing.services import Statement, publish_edition
from tasks.models import Duty

BATCH: Final = 500
BRANCHES: Final = 10  # of so many units in a row, the first is a wydział and the others hang below it
STATEMENT: Final = Statement(
    prepared_by="Dyrektor", responsible="Dyrektor", published_by="Redakcja BIP", reason="Pomiar szybkości."
)
NAME: Final = 20  # characters of a unit's name, about, beside its kind and symbol


@dataclass(frozen=True)
class Size:
    """How many departments, and how many units below them and duties there are in all, and in the largest."""

    departments: int
    units: int
    duties: int
    largest_units: int
    largest_duties: int

    def shares(self) -> Iterator[tuple[int, int]]:
        """(units, duties) of each department, the largest first; the others share what is left."""
        yield self.largest_units, self.largest_duties
        others = self.departments - 1
        for rest in range(others):
            yield (
                _share(self.units - self.largest_units, others, rest),
                _share(self.duties - self.largest_duties, others, rest),
            )


FULL: Final = Size(departments=100, units=2_000, duties=20_000, largest_units=200, largest_duties=2_000)
SMALL: Final = Size(departments=6, units=90, duties=600, largest_units=60, largest_duties=450)


def _share(total: int, parts: int, part: int) -> int:
    return total * (part + 1) // parts - total * part // parts


@transaction.atomic
def make_office(size: Size) -> list[Unit]:
    """Add the departments to the office, which is made if there is none; returns them, the largest first."""
    Office.objects.get_or_create(
        pk=OFFICE_ID,
        defaults={"name": "Urząd", "seat": "ul. Prosta 1\n00-001 Łódź", "website": "https://urzad.example/"},
    )
    first = Unit.objects.filter(parent=None).count() + 1
    numbers = range(first, first + size.departments)
    roots = [_unit(f"Departament {number}", kinds.DEPARTMENT, position=number) for number in numbers]
    _create(Unit, roots)
    for root, (units, duties) in zip(roots, size.shares(), strict=True):
        _fill(root, units, duties)
    renumber()
    return list(Unit.objects.filter(pk__in=[root.pk for root in roots]).order_by("position"))


def publish_all(departments: list[Unit]) -> list[Edition]:
    """Edition 1 of the office, if it has none, and the next one of each department."""
    if not Edition.objects.filter(subject=Edition.Subject.OFFICE).exists():
        publish_edition(Office.objects.get(), STATEMENT)
    return [publish_edition(department, STATEMENT) for department in departments]


def _fill(root: Unit, units: int, duties: int) -> None:
    below = list(_units(root, units))
    _create(Unit, [unit for unit in below if unit.parent_id == root.pk])
    _create(Unit, [unit for unit in below if unit.parent_id != root.pk])
    everyone = [root, *below]
    posts = [Post(unit=unit, function="Kierownik") for unit in everyone]
    _create(Post, posts)
    _create(Appointment, [Appointment(post=post, person=f"Jan Nowak-{post.pk}") for post in posts])
    contacts = [Contact(unit=unit, title=f"Kontakt – {unit.name}") for unit in everyone]
    _create(Contact, contacts)
    _create(Channel, [Channel(contact=box, kind=Channel.Kind.PHONE, value="42 663 30 00") for box in contacts])
    _create(Duty, [duty for place, unit in enumerate(below) for duty in _duties(unit, _share(duties, units, place))])


def _units(root: Unit, count: int) -> Iterator[Unit]:
    branch = root
    for place in range(count):
        inside, symbol = place % BRANCHES, f"D{root.pk}-{place + 1}"
        name = f"{vocabulary().text(Random(symbol), NAME)} {symbol}"
        if inside == 0:
            branch = _unit(f"Wydział {name}", "wydzial", position=place // BRANCHES + 1, parent=root, symbol=symbol)
            yield branch
        else:
            yield _unit(f"Referat {name}", "referat", position=inside, parent=branch, symbol=symbol)


def _unit(name: str, kind: str, *, position: int, parent: Unit | None = None, symbol: str = "") -> Unit:
    return Unit(
        name=name, kind=kind, position=position, parent=parent, symbol=symbol, slug=slug(symbol or name),
        lft=0, rght=0, tree_id=0, level=0,
    )  # fmt: skip  # ten lines of one field each would say less


def _duties(unit: Unit, count: int) -> Iterator[Duty]:
    random = Random(f"{unit.symbol} {unit.position}")
    for number in range(1, count + 1):
        yield Duty(unit=unit, position=number, text=f"{vocabulary().text(random)};")


def _create(model: type[Unit | Post | Appointment | Contact | Channel | Duty], rows: list[Any]) -> None:
    for row in rows:
        refold(row)
    model._default_manager.bulk_create(rows, batch_size=BATCH)
