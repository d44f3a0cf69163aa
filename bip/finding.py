"""Finding what an address points to inside a document."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from publishing.document import Contact, DepartmentDocument, Duty, OfficeDocument, Point, Post, Unit
from publishing.reading import Place


@dataclass(frozen=True)
class Spot:
    """A unit in its department; `above`: those that it is part of, the department first (empty for itself).

    `base` is the address of the department's page in an older state; empty in the present one.
    """

    unit: Unit
    above: tuple[Unit, ...] = ()
    base: str = ""

    @property
    def department(self) -> Unit:
        return self.above[0] if self.above else self.unit

    @property
    def home(self) -> str:
        """The address of the department's page; those of its units follow it."""
        return self.base or reverse("bip:department", args=[self.department.slug])

    @property
    def path(self) -> str:
        """The address of the unit's own page."""
        return f"{self.home}{quote(self.unit.slug)}/" if self.above else self.home

    @property
    def parents(self) -> "tuple[Spot, ...]":
        return tuple(Spot(unit, self.above[:depth], self.base) for depth, unit in enumerate(self.above))

    @property
    def name_with_symbol(self) -> str:
        return f"{self.unit.name} ({self.unit.symbol})" if self.unit.symbol else self.unit.name


@dataclass(frozen=True)
class DutySpot:
    """A duty, or one `point` of it, where it stands."""

    spot: Spot
    duty: Duty
    point: Point | None = None

    @property
    def subject(self) -> Duty | Point:
        return self.point or self.duty

    @property
    def designation(self) -> str:
        """«Zadanie 3», «Zadanie 3, punkt 2»."""
        return f"Zadanie {self.duty.number}" + (f", punkt {self.point.number}" if self.point else "")


def spots(unit: Unit, above: tuple[Unit, ...] = (), base: str = "") -> Iterator[Spot]:
    """The unit and all below it, in the order of the page."""
    yield Spot(unit, above, base)
    for child in unit.units:
        yield from spots(child, (*above, unit), base)


def unit_with(department: Unit, *, key: str) -> Spot | None:
    return next((spot for spot in spots(department) if spot.unit.key == key), None)


def unit_addressed(department: Unit, slug: str, *, base: str = "") -> Spot | None:
    """The unit, below the department itself, whose address or else whose symbol (in lower case) this is."""
    below = [spot for spot in spots(department, base=base) if spot.above]
    by_slug = (spot for spot in below if spot.unit.slug == slug)
    by_symbol = (spot for spot in below if spot.unit.symbol.lower() == slug)
    return next(by_slug, None) or next(by_symbol, None)


def duty_with(department: Unit, *, key: str) -> DutySpot | None:
    """The duty or the point that has the key."""
    for spot in spots(department):
        for duty in spot.unit.duties:
            if duty.key == key:
                return DutySpot(spot, duty)
            for point in duty.points:
                if point.key == key:
                    return DutySpot(spot, duty, point)
    return None


def contact_in(place: Place, *, key: str) -> tuple[Spot | None, Contact] | None:
    """The contact box and the unit that it belongs to; no unit for the office's own."""
    for box in place.office.document.contacts:
        if box.key == key:
            return None, box
    for spot in spots(place.department.document.unit) if place.department else ():
        for box in spot.unit.contacts:
            if box.key == key:
                return spot, box
    return None


def common_contacts(document: DepartmentDocument, office: OfficeDocument) -> tuple[Contact, ...]:
    """The office's boxes that the department refers to, as the office now publishes them."""
    boxes = {contact.key: contact for contact in office.contacts}
    return tuple(boxes[key] for key in document.common_contacts if key in boxes)


def head_of(spot: Spot) -> tuple[Post, Unit] | None:
    """Who leads the unit, or else the nearest one above it that has a head; and which unit that is."""
    line = (spot.unit, *reversed(spot.above))
    return next(((unit.posts[0], unit) for unit in line if unit.posts), None)


def contacts_of(spot: Spot, common: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """How to reach the unit: by its own boxes, or else by those of the nearest unit above and the common ones.

    A department has the common ones beside its own.
    """
    if spot.unit.contacts and spot.above:
        return spot.unit.contacts
    line = (spot.unit, *reversed(spot.above))
    return next((unit.contacts for unit in line if unit.contacts), ()) + common
