"""Reading what was written into the journal."""

import json

from journal.models import Entry

Told = tuple[str, dict[str, str], dict[str, str]]


def since(start: int) -> list[Entry]:
    return list(Entry.objects.filter(pk__gt=start).order_by("pk"))


def facts(text: str) -> dict[str, str]:
    return dict(json.loads(text)) if text else {}


def told(start: int) -> list[Told]:
    return [(entry.act, facts(entry.before), facts(entry.after)) for entry in since(start)]
