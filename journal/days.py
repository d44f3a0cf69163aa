"""The journal day by day, as it is reviewed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from journal.models import Entry, Review

SHOWN: Final = 31  # days
REFUSED: Final = (Entry.Kind.REFUSAL, Entry.Kind.FAILED_SIGN_IN)


@dataclass(frozen=True)
class Day:
    day: date
    entries: int
    refusals: int
    review: Review | None


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def last_days() -> list[Day]:
    """The newest first, today among them; days before the first entry are left out."""
    today = timezone.localdate()
    since = today - timedelta(days=SHOWN - 1)
    counts = _counts(since)
    reviews = {review.day: review for review in Review.objects.filter(day__gte=since)}
    first = Entry.objects.order_by("at").values_list("at", flat=True).first()
    begun = max(since, timezone.localdate(first)) if first else today
    return [
        Day(day, *counts.get(day, (0, 0)), reviews.get(day))
        for day in (today - timedelta(days=n) for n in range((today - begun).days + 1))
    ]


def _counts(since: date) -> dict[date, tuple[int, int]]:
    entries: Any = Entry.objects.filter(at__gte=start_of(since)).order_by()
    totals = entries.values(day=TruncDate("at")).annotate(
        total=Sum("times"), refused=Sum("times", filter=Q(kind__in=REFUSED))
    )
    return {row["day"]: (row["total"], row["refused"] or 0) for row in totals}


def unreviewed(days: list[Day]) -> int:
    """How many whole days have passed since the newest review."""
    return sum(1 for _ in _before_review(days[1:]))


def _before_review(days: list[Day]) -> Iterator[Day]:
    for day in days:
        if day.review:
            return
        yield day
