"""«Sprawdzono dnia»: somebody looked at what readers see of a unit or a contact, and it is right.

A row beside the editions. No edition is made only to look fresh.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from journal.models import Entry
from journal.services import record
from orgchart.models import Unit
from orgchart.services import lock_office
from publishing import document, reading
from publishing.canonical import canonical
from publishing.freshness import told_numbers
from publishing.models import Check, Edition
from publishing.obstacles import Obstacle
from publishing.rights import places_to_check
from publishing.services.refusals import PublicationRefused, RoadForbidden
from publishing.services.versions import raise_version


class CheckRefused(PublicationRefused):
    """Nothing was recorded; `obstacles` says why, each in a sentence for whoever tried."""


@dataclass(frozen=True)
class Shown:
    """A unit or a contact as readers see it. `line`: the unit that it is or belongs to, then those above."""

    said: document.Unit | document.Contact
    line: tuple[document.Unit, ...]

    @property
    def key(self) -> str:
        return self.said.key

    @property
    def is_contact(self) -> bool:
        return isinstance(self.said, document.Contact)

    @property
    def title(self) -> str:
        if isinstance(self.said, document.Contact):
            return self.said.title
        return f"{self.said.name} ({self.said.symbol})" if self.said.symbol else self.said.name

    @cached_property
    def fingerprint(self) -> str:
        """The same as long as it says the same. Units below and contact boxes are checked by themselves."""
        said = self.said
        if isinstance(said, document.Unit):
            said = said.model_copy(update={"numeral": "", "units": (), "contacts": ()})
        return hashlib.sha256(canonical(said).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Checked:
    """What came of it: what was recorded now, and what had been checked on the same day before."""

    day: date
    now: tuple[Shown, ...]
    before: tuple[Shown, ...]

    @property
    def told(self) -> str:
        return told_numbers(sum(not each.is_contact for each in self.now), sum(each.is_contact for each in self.now))


@transaction.atomic
def check(keys: Mapping[str, str], *, by: User) -> Checked:
    """Record that these units and contacts are right; each key comes with the fingerprint of what was read (`Shown`).

    All or none. Raises `CheckRefused` if one of them stands in no edition in force, or says something else by now, and
    `RoadForbidden` if one is not his. What was checked today already stays as it is.
    """
    lock_office()
    now = timezone.now()
    shown = shown_now(keys, now)
    found = list(_obstacles(keys, shown))
    if found:
        raise CheckRefused(found)
    _refuse_foreign(shown.values(), by)
    today = timezone.localdate(now)
    before = set(Check.objects.filter(key__in=list(keys), day=today).values_list("key", flat=True))
    new = tuple(each for key, each in shown.items() if key not in before)
    for each in new:
        Check(key=each.key, day=today, by=by, at=now).save()
        _record(each, today)
    if new:
        raise_version()
    return Checked(today, new, tuple(each for key, each in shown.items() if key in before))


def shown_now(keys: Collection[str], at: datetime) -> dict[str, Shown]:
    """Those of the keys that readers see at that moment, with what they see; two queries at most.

    Where two departments hold a key, because a unit moved, the one published last counts, as on readers' pages.
    """
    if not keys:
        return {}
    holding = Edition.objects.public(at).filter(reading.held(Q(key__in=list(keys)))).select_related("body")
    seen: dict[str, Shown] = {}
    for edition in holding.order_by("in_force_from", "published_at", "pk"):
        seen |= all_shown(edition)
    return {key: seen[key] for key in keys if key in seen}


def all_shown(edition: Edition) -> dict[str, Shown]:
    """Every unit and contact of an edition, in the order of its page."""
    content = reading.document_of(edition)
    if isinstance(content, document.OfficeDocument):
        return {box.key: Shown(box, ()) for box in content.contacts}
    if isinstance(content, document.DepartmentDocument):
        return {each.key: each for each in _of_unit(content.unit, ())}
    return {}


def _of_unit(unit: document.Unit, above: tuple[document.Unit, ...]) -> Iterator[Shown]:
    line = (unit, *above)
    yield Shown(unit, line)
    for box in unit.contacts:
        yield Shown(box, line)
    for below in unit.units:
        yield from _of_unit(below, line)


def _obstacles(keys: Mapping[str, str], shown: Mapping[str, Shown]) -> Iterator[Obstacle]:
    if not keys:
        yield Obstacle("check-of-nothing", "Nie wybrano, co jest nadal aktualne.")
    for key, fingerprint in keys.items():
        if key not in shown:
            text = "Tego, co miało być sprawdzone, czytelnicy już nie widzą. Zobacz, co widzą teraz."
            yield Obstacle("check-of-nothing", text)
        elif shown[key].fingerprint != fingerprint:
            text = (
                f"„{shown[key].title}” brzmi już inaczej, niż było pokazane. Przeczytaj jeszcze raz i wtedy potwierdź."
            )
            yield Obstacle("check-outdated", text)


def _refuse_foreign(shown: Collection[Shown], by: User) -> None:
    units = {unit.key for each in shown for unit in each.line}
    numbers = dict(Unit.objects.filter(key__in=units).order_by().values_list("key", "pk"))
    may = places_to_check(by)
    for each in shown:
        if not may(number_of([unit.key for unit in each.line], numbers)):
            raise RoadForbidden(f"Sprawdzenie „{each.title}” nie należy do powierzonych Ci części urzędu.")


def number_of(line: Collection[str], numbers: Mapping[str, int]) -> int | None:
    """The unit of the working copy whose editors answer for it: the nearest that is still there; None: the office."""
    return next((numbers[key] for key in line if key in numbers), None)


def _record(shown: Shown, day: date) -> None:
    """Not as a change of the working copy: whoever checks has no hand in what is published next."""
    record(
        Entry.Kind.ROAD,
        "sprawdzono, nadal aktualne",
        model="publishing.check",
        key=shown.key,
        owner=shown.line[0].key if shown.line else "office",
        title=shown.title,
        after={"dzień": f"{day:%d.%m.%Y}"},
    )
