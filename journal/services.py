"""Writing the journal. Every room records here what it does; nothing else writes a row."""

import json
from collections.abc import Mapping
from typing import Any

from journal.acting import acting
from journal.models import Entry


def record(
    kind: str,
    act: str,
    *,
    model: str = "",
    key: str = "",
    owner: str = "",
    title: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one entry, by whoever acts now. `before` and `after`: facts by their Polish names, only those that differ.

    Written in the caller's transaction: what was rolled back was not done.
    """
    entry = new_entry(kind, act, model=model, key=key, owner=owner, title=title, before=before, after=after)
    entry.save(force_insert=True)
    return entry


def new_entry(
    kind: str,
    act: str,
    *,
    model: str = "",
    key: str = "",
    owner: str = "",
    title: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """An entry that is not written yet, for those who write many at once."""
    who = acting()
    return Entry(
        kind=kind,
        act=act[:200],
        model=model,
        key=key[:40],
        owner=owner[:40],
        title=title[:300],
        before=_text(before),
        after=_text(after),
        actor=who.actor[:200],
        actor_id=who.actor_id,
        address=who.address,
        path=who.path[:300],
        batch=who.batch,
    )


def mark() -> int:
    """The number of the newest entry: all that is recorded later has a higher one. 0 while there is none."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _text(facts: Mapping[str, Any] | None) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str) if facts else ""
