"""Writes to the duties of a unit: always as one ordered list, so that numbers never have to be retyped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

from journal.recording import one_act
from orgchart.models import Gone, Unit
from orgchart.order import OUT_OF_THE_WAY
from orgchart.removals import forget_gone, note_gone, roots_of
from orgchart.search import refold
from orgchart.services import ids_below, lock_office, remove_unit
from tasks.models import Duty
from tasks.numbering import numbers

PLACE = ["unit", "parent", "position"]
LONGEST_TITLE = 300  # of what is gone, in letters
WORDS = ["label", "text", "legal_basis", "searchable"]


@dataclass(frozen=True)
class DutyRow:
    """A duty as it shall be. `key` names the duty that it goes on from; empty for a new one."""

    text: str
    key: str = ""
    label: str = ""
    legal_basis: str = ""
    points: tuple["DutyRow", ...] = ()


@one_act()
def arrange_duties(unit: Unit, rows: Sequence[DutyRow]) -> list[Duty]:
    """Make the unit's duties exactly these, in this order, and remove what is not named any more.

    A key may come from another unit: that duty moves here. Returns the duties without their points. Raises
    `ValidationError` when a row is wrong and `Duty.DoesNotExist` when a key names nothing.
    """
    return arrange_lists([(unit, rows)])[0]


@one_act()
def arrange_lists(lists: Sequence[tuple[Unit, Sequence[DutyRow]]], *, revive: bool = False) -> list[list[Duty]]:
    """The same for several units at once, so that duties can pass from one list to another in either direction.

    `revive`: where a key names nothing any more, a duty with that key is made.
    """
    for _, rows in lists:
        for siblings in (rows, *(row.points for row in rows)):
            _refuse_doubles(siblings)
    every = [row for _, rows in lists for row in rows]
    if any(point.points for row in every for point in row.points):
        raise ValidationError("Punkt nie może mieć własnych punktów.")
    lock_office()
    stored = _stored(every, revive=revive)
    _set_aside(_moved(lists, stored))
    units = [unit for unit, _ in lists]
    removed = Duty.objects.filter(Q(unit__in=units) | Q(parent__in=stored.values())).exclude(key__in=stored)
    _note_gone(removed)
    removed.delete()
    if revive:
        forget_gone([row.key for duty in every for row in (duty, *duty.points) if row.key and row.key not in stored])
    places = [(unit, None, place, row) for unit, rows in lists for place, row in enumerate(rows, start=1)]
    duties = _write(places, stored)
    points = [
        (duty.unit, duty, place, point)
        for duty, row in zip(duties, every, strict=True)
        for place, point in enumerate(row.points, start=1)
    ]
    _write(points, stored)
    written = iter(duties)
    return [list(islice(written, len(rows))) for _, rows in lists]


@one_act()
def move_duty(duty: Duty, *, unit: Unit, index: int | None = None) -> Duty:
    """Put a duty with its points at `index` among the duties of the unit (None: last); its key stays.

    The numbers close up where it stood. Raises `Duty.DoesNotExist` when somebody removed it meanwhile, and
    `ValidationError` for a point, and where its number would stand twice.
    """
    lock_office()
    duty = Duty.objects.select_related("unit").get(pk=duty.pk)
    if duty.parent_id is not None:
        raise ValidationError("Punkt przechodzi do innej komórki tylko razem ze swoim zadaniem.")
    left = duty.unit
    rows = {row.key: row for row in list_duties(left)}
    moved = rows.pop(duty.key)
    there = [row for row in list_duties(unit) if row.key != duty.key]
    at = len(there) if index is None else max(0, min(index, len(there)))
    arrange_duties(unit, [*there[:at], moved, *there[at:]])
    if left.pk != unit.pk:
        arrange_duties(left, list(rows.values()))
    duty.refresh_from_db()
    return duty


def list_duties(unit: Unit) -> list[DutyRow]:
    """The unit's duties as they are stored, ready to be arranged anew."""
    points: dict[int | None, list[DutyRow]] = {}
    stored = list(Duty.objects.filter(unit=unit).order_by("position"))
    for duty in stored:
        if duty.parent_id:
            points.setdefault(duty.parent_id, []).append(_row(duty))
    return [_row(duty, tuple(points.get(duty.pk, ()))) for duty in stored if not duty.parent_id]


def _row(duty: Duty, points: tuple[DutyRow, ...] = ()) -> DutyRow:
    return DutyRow(duty.text, duty.key, duty.label, duty.legal_basis, points)


@one_act()
def close_unit(unit: Unit) -> int:
    """Remove the unit with all below it and all their duties. Returns how many units went."""
    lock_office()
    _note_gone(Duty.objects.filter(unit__in=ids_below(unit.pk)))
    return remove_unit(unit)


def _note_gone(duties: QuerySet[Duty]) -> None:
    """Before they are removed."""
    rows = list(duties.select_related("unit"))
    if not rows:
        return
    roots = roots_of(duty.unit for duty in rows)
    note_gone(
        [
            Gone(
                key=duty.key,
                kind=Gone.Kind.DUTY,
                department_key=roots[duty.unit.tree_id].key if duty.unit.tree_id in roots else "",
                title=duty.text if len(duty.text) <= LONGEST_TITLE else f"{duty.text[: LONGEST_TITLE - 1].rstrip()}…",
                place=str(duty.unit)[:LONGEST_TITLE],
            )
            for duty in rows
        ]
    )


def _refuse_doubles(siblings: Sequence[DutyRow]) -> None:
    """A number is what people quote, so a list has none twice."""
    earlier: dict[str, str] = {}
    for row, number in zip(siblings, numbers(row.label for row in siblings), strict=True):
        if number in earlier:
            raise ValidationError(f"Ten sam numer {number} mają „{earlier[number]}” i „{Duty(text=row.text)}”.")
        earlier[number] = str(Duty(text=row.text))


def _stored(rows: Iterable[DutyRow], *, revive: bool) -> dict[str, Duty]:
    """The duties and points that the rows go on from, by key."""
    keys = [row.key for duty in rows for row in (duty, *duty.points) if row.key]
    if len(keys) != len(set(keys)):
        raise ValidationError("To samo zadanie podano dwa razy.")
    stored = {duty.key: duty for duty in Duty.objects.filter(key__in=keys)}
    if len(stored) != len(keys) and not revive:
        raise Duty.DoesNotExist(f"no duty has the key {', '.join(sorted(set(keys) - set(stored)))}")
    return stored


def _moved(lists: Sequence[tuple[Unit, Sequence[DutyRow]]], stored: dict[str, Duty]) -> list[Duty]:
    """The stored duties and points that do not stand yet where they shall."""
    keys = {duty.pk: duty.key for duty in stored.values()}
    wanted: dict[str, tuple[int, str | None, int]] = {}
    for unit, rows in lists:
        for place, row in enumerate(rows, start=1):
            wanted[row.key] = (unit.pk, None, place)
            wanted |= {point.key: (unit.pk, row.key, index) for index, point in enumerate(row.points, start=1)}
    places = {
        key: (duty.unit_id, keys.get(duty.parent_id, "gone") if duty.parent_id else None, duty.position)
        for key, duty in stored.items()
    }
    return [duty for key, duty in stored.items() if places[key] != wanted[key]]


def _set_aside(duties: Sequence[Duty]) -> None:
    """Take the rows out of every order, so that none stands in another's way and none falls with its parent."""
    rows = Duty.objects.filter(pk__in=[duty.pk for duty in duties])
    rows.update(parent=None, position=F("pk") + OUT_OF_THE_WAY)
    for duty in duties:
        duty.position = OUT_OF_THE_WAY


def _write(places: Iterable[tuple[Unit, Duty | None, int, DutyRow]], stored: dict[str, Duty]) -> list[Duty]:
    """Put the rows in their places, and write only what differs: most rows of a long list stay as they are."""
    duties, moved, reworded = [], [], []
    for unit, parent, place, row in places:
        duty = stored.get(row.key) or (Duty(key=row.key) if row.key else Duty())
        before = duty.position, [getattr(duty, name) for name in WORDS]
        duty.unit, duty.parent, duty.position = unit, parent, place
        duty.text, duty.label, duty.legal_basis = row.text, row.label, row.legal_basis
        refold(duty)
        duties.append(duty)
        moved += [duty] if before[0] != place else []
        reworded += [duty] if not duty.pk or before[1] != [getattr(duty, name) for name in WORDS] else []
    for duty in reworded:
        duty.clean_fields(exclude=["unit", "parent"])
    Duty.objects.bulk_create([duty for duty in duties if duty.pk is None], batch_size=200)
    Duty.objects.bulk_update([duty for duty in moved if duty.key in stored], PLACE, batch_size=200)
    Duty.objects.bulk_update([duty for duty in reworded if duty.key in stored], WORDS, batch_size=200)
    return duties
