"""Writes to the structure. Nothing else in the project writes where a unit stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from journal.recording import one_act, tell_moved
from orgchart import kinds
from orgchart.addresses import RESERVED
from orgchart.models import TREE_FIELDS, Appointment, Post, Unit
from orgchart.order import OUT_OF_THE_WAY, arrange, close_gaps, insert_at
from orgchart.removals import forget_gone, note_units
from orgchart.text import slug
from orgchart.tree import Node, Place, number_tree, unreachable

LONGEST_DERIVED_SLUG: Final = 80  # leaves room for the parent's address, or a number, behind it
LOCK_NUMBER: Final = 20_110_118  # any number will do, as long as it stays the same


class MoveError(Exception):
    """The move cannot be: the message tells the editor why."""


def lock_office() -> None:
    """Let one transaction at a time change the structure; held until the transaction ends.

    PostgreSQL takes an advisory lock. SQLite needs none: its transactions begin IMMEDIATE, so a writer is alone.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the office is locked inside a transaction only")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_NUMBER])


@one_act()
def add_unit(*, parent: Unit | None, name: str, index: int | None = None, **facts: Any) -> Unit:
    """A new unit below `parent` (None: a new department) at `index` among its siblings (None: last)."""
    lock_office()
    parent = Unit.objects.get(pk=parent.pk) if parent else None
    unit = Unit(name=name, **facts)
    unit.kind = unit.kind or _kind_of(name, parent)
    unit.slug = unit.slug or free_slug(unit, parent)
    siblings = Unit.objects.filter(parent=parent)
    unit.position = max(siblings.values_list("position", flat=True), default=0) + 1
    unit.parent = parent
    unit.full_clean()
    unit.insert_at(parent, position="last-child", save=True)
    _place(unit.pk, parent, index)
    unit.refresh_from_db()
    return unit


def _kind_of(name: str, parent: Unit | None) -> str:
    """As the name says; a root of which it says nothing is a department."""
    found = kinds.kind_of(name)
    return kinds.DEPARTMENT if found == kinds.OTHER and parent is None else found


@transaction.atomic
def change_unit(unit: Unit, **facts: Any) -> Unit:
    """Write the unit's own facts. An empty address is made anew; so is one that was made of a symbol which changes.

    Raises `TypeError` for where it stands: a unit is moved by `move_unit`.
    """
    if places := TREE_FIELDS & facts.keys():
        raise TypeError(f"change_unit() does not write {', '.join(sorted(places))}")
    lock_office()
    fresh = Unit.objects.get(pk=unit.pk)
    outdated = "symbol" in facts and facts["symbol"] != fresh.symbol and _is_of_symbol(fresh)
    for name, value in facts.items():
        setattr(fresh, name, value)
    if not fresh.slug or (outdated and not facts.get("slug")):
        fresh.slug = free_slug(fresh, fresh.parent)
    fresh.full_clean()
    fresh.save(update_fields=[*facts, "slug"])
    return fresh


def _is_of_symbol(unit: Unit) -> bool:
    """Whether the address was made of the symbol, or of the name for want of one, and not typed."""
    made = slug(unit.symbol or unit.name)
    return unit.parent_id is not None and (unit.slug == made or unit.slug.startswith(f"{made}-"))


@transaction.atomic
def free_symbols(units: Iterable[Unit]) -> None:
    """Take symbols and addresses from units that get others right after, or go: so two can exchange theirs."""
    lock_office()
    for unit in units:
        Unit.objects.filter(pk=unit.pk).update(symbol="", slug=f"bez-symbolu-{unit.key}")


@one_act()
def move_unit(unit: Unit, *, parent: Unit | None, index: int | None = None) -> Unit:
    """Put the unit, with all below it, at `index` among the children of `parent` (None: last)."""
    lock_office()
    unit = Unit.objects.get(pk=unit.pk)
    parent = Unit.objects.get(pk=parent.pk) if parent else None
    _refuse_impossible_move(unit, parent)
    tell_moved(Unit, unit.pk)
    left = Unit.objects.filter(parent=unit.parent_id)
    if unit.parent_id != (parent.pk if parent else None):
        last = max(Unit.objects.filter(parent=parent).values_list("position", flat=True), default=0)
        Unit.objects.filter(pk=unit.pk).update(parent=parent, position=last + 1)
        close_gaps(left)
    _place(unit.pk, parent, index)
    unit.refresh_from_db()
    return unit


def _refuse_impossible_move(unit: Unit, parent: Unit | None) -> None:
    if parent is None and unit.parent_id is not None and unit.pk not in lost_units():
        raise MoveError(f"„{unit.name}” nie jest departamentem, więc musi należeć do jednostki nadrzędnej.")
    if parent is not None and unit.parent_id is None:
        raise MoveError(f"„{unit.name}” jest departamentem i nie może należeć do innej jednostki.")
    if parent is not None and parent.pk in ids_below(unit.pk):
        raise MoveError(f"„{unit.name}” nie może należeć do samej siebie ani do komórki, która jej podlega.")


def lost_units() -> set[int]:
    """Units that no root leads to, because somebody wrote to the database by hand."""
    orphans, cyclic = unreachable(
        Node(*row) for row in Unit.objects.order_by().values_list("pk", "parent_id", "position")
    )
    return {*orphans, *cyclic}


@one_act()
def remove_unit(unit: Unit) -> int:
    """Remove the unit with all below it, and close the gap. Returns how many units went.

    Of their duties `tasks.services.close_unit` keeps what became of them; where there may be duties, call that.
    """
    lock_office()
    parent = Unit.objects.values_list("parent", flat=True).get(pk=unit.pk)
    gone = ids_below(unit.pk)
    note_units(list(Unit.objects.filter(pk__in=gone)))
    for pk in reversed(gone):  # the lowest first, row by row: the numbers are put right afterwards, once
        Unit.objects.filter(pk=pk).delete()
    close_gaps(Unit.objects.filter(parent=parent))
    renumber()
    return len(gone)


@dataclass(frozen=True)
class UnitRow:
    """A unit as it shall be: `parent` is the key of the unit above it, empty for the department itself."""

    key: str
    parent: str
    facts: Mapping[str, str]


@one_act()
def arrange_units(rows: Sequence[UnitRow]) -> dict[str, Unit]:
    """Put these units, by key, where the rows say, each after the one above it; one that is not there is added.

    Units that no row names stay, behind those that rows name. Only what differs is written. Raises `MoveError` where
    a department would become a unit or a unit a department, and `ValidationError` for facts that no form takes.
    """
    lock_office()
    units = {unit.key: unit for unit in Unit.objects.filter(key__in=[row.key for row in rows])}
    for row in rows:
        if row.key in units and bool(row.parent) != (units[row.key].parent_id is not None):
            became = "jest teraz departamentem" if row.parent else "nie jest już departamentem"
            raise MoveError(f"„{units[row.key].name}” {became}.")
    free_symbols(_in_the_way(rows, units))
    added = [row for row in rows if row.key not in units]
    left = {units[row.key].parent_id for row in rows if row.key in units}
    for index, row in enumerate(rows):
        parent = units[row.parent] if row.parent else None
        if row.key in units:
            _put_below(units[row.key], parent)
        else:
            units[row.key] = _made(row, parent, index)
    for row in rows:
        _write_facts(units[row.key], row.facts)
    if added:
        forget_gone([row.key for row in added])
    if added or left:
        _arrange_children(rows, units, left)
        renumber()
    return units


@one_act()
def arrange_departments(ids: Sequence[int]) -> None:
    """Put all departments into this order."""
    lock_office()
    departments = Unit.objects.filter(parent=None)
    if list(departments.order_by("position").values_list("pk", flat=True)) != list(ids):
        arrange(departments, ids)
        renumber()


def _in_the_way(rows: Sequence[UnitRow], units: Mapping[str, Unit]) -> list[Unit]:
    """Units whose symbol or address another of the rows shall have."""
    symbols = {row.facts["symbol"].casefold(): row.key for row in rows if row.facts["symbol"]}
    slugs = {row.facts["slug"]: row.key for row in rows}
    found = [
        unit
        for key, unit in units.items()
        if symbols.get(unit.caseless_symbol, key) != key or slugs.get(unit.slug, key) != key
    ]
    for unit in found:
        unit.symbol, unit.caseless_symbol, unit.slug = "", "", f"bez-symbolu-{unit.key}"
    return found


def _put_below(unit: Unit, parent: Unit | None) -> None:
    if unit.parent_id == (parent.pk if parent else None):
        return
    unit.parent, unit.position = parent, 2 * OUT_OF_THE_WAY + unit.pk
    Unit.objects.filter(pk=unit.pk).update(parent=parent, position=unit.position)


def _made(row: UnitRow, parent: Unit | None, index: int) -> Unit:
    """A row that stands last; where that is in the tree is numbered afterwards."""
    last = max(Unit.objects.filter(parent=parent).values_list("position", flat=True), default=0)
    position = last + 1 if parent is None else 3 * OUT_OF_THE_WAY + index
    unit = Unit(key=row.key, parent=parent, position=position, lft=0, rght=0, tree_id=0, level=0, **row.facts)
    _clean(unit)
    Unit.objects.bulk_create([unit])
    return unit


def _write_facts(unit: Unit, facts: Mapping[str, str]) -> None:
    changed = {name: value for name, value in facts.items() if getattr(unit, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(unit, name, value)
    _clean(unit)
    unit.save(update_fields=list(changed))


def _clean(unit: Unit) -> None:
    try:
        unit.full_clean(validate_constraints=False)  # `clean` asks whose the symbol is; the rest the database refuses
    except ValidationError as error:
        raise ValidationError([f"„{unit.name}”: {message}" for message in error.messages]) from error


def _arrange_children(rows: Sequence[UnitRow], units: Mapping[str, Unit], left: Iterable[int | None]) -> None:
    """Under every unit that has or had some of them: the named ones in the order of the rows, then the others."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.parent:
            wanted[units[row.parent].pk].append(units[row.key].pk)
    stored: dict[int, list[tuple[int, int]]] = defaultdict(list)
    parents = {*wanted, *(pk for pk in left if pk)}
    for pk, parent, place in Unit.objects.filter(parent__in=parents).values_list("pk", "parent_id", "position"):
        stored[parent].append((place, pk))
    for parent, places in stored.items():
        named = wanted.get(parent, [])
        order = [*named, *(pk for _, pk in sorted(places) if pk not in named)]
        if sorted(places) != list(enumerate(order, start=1)):
            arrange(Unit.objects.filter(parent=parent), order)


@one_act()
def rearrange_appointments(post: Post, appointments: Sequence[Appointment]) -> None:
    """Make the post's appointments exactly these.

    Two that change places pass each other as acting ones for a moment, for only those may overlap in the database.
    Raises `IntegrityError` when two of them overlap in the end.
    """
    lock_office()
    kept = [appointment.pk for appointment in appointments if appointment.pk]
    post.appointments.exclude(pk__in=kept).delete()
    post.appointments.update(acting=True)
    for appointment in appointments:
        appointment.post = post
        appointment.save()


def ids_below(pk: int) -> list[int]:
    """The unit and all below it, each after its parent; read from the parents, so a wrong number misleads nobody."""
    found, level = [pk], [pk]
    while level:
        level = list(Unit.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True))
        found += level
    return found


def free_slug(unit: Unit, parent: Unit | None) -> str:
    """An address of its own: from the symbol or the name, then with the parent's, then with a number.

    A department's is made of its name: all pages of the department stand below it, and symbols change more often.
    """
    wanted = _cut(slug((parent and unit.symbol) or unit.name)) or "komorka"
    tries: Iterable[str] = [
        wanted,
        *([f"{wanted}-{parent.slug}"] if parent else []),
        *(f"{wanted}-{n}" for n in range(2, 1000)),
    ]
    taken = set(Unit.objects.filter(slug__startswith=wanted).exclude(pk=unit.pk).values_list("slug", flat=True))
    for candidate in tries:
        if candidate not in taken and candidate not in RESERVED and len(candidate) <= 120:
            return candidate
    raise ValidationError({"slug": "Podaj adres: z symbolu i nazwy nie da się utworzyć wolnego."})


def _cut(derived: str) -> str:
    """The whole words that fit."""
    if len(derived) <= LONGEST_DERIVED_SLUG:
        return derived
    return derived[: LONGEST_DERIVED_SLUG + 1].rpartition("-")[0] or derived[:LONGEST_DERIVED_SLUG]


def _place(pk: int, parent: Unit | None, index: int | None) -> None:
    siblings = Unit.objects.filter(parent=parent)
    ids = list(siblings.order_by("position").values_list("pk", flat=True))
    arrange(siblings, insert_at(ids, pk, index))
    renumber()


def renumber() -> int:
    """Write the tree's numbers wherever they differ from what (parent, position) demands; returns how many rows."""
    lock_office()
    stored = {
        pk: (Node(pk, parent, position), Place(*place))
        for pk, parent, position, *place in Unit.objects.order_by().values_list(
            "pk", "parent_id", "position", "tree_id", "level", "lft", "rght"
        )
    }
    right = number_tree(node for node, _ in stored.values())
    wrong = [pk for pk, place in right.items() if stored[pk][1] != place]
    rows = [Unit(pk=pk, **right[pk]._asdict()) for pk in wrong]
    Unit.objects.bulk_update(rows, Place._fields, batch_size=200)
    return len(rows)
