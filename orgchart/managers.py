"""Reads of the structure that have a name."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q
from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

from orgchart.search import SearchableQuerySet

if TYPE_CHECKING:
    from orgchart.models import Appointment, Post, Unit  # noqa: F401  # ruff does not see the names in quotes below


class UnitQuerySet(SearchableQuerySet["Unit"], TreeQuerySet["Unit"]):
    def roots(self) -> Self:
        return self.filter(parent=None)

    def with_symbol(self, symbol: str) -> Self:
        """The unit that bears the symbol, written in whatever case; none for an empty symbol."""
        return self.filter(caseless_symbol=symbol.casefold()).exclude(symbol="")


UnitManager = TreeManager.from_queryset(UnitQuerySet)


class DepartmentManager(UnitManager[Any]):
    def get_queryset(self, *args: Any, **kwargs: Any) -> Any:
        return super().get_queryset(*args, **kwargs).filter(parent=None)


class PostQuerySet(SearchableQuerySet["Post"]):
    symbol_of = "unit__caseless_symbol"
    parts = "appointments"


class AppointmentQuerySet(SearchableQuerySet["Appointment"]):
    def holding(self, day: date) -> Self:
        """Appointments in force on the day."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day))
