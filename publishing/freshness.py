"""What somebody should look at again: units and contacts of the editions in force that nobody checked for long.

Asked of traces and of checks, with a fixed number of queries: no document is read, however large the office is.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.db.models import Max
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
UNITS: Final = frozenset({"unit", "department"})
PARTS: Final = frozenset({"channel", "post"})  # what belongs to a contact, or to a unit, and is checked with it
KINDS: Final = (CONTACT, *UNITS, *PARTS, "appointment")


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
    checked = _days_of_checks()
    found = [
        Due(record.edition, key, kind == CONTACT, record.line(key), max(since, last or since), last)
        for record in _records(identities, at)
        for key, kind, since in record.standing()
        if (last := checked.get(key)) is None or last < limit
    ]
    return sorted((each for each in found if each.since < limit), key=lambda each: (each.since, each.key))


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
    def _standing(self) -> list[Row]:
        kinds = UNITS | {CONTACT}
        return [row for row in self.rows if row.kind in kinds and row.holds(self.edition.number)]

    @cached_property
    def _places(self) -> dict[str, str]:
        return {row.key: row.place for row in self._standing}

    def line(self, key: str) -> tuple[str, ...]:
        kinds = {row.key: row.kind for row in self._standing}
        found: list[str] = []
        place = self._places[key] if kinds[key] == CONTACT else key
        while place and place not in found:
            found.append(place)
            place = self._places.get(place, "")
        return tuple(found)

    def standing(self) -> Iterator[tuple[str, str, date]]:
        """(key, kind, from which day on readers see what it says) of every unit and contact."""
        changed = self._last_changes()
        for row in self._standing:
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


def _records(identities: list[Identity] | None, at: datetime) -> Iterator[_Record]:
    """A withdrawn edition shows nothing that could be checked."""
    in_force: Any = Edition.objects.in_force(at).with_withdrawal().filter(withdrawal=None)
    editions, traces = Edition.objects.all(), Trace.objects.filter(kind__in=KINDS)
    if identities is not None:
        keys = [key for _, key in identities]  # no two subjects have the same
        in_force, editions = in_force.filter(key__in=keys), editions.filter(key__in=keys)
        traces = traces.filter(subject__in={kind for kind, _ in identities}, subject_key__in=keys)
    rows: dict[Identity, list[Row]] = {}
    columns = ("key", "kind", "place", "symbol", "wording", "first_number", "last_number")
    for kind, key, *facts in traces.order_by("first_number").values_list("subject", "subject_key", *columns):
        rows.setdefault((kind, key), []).append(Row(*facts))
    seen: dict[Identity, dict[int, date]] = {}
    moments = editions.annotate(seen_from=SEEN_FROM).order_by().values_list("subject", "key", "number", "seen_from")
    for kind, key, number, moment in moments:
        seen.setdefault((kind, key), {})[number] = timezone.localdate(moment)
    for edition in in_force.order_by("sort_key", "key"):
        identity = (edition.subject, edition.key)
        if identity in rows:
            yield _Record(edition, rows[identity], seen[identity])


def _days_of_checks() -> dict[str, date]:
    return dict(Check.objects.order_by().values_list("key").annotate(last=Max("day")))
