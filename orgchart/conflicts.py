"""Two people who edit the same thing: a digest of what was loaded, and what differs between the two versions."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

NOTHING: Final = "–"
EXCERPT: Final = 40  # characters by which a person recognises a row
CHANGED_MEANWHILE: Final = (
    "Ktoś inny zapisał zmiany, odkąd otwarto ten formularz. Nic z tego, co tu wpisano, nie przepadło, ale jeszcze "
    "nie zostało zapisane. Porównaj obie wersje w tabeli poniżej, popraw formularz i zapisz go ponownie: wtedy "
    "będzie obowiązywać to, co w nim jest."
)


def digest(state: Any) -> str:
    """A short name of a state that was read from the database; equal states have equal names."""
    text = json.dumps(state, default=str, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Described:
    """A thing as a person sees it in a form: a title and values by label. Order matters if `place` is given."""

    title: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    label: str
    mine: str
    stored: str


def differences(mine: Mapping[str, Described], stored: Mapping[str, Described]) -> list[Difference]:
    """What differs between two versions of a list of things, each known by its key."""
    found: list[Difference] = []
    for key in {**stored, **mine}:
        found += _between(mine.get(key), stored.get(key))
    return found


def _between(mine: Described | None, stored: Described | None) -> Iterable[Difference]:
    if mine is None or stored is None:
        there = mine or stored or Described("")
        text = "\n".join(f"{label}: {value}" for label, value in there.values.items() if value) or NOTHING
        yield Difference(there.title, text if mine else "nie ma", text if stored else "nie ma")
        return
    for label, value in mine.values.items():
        other = stored.values.get(label, "")
        if value != other:
            yield Difference(f"{mine.title} – {label}" if mine.title else label, value or NOTHING, other or NOTHING)


def reordered(mine: Mapping[str, Described], stored: Mapping[str, Described], label: str) -> list[Difference]:
    """One difference when the things that both versions hold stand in another order.

    Their titles are numbers, which follow from the order; so each is named by how its stored text begins.
    """
    here = [key for key in mine if key in stored]
    there = [key for key in stored if key in mine]
    moved = [place for place, (one, other) in enumerate(zip(here, there, strict=True)) if one != other]
    if not moved:
        return []
    part = slice(moved[0], moved[-1] + 1)
    return [Difference(label, _excerpts(stored, here[part]), _excerpts(stored, there[part]))]


def _excerpts(things: Mapping[str, Described], keys: Iterable[str]) -> str:
    return " | ".join(_excerpt("; ".join(filter(None, things[key].values.values()))) for key in keys)


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1].rstrip()}…"
