"""Where in the office an editor may write, asked at one place for every page of the working copy.

What somebody may do at all, Django's permissions say; reading is theirs alone. Writing also takes the part of the
office to which a row belongs, and, if the form says where it shall belong, that part too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

from orgchart.models import Unit
from orgchart.rights import Place, Scope, scope_of
from orgchart.services import lock_office

Row = TypeVar("Row", bound=models.Model)
LONGEST_ID = 18  # digits that a database takes


def scope_on(request: HttpRequest) -> Scope:
    """The part of the office that was given to whoever asks; read once for a page."""
    scope: Scope | None = getattr(request, "_scope", None)
    if scope is None:
        scope = scope_of(request.user)
        request._scope = scope  # type: ignore[attr-defined]  # a request has no place of its own for it
    return scope


def lock_office_for(request: HttpRequest) -> None:
    """Lock the office, and ask anew for the part that was given: the tree may have changed while waiting."""
    lock_office()
    request._scope = None  # type: ignore[attr-defined]


def unit_named(pk: Any) -> Unit | None:
    """The unit that a form or an address names; None when it names none."""
    is_number = str(pk or "").isdecimal() and len(str(pk)) <= LONGEST_ID
    return Unit.objects.filter(pk=pk).first() if is_number else None


class ScopedAdmin(admin.ModelAdmin[Row]):
    target_field: ClassVar[str] = ""  # the field of the form that says where the row shall belong

    def place_of(self, row: Any) -> Place:
        """The part of the office to which the row belongs."""
        place: Place = getattr(row, self.target_field) if self.target_field else None
        return place

    def targets(self, request: HttpRequest) -> list[Place]:
        """The parts that the posted form would write into, besides the one to which the row belongs already."""
        unit = unit_named(request.POST.get(self.target_field)) if self.target_field else None
        return [unit] if unit else []

    def refuse_foreign_targets(self, request: HttpRequest) -> None:
        """No honest form offers a unit of somebody else's part."""
        if not all(scope_on(request).holds(place) for place in self.targets(request)):
            raise PermissionDenied

    def is_in_scope(self, request: HttpRequest, row: Any = None) -> bool:
        """Of no row in particular: whether anything was given at all."""
        scope = scope_on(request)
        return scope.holds(self.place_of(row)) if row is not None else bool(scope)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self.is_in_scope(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.is_in_scope(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.is_in_scope(request, obj)


def nothing(row: Any) -> str:
    return ""


def only_where(is_allowed: Callable[[Any], bool], column: Any, otherwise: Callable[[Any], Any] = nothing) -> Any:
    """A column of a list, for the rows where it is allowed; for others what `otherwise` makes of them."""

    @wraps(column)
    def shown(row: Any) -> Any:
        return column(row) if is_allowed(row) else otherwise(row)

    return shown
