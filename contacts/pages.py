"""On which public pages a contact stands. The editor is told before saving, because a telephone can be on a hundred.

The rule is that of the public pages (`bip.finding.contacts_of`), read from the working copy.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contacts.models import Contact
from orgchart.models import Unit

MOST_LISTED = 20


class Page(NamedTuple):
    """A page, or, without a path, a line that stands for many."""

    title: str
    path: str


def pages_of(unit: Unit | None, contact: Contact | None = None) -> list[Page]:
    """The pages of units on which a box of the unit stands (None: a common box, which the first page shows too).

    The page of a duty shows what its unit's page does. The box counts as stored with that unit already; `contact` is
    the one that it is stored as, perhaps with another unit.
    """
    units = list(Unit.objects.filter(**{"tree_id": unit.tree_id} if unit else {}).order_by("tree_id", "lft"))
    roots = {each.tree_id: each for each in units if each.parent_id is None}
    boxes = Contact.objects.exclude(unit=None).values_list("pk", "unit")
    boxed = {holder for pk, holder in boxes if contact is None or pk != contact.pk}
    if unit is None:
        without = [each for each in units if each.parent_id and each.pk not in boxed]
        return [Page("Strona główna BIP urzędu", "/"), *_as_pages([*roots.values(), *without], roots)]
    own_first = dict.fromkeys([unit, roots[unit.tree_id], *_reached_by(unit, units, boxed | {unit.pk})])
    return _as_pages(own_first, roots)


def _reached_by(unit: Unit, units: Sequence[Unit], boxed: set[int]) -> list[Unit]:
    """The units of a department, each after those above it, whose nearest box is one of this unit."""
    nearest: dict[int | None, int | None] = {}
    for each in units:
        nearest[each.pk] = each.pk if each.pk in boxed else nearest.get(each.parent_id)
    return [each for each in units if nearest[each.pk] == unit.pk]


def _as_pages(units: Iterable[Unit], roots: dict[int, Unit]) -> list[Page]:
    return [Page(unit.name, unit.path_in(roots[unit.tree_id])) for unit in units]


def listed(pages: Sequence[Page]) -> list[Page]:
    """A list that a person reads: in a large office a common box stands on hundreds of pages."""
    left = len(pages) - MOST_LISTED
    return [*pages[:MOST_LISTED], *([Page(f"oraz pozostałe strony komórek: {left}", "")] if left > 0 else [])]
