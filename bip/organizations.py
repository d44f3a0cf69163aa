"""The organisations that pages describe to programs: the office and its units, with the addresses of their pages."""

from collections.abc import Iterable

from django.conf import settings

from bip import linked
from bip.finding import Spot
from bip.linked import Named, Node
from publishing.document import Contact, OfficeDocument
from publishing.models import Edition


def of_office(office: OfficeDocument, departments: Iterable[Edition]) -> Node:
    return linked.office(
        office, _whole("/"), [Named(edition.title, _whole(f"/{edition.slug}/")) for edition in departments]
    )


def of_unit(spot: Spot, office: OfficeDocument, contacts: Iterable[Contact]) -> Node:
    """The department's contacts are its own and the common ones; a unit's those that its page shows."""
    above = spot.parents[-1] if spot.above else None
    return linked.unit(
        spot.unit,
        _whole(spot.path),
        above=_named(above) if above else Named(office.name, _whole("/")),
        below=[_named(Spot(child, (*spot.above, spot.unit), spot.base)) for child in spot.unit.units],
        contacts=contacts,
    )


def _named(spot: Spot) -> Named:
    return Named(spot.unit.name, _whole(spot.path))


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
