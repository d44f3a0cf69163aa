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
    "checked_at": Subquery(Check.objects.order_by("-at").values("at")[:1]),
}


class Joined(Aggregate):
    """Texts of several rows in one, with spaces between them."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **extra)


def checks_of_outer() -> Subquery:
    """Inside a query of editions: «key day key day …» for the checks of what the edition holds."""
    held = Trace.objects.filter(
        subject=OuterRef(OuterRef("subject")),
        subject_key=OuterRef(OuterRef("key")),
        key=OuterRef("key"),
        first_number__lte=OuterRef(OuterRef("number")),
    ).filter(Q(last_number=None) | Q(last_number__gte=OuterRef(OuterRef("number"))))
    told = Concat(F("key"), Value(" "), Cast("day", CharField()), output_field=TextField())
    checks: QuerySet[Any, Any] = Check.objects.filter(Exists(held)).order_by().values(all=Value(1))
    return Subquery(checks.annotate(told=Joined(told)).values("told"))


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
