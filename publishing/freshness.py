"""What somebody should look at again: units and contacts of the editions in force that nobody checked for long.

Asked of traces and of checks, with five queries at most: no document is read, however large the office is.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, NamedTuple

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone

from journal.words import counted
from publishing.models import Check, Edition, Trace
from publishing.obstacles import Obstacle, Severity
from publishing.reading import SEEN_FROM
from publishing.subjects import Identity, Subject, identity_of

# No act says how often. Rooms and telephones change with a move or a reform, a few times in ten years; half a year is
# what an office can keep up with, and what the page «Zgodność» asks for.
CHECK_EVERY_MONTHS: Final = 6
SECTION: Final = "do-sprawdzenia"  # where the desk lists them
CONTACT: Final = "contact"
PARTS: Final = frozenset({"channel", "post"})  # what belongs to a contact, or to a unit, and is checked with it
CHECKED: Final = (CONTACT, "unit", "department")
KINDS: Final = (*CHECKED, *PARTS, "appointment")


@dataclass(frozen=True)
class Due:
    """A unit or a contact of an edition in force. `line`: the unit that it is or belongs to, then those above (keys).

    `since` is the day of the last look: a check, or a published change of what it says. `checked`: the last check.
    """

    edition: Edition
    key: str
    is_contact: bool
    line: tuple[str, ...]
    since: date
    checked: date | None


def due(subjects: Iterable[Subject] | None, at: datetime) -> list[Due]:
    """What is to be checked in these subjects (None: in all), the longest unseen first."""
    identities = None if subjects is None else [identity_of(subject) for subject in subjects]
    limit = months_before(timezone.localdate(at), CHECK_EVERY_MONTHS)
    records = _records(identities, at, limit)
    checked = _days_of_checks() if records else {}
    found = [
        Due(record.edition, key, kind == CONTACT, record.line(key), max(since, last or since), last)
        for record in records
        for key, kind, since in record.standing()
        if since < limit and ((last := checked.get(key)) is None or last < limit)
    ]
    return sorted(found, key=lambda each: (each.since, each.key))


def obstacles_of_checks(found: Sequence[Due]) -> Iterator[Obstacle]:
    """Of what is due: one for contacts and one for units of each subject. They stand in no publication's way."""
    for edition in {each.edition: None for each in found}:
        here = [each for each in found if each.edition == edition]
        link = f"{reverse('desk:subject', args=[edition.key])}#{SECTION}"
        text = f"„{edition.title}”: od ponad pół roku nikt nie sprawdził, czy aktualne są:"
        contacts, units = [each for each in here if each.is_contact], [each for each in here if not each.is_contact]
        if contacts:
            yield Obstacle("contact-unchecked", f"{text} {told(contacts)}.", Severity.WARNS, link, "D6")
        if units:
            yield Obstacle("unit-unchecked", f"{text} {told(units)}.", Severity.WARNS, link, "D1")


def told(those: Iterable[Due]) -> str:
    """«2 komórki i 5 kontaktów»."""
    contacts = [each.is_contact for each in those]
    return told_numbers(contacts.count(False), contacts.count(True))


def told_numbers(units: int, contacts: int) -> str:
    said = [counted(units, "komórka", "komórki", "komórek")] if units else []
    said += [counted(contacts, "kontakt", "kontakty", "kontaktów")] if contacts else []
    return " i ".join(said)


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the last of that month, where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Row(NamedTuple):
    """A trace, as it is read here."""

    key: str
    kind: str
    place: str
    symbol: str
    wording: str
    first: int
    last: int | None

    def holds(self, number: int) -> bool:
        return self.first <= number and (self.last is None or self.last >= number)


@dataclass(frozen=True)
class _Record:
    """What the traces say of one subject; `seen`: from which day on readers could see each of its editions."""

    edition: Edition
    rows: list[Row]
    seen: dict[int, date]

    @cached_property
    def _standing(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows if row.kind in CHECKED and row.holds(self.edition.number)}

    def line(self, key: str) -> tuple[str, ...]:
        found: list[str] = []
        place = self._standing[key].place if self._standing[key].kind == CONTACT else key
        while place in self._standing and place not in found:
            found.append(place)
            place = self._standing[place].place
        return tuple(found)

    def standing(self) -> Iterator[tuple[str, str, date]]:
        """(key, kind, from which day on readers see what it says) of every unit and contact."""
        changed = self._last_changes()
        for row in self._standing.values():
            numbers = range(changed[row.key], self.edition.number + 1)
            yield row.key, row.kind, min(self.seen[number] for number in numbers if number in self.seen)

    def _last_changes(self) -> dict[str, int]:
        """The edition by which each unit and contact, or a part of it, said last something else than before."""
        found: dict[str, int] = {}
        for (owner, _), rows in self._histories().items():
            for number in _changes(rows, self.edition.number):
                found[owner] = max(number, found.get(owner, 0))
        return found

    def _histories(self) -> dict[tuple[str, str], list[Row]]:
        """Rows by whose they are, and by their own key: a post that moved went from one unit and came to another."""
        units_of_posts = {row.key: row.place for row in self.rows if row.kind == "post"}
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            owner = row.place if row.kind in PARTS else row.key
            owner = units_of_posts.get(row.place, "") if row.kind == "appointment" else owner
            found.setdefault((owner, row.key), []).append(row)
        return found


def _changes(rows: list[Row], number: int) -> Iterator[int]:
    """The editions, up to that number, with which it came, said something else, or was gone; a new place is none."""
    says, until = None, 0
    for row in rows:
        if row.first > number:
            return
        if says != (row.wording, row.symbol) or row.first != until + 1:
            yield row.first
        says, until = (row.wording, row.symbol), row.last or number
    if until < number:
        yield until + 1


def _records(identities: list[Identity] | None, at: datetime, limit: date) -> list[_Record]:
    """Of the subjects in which something may be due. A withdrawn edition shows nothing that could be checked."""
    in_force = Edition.objects.public(at).order_by("sort_key", "key")
    editions = Edition.objects.order_by().annotate(seen_from=SEEN_FROM)
    if identities is not None:
        keys = [key for _, key in identities]  # no two subjects have the same
        in_force, editions = in_force.filter(key__in=keys), editions.filter(key__in=keys)
    seen: dict[str, dict[int, date]] = {}
    for key, number, moment in editions.values_list("key", "number", "seen_from"):
        seen.setdefault(key, {})[number] = timezone.localdate(moment)
    old = [edition for edition in in_force if min(seen[edition.key].values()) < limit]
    rows = _rows(_with_unchecked({edition.key: edition.number for edition in old}, seen, limit))
    return [_Record(edition, rows[edition.key], seen[edition.key]) for edition in old if edition.key in rows]


def _with_unchecked(in_force: dict[str, int], seen: dict[str, dict[int, date]], limit: date) -> set[str]:
    """Those of the subjects (keys, with the number in force) of which something was not checked since that day.

    Of one that has newer editions than that in force, the traces of the newest do not tell: it is among them.
    """
    if not in_force:
        return set()
    recent = Check.objects.filter(key=OuterRef("key"), day__gte=limit)
    newest = Trace.objects.filter(~Exists(recent), kind__in=CHECKED, last_number=None, subject_key__in=in_force)
    found = set(newest.order_by().values_list("subject_key", flat=True).distinct())
    return found | {key for key, number in in_force.items() if number != max(seen[key])}


def _rows(keys: set[str]) -> dict[str, list[Row]]:
    """The traces of each subject, the oldest first."""
    found: dict[str, list[Row]] = {}
    columns = ("subject_key", "key", "kind", "place", "symbol", "wording", "first_number", "last_number")
    traces = Trace.objects.filter(kind__in=KINDS, subject_key__in=keys).order_by("first_number")
    for subject, *facts in traces.values_list(*columns) if keys else ():
        found.setdefault(subject, []).append(Row(*facts))
    return found


def _days_of_checks() -> dict[str, date]:
    return dict(Check.objects.order_by().values_list("key").annotate(last=Max("day")))
