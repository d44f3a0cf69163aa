"""The editions at which something turned: from which on a duty or a unit was said otherwise than before.

Beside `reading`, and like it: one query. The order is that in which editions held (`in_force_from`), as «stan na dzień»
has it, so a correction that was dated back stands where it belongs. What is planned is no history yet, and what was
withdrawn is passed over as if it had not been: what came after it is compared with what came before it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, Lag

from publishing.models import Edition, Trace

LONGEST: Final = 24  # each costs reading a document
OUTRANKED: Final = Exists(
    Edition.objects.filter(
        subject=OuterRef("subject"),
        key=OuterRef("key"),
        in_force_from=OuterRef("in_force_from"),
        number__gt=OuterRef("number"),
    )
)


@dataclass(frozen=True)
class Turns:
    """The editions, oldest first, with their bodies; `cut`: the first is only what the second is compared with."""

    editions: tuple[Edition, ...] = ()
    cut: bool = False


def of_duty(key: str, at: datetime) -> Turns:
    """Where a duty or a point, or the duty of the point turned; a duty turns with its points (`publishing.trace`)."""
    own = Trace.objects.filter(key=key)
    keys = own.values("key").union(own.filter(kind="point").values("place"))
    found = turning(Q(key__in=keys), at, Q(key=key))
    return cut(list(found.select_related("body").defer("body__salt")))


def cut(newest_first: list[Any]) -> Turns:
    return Turns(tuple(reversed(newest_first)), cut=len(newest_first) > LONGEST)


def turning(facts: Q, at: datetime, among: Q | None = None) -> QuerySet[Edition, Any]:
    """The last editions of departments at which what has these facts of a `Trace` turned, and one more to compare.

    `among`: a narrower condition that finds the same departments sooner.
    """
    subjects = Trace.objects.filter(among or facts).values("subject_key")
    begun = _that_held(at).filter(key__in=subjects).annotate(turns=_turns_up_to_its_number(facts))
    before = Window(Lag("turns", default=0), partition_by=["subject", "key"], order_by=["in_force_from", "number"])
    found = begun.annotate(before=before).filter(~Q(turns=F("before")))
    return found.order_by("-in_force_from", "-published_at", "-pk")[: LONGEST + 1]


def _turns_up_to_its_number(facts: Q) -> Coalesce:
    """How many rows of an edition's department begin with its number or a lower one, and how many end before it.

    Two editions with as many have no turn between them, in whatever order they held; they say the same. Others may.
    """
    own = Trace.objects.filter(subject=OuterRef("subject"), subject_key=OuterRef("key"))
    own = own.filter(facts, first_number__lte=OuterRef("number"))
    ended = Count("pk", filter=Q(last_number__lt=OuterRef("number")))
    counted = own.order_by().values("subject_key").annotate(turns=Count("pk") + ended).values("turns")
    return Coalesce(Subquery(counted), 0)


def _that_held(at: datetime) -> QuerySet[Edition, Any]:
    """Of departments, what ever was in force up to that moment, and is not withdrawn."""
    editions = Edition.objects.filter(~OUTRANKED, subject=Edition.Subject.DEPARTMENT, in_force_from__lte=at)
    return editions.with_withdrawal().filter(withdrawal=None)
