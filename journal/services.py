"""Writing the journal. Every room records here what it does; nothing else writes a row."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from journal.acting import acting
from journal.models import Entry, Review


class Told(TypedDict, total=False):
    """What an entry is of, and what differs: `before` and `after` are facts by their Polish names."""

    model: str
    key: str
    owner: str
    title: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def record(kind: str, act: str, **told: Unpack[Told]) -> Entry:
    """Write one entry, by whoever acts now, in the caller's transaction: what was rolled back was not done."""
    entry = new_entry(kind, act, **told)
    entry.save(force_insert=True)
    return entry


def new_entry(kind: str, act: str, **told: Unpack[Told]) -> Entry:
    """An entry that is not written yet, for those who write many at once."""
    who = acting()
    return Entry(
        kind=kind,
        act=act[:200],
        model=told.get("model", ""),
        key=told.get("key", "")[:40],
        owner=told.get("owner", "")[:40],
        title=told.get("title", "")[:300],
        before=_text(told.get("before")),
        after=_text(told.get("after")),
        actor=who.actor[:200],
        actor_id=who.actor_id,
        address=who.address,
        path=who.path[:300],
        batch=who.batch,
    )


def mark() -> int:
    """The number of the newest entry: all that is recorded later has a higher one. 0 while there is none."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


class ReviewRefused(Exception):
    """The day cannot be noted as reviewed: the message tells why."""


@transaction.atomic
def review_day(day: date, *, by: str, by_id: int, note: str = "") -> Review:
    """Note that the journal of the day was read; once a day. Raises `ReviewRefused`."""
    if day > timezone.localdate():
        raise ReviewRefused("Tego dnia jeszcze nie było.")
    review, is_new = Review.objects.get_or_create(day=day, defaults={"by": by, "by_id": by_id, "note": note})
    if not is_new:
        raise ReviewRefused(f"Przegląd z {day:%d.%m.%Y} już odnotowano: {review.by}.")
    record(Entry.Kind.REVIEW, "odnotowano przegląd dziennika", title=f"{day:%d.%m.%Y}")
    return review


def prune(before: datetime) -> int:
    """Remove entries older than the moment, but for those that a function named in JOURNAL_KEEPS asks to keep."""
    old = Entry.objects.filter(at__lt=before)
    for name in settings.JOURNAL_KEEPS:
        old = old.exclude(pk__in=import_string(name)())
    return old.delete()[0]


def _text(facts: Mapping[str, Any] | None) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str) if facts else ""
