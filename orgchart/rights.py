"""Who may do what in which part of the office: a role is a group of accounts, a part is a `Grant`.

A unit that was given to somebody includes all below it, wherever that is moved; the whole office includes its own data
and common contacts. Questions are answered by predicates of the library `rules`, put together of the few below; they
read the database once for a question, with a fixed number of queries, and remember nothing afterwards: a right that
was taken away is gone at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from rules.permissions import add_perm
from rules.predicates import Predicate

from orgchart.models import Grant, Unit

EDITOR: Final = "Redaktor"
PUBLISHER: Final = "Wydawca"
ADMINISTRATOR: Final = "Administrator BIP"
AUDITOR: Final = "Audytor"
ROLES: Final = (EDITOR, PUBLISHER, ADMINISTRATOR, AUDITOR)

Account = User | AnonymousUser
Place = Model | None  # a unit; anything else, the office among it, or None: what is common to the whole office


@dataclass(frozen=True)
class Scope:
    """A part of the office. `above` are the units that only lead to it: parents of what it holds."""

    whole: bool = False
    units: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.whole or bool(self.units)

    def holds(self, place: Place) -> bool:
        """A unit that is not stored yet is held where its parent is."""
        return self.whole or (isinstance(place, Unit) and (place.pk or place.parent_id) in self.units)

    def holds_unit(self, pk: int | None) -> bool:
        """The same by number; None: the office's own list of departments."""
        return self.whole or pk in self.units

    def touches(self, place: Place) -> bool:
        """Whether the place, or something below it, is held."""
        return self.holds(place) or (isinstance(place, Unit) and place.pk in self.above)


NOTHING: Final = Scope()
WHOLE_OFFICE: Final = Scope(whole=True)


@dataclass(frozen=True)
class Standing:
    """What an account is and which part of the office it was given."""

    roles: frozenset[str] = frozenset()
    scope: Scope = NOTHING


def roles_of(user: Account) -> frozenset[str]:
    """The roles of an active account. A superuser has them all."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(ROLES)
    return frozenset(user.groups.filter(name__in=ROLES).values_list("name", flat=True))


def standing_of(user: Account) -> Standing:
    roles = roles_of(user)
    if ADMINISTRATOR in roles:
        return Standing(roles, WHOLE_OFFICE)
    return Standing(roles, given_to([user.pk]) if user.is_active and user.pk else NOTHING)


def scope_of(user: Account) -> Scope:
    """The part of the office that was given to an active account, whatever it may do there."""
    return standing_of(user).scope


def given_to(users: Iterable[int]) -> Scope:
    """What any of the accounts was given, read from the parents: a wrong number in the tree misleads nobody."""
    given = list(Grant.objects.filter(user__in=list(users)).order_by().values_list("unit", flat=True))
    if None in given:
        return WHOLE_OFFICE
    return _scope([pk for pk in given if pk]) if given else NOTHING


def _scope(given: list[int]) -> Scope:
    parents = dict(Unit.objects.order_by().values_list("pk", "parent_id"))
    children: dict[int | None, list[int]] = {}
    for pk, parent in parents.items():
        children.setdefault(parent, []).append(pk)
    held: set[int] = set()
    reached = given
    while reached:
        held.update(reached)
        reached = [pk for parent in reached for pk in children.get(parent, ()) if pk not in held]
    return Scope(units=frozenset(held), above=_above(given, parents) - held)


def _above(given: Iterable[int], parents: Mapping[int, int | None]) -> frozenset[int]:
    found: set[int] = set()
    for pk in given:
        parent = parents.get(pk)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parents.get(parent)
    return frozenset(found)


def _standing(user: Account) -> Standing:
    """Read once for a question, however many predicates ask."""
    context: Any = is_active.context
    if context is None:
        return standing_of(user)
    found: Standing = context.setdefault(("standing", user.pk), None) or standing_of(user)
    context["standing", user.pk] = found
    return found


def _has(role: str) -> Predicate:
    def holds_role(user: Account) -> bool:
        return role in _standing(user).roles

    return Predicate(holds_role, f"has_role:{role}")


def _is_active(user: Account) -> bool:
    return user.is_active


def _is_in_scope(user: Account, place: Place) -> bool:
    return _standing(user).scope.holds(place)


def _touches_scope(user: Account, place: Place) -> bool:
    return _standing(user).scope.touches(place)


is_active: Final = Predicate(_is_active, "is_active")
is_editor: Final = _has(EDITOR)
is_publisher: Final = _has(PUBLISHER)
is_administrator: Final = _has(ADMINISTRATOR)
is_auditor: Final = _has(AUDITOR)
is_in_scope: Final = Predicate(_is_in_scope, "is_in_scope")
touches_scope: Final = Predicate(_touches_scope, "touches_scope")

can_edit: Final = is_active & (is_administrator | (is_editor & is_in_scope))
can_give_rights: Final = is_active & is_administrator
can_name_deputies: Final = is_active & (is_administrator | is_publisher)

add_perm("orgchart.edit", can_edit)
add_perm("orgchart.give_rights", can_give_rights)
add_perm("orgchart.name_deputies", can_name_deputies)


def has_role(user: Account, role: str) -> bool:
    return role in roles_of(user)


def may_edit(user: Account, place: Place) -> bool:
    """Whether somebody edits the working copy there: of a unit, or (None) the office's own data."""
    return can_edit.test(user, place)


def may_give_rights(user: Account) -> bool:
    """Accounts, groups, parts of the office, deputies of others."""
    return can_give_rights.test(user)


def may_name_deputies(user: Account) -> bool:
    """A publisher names his own; an administrator anybody's."""
    return can_name_deputies.test(user)
