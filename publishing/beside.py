"""What stands beside editions, as parts of the queries that read them: withdrawals, redactions, checks."""

from datetime import date, datetime
from typing import Any, Final

from django.db.models import Aggregate, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat
from django.db.models.sql.compiler import SQLCompiler

from publishing.models import Check, Edition, Redaction, Trace, Withdrawal

# When something happened last that changes what readers see, and of which no edition tells.
BESIDE: Final = {
    "withdrawn_at": Subquery(Withdrawal.objects.order_by("-at").values("at")[:1]),
    "redacted_at": Subquery(Redaction.objects.order_by("-at").values("at")[:1]),
    "checked_at": Subquery(Check.objects.order_by("-pk").values("at")[:1]),
}


class Joined(Aggregate):
    """Texts of several rows in one, with spaces between them."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **extra)


def checks_of_outer() -> Subquery:
    """Inside a query of editions: «key day key day …», the last day on which each unit and contact of it was checked.

    It goes by the traces, of which an edition holds a few hundred: checks become ever more.
    """
    checks = Check.objects.filter(key=OuterRef("key"))
    held: QuerySet[Any, Any] = Trace.objects.filter(
        Q(last_number=None) | Q(last_number__gte=OuterRef("number")),
        Exists(checks),
        subject=OuterRef("subject"),
        subject_key=OuterRef("key"),
        kind__in=("unit", "department", "contact"),
        first_number__lte=OuterRef("number"),
    )
    last = Cast(Subquery(checks.order_by("-day").values("day")[:1]), CharField())
    told = Concat(F("key"), Value(" "), last, output_field=TextField())
    return Subquery(held.order_by().values(all=Value(1)).annotate(told=Joined(told)).values("told"))


def days_of(checks: str | None) -> dict[str, date]:
    """The last day by key, of what `checks_of_outer` read."""
    words = iter((checks or "").split())
    found: dict[str, date] = {}
    for key, day in zip(words, words, strict=True):
        found[key] = max(found.get(key, date.min), date.fromisoformat(day))
    return found


def duties_changed(at: datetime) -> Subquery:
    """When an edition of any department that changed a duty came into force last, up to that moment."""
    of_duties = Trace.objects.filter(
        subject=OuterRef("subject"), subject_key=OuterRef("key"), kind__in=("duty", "point")
    )
    changed = of_duties.filter(Q(first_number=OuterRef("number")) | Q(last_number=OuterRef("number") - 1))
    editions = Edition.objects.filter(Exists(changed), subject=Edition.Subject.DEPARTMENT, in_force_from__lte=at)
    return Subquery(editions.order_by("-in_force_from").values("in_force_from")[:1])
