"""Putting rows that have a unique `position` among their siblings into a new order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import F, Manager, Q, QuerySet

from journal.recording import one_act, tell_moved

OUT_OF_THE_WAY: Final = 1_000_000  # more than any list is long


def arrange(siblings: QuerySet[Any], ids: Sequence[int]) -> None:
    """Give the rows of `siblings` the positions 1, 2, … in the order of `ids`, which must name all of them.

    In two steps, because neither database lets two rows pass each other under a unique constraint. Rows that
    stand right already are not written.
    """
    stored = dict(siblings.values_list("pk", "position"))
    if set(stored) != set(ids) or len(stored) != len(ids):
        raise ValueError("the order must name every sibling once")
    wrong = {pk: position for position, pk in enumerate(ids, start=1) if stored[pk] != position}
    if not wrong:
        return
    moved = siblings.model._default_manager.filter(pk__in=wrong)
    with one_act():
        moved.update(position=F("position") + OUT_OF_THE_WAY)
        rows = list(moved.only("pk", "position"))
        for row in rows:
            row.position = wrong[row.pk]
        siblings.model._default_manager.bulk_update(rows, ["position"], batch_size=200)


def insert_at(ids: Sequence[int], new: int, index: int | None) -> list[int]:
    """The ids with `new` put at `index` (0 is first; None is last), taken from wherever it stood before."""
    others = [pk for pk in ids if pk != new]
    at = len(others) if index is None else max(0, min(index, len(others)))
    return [*others[:at], new, *others[at:]]


def rewrite(siblings: QuerySet[Any], rows: Sequence[Any]) -> None:
    """Make the siblings exactly these rows, in this order: the others are removed, new ones added."""
    kept = [row.pk for row in rows if row.pk]
    with one_act():
        siblings.exclude(pk__in=kept).delete()
        siblings.update(position=F("position") + OUT_OF_THE_WAY)
        for position, row in enumerate(rows, start=1):
            row.position = position
            row.save()


def save_last(row: Any, group: str) -> None:
    """Save the row; where it is new among the rows of its `group` (a field's name) it comes last, and leaves no gap."""
    old = type(row)._default_manager.filter(pk=row.pk).first()
    old_siblings, siblings = _siblings(old, group) if old else None, _siblings(row, group)
    moved = old is None or getattr(old, f"{group}_id") != getattr(row, f"{group}_id")
    if moved:
        row.position = max(siblings.values_list("position", flat=True), default=0) + 1
    row.save()
    if moved and old_siblings is not None:
        close_gaps(old_siblings)


def remove(row: Any, group: str) -> None:
    """Delete the row and close the gap that it leaves among its siblings."""
    siblings = _siblings(row, group)
    row.delete()
    close_gaps(siblings)


def step(row: Any, group: str, by: int) -> bool:
    """Move the row by so many places among its siblings, wherever it stands now; whether there was room."""
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None:
        return False
    siblings = _siblings(stored, group)
    ids = _ids(siblings)
    target = ids.index(row.pk) + by
    if not 0 <= target < len(ids):
        return False
    with one_act():
        tell_moved(siblings.model, row.pk)
        arrange(siblings, insert_at(ids, row.pk, target))
    return True


def close_gaps(siblings: QuerySet[Any]) -> None:
    arrange(siblings, _ids(siblings))


def _ids(siblings: QuerySet[Any]) -> list[int]:
    return list(siblings.order_by("position").values_list("pk", flat=True))


def _siblings(row: Any, group: str) -> QuerySet[Any]:
    manager: Manager[Any] = type(row)._default_manager
    return manager.filter(**{group: getattr(row, f"{group}_id")})


def rewrite_lists(model: type[Any], group: str, lists: Mapping[int | None, Sequence[Any]]) -> None:
    """Make several lists exactly these rows, in this order, whatever list a row stood in before.

    The rows may carry facts that are not stored yet, and may be new; only what differs is written. A list is named by
    what its `group` (a field's name) refers to. Raises `ValidationError` for what no form takes; the database alone
    refuses what its own constraints forbid.
    """
    of_lists = Q(**{f"{group}__in": [place for place in lists if place is not None]})
    of_lists |= Q(**{group: None}) if None in lists else Q()
    kept = [row.pk for rows in lists.values() for row in rows if row.pk]
    if model._default_manager.filter(of_lists).exclude(pk__in=kept).exists():
        model._default_manager.filter(of_lists).exclude(pk__in=kept).delete()
    stored = {row.pk: row for row in model._default_manager.filter(of_lists | Q(pk__in=kept)).order_by("position")}
    listed: dict[int | None, list[int]] = defaultdict(list)
    for row in stored.values():
        listed[getattr(row, f"{group}_id")].append(row.pk)
    for place, rows in lists.items():
        if listed[place] != [row.pk for row in rows]:
            for position, row in enumerate(rows, start=1):
                setattr(row, f"{group}_id", place)
                row.position = position
    rows = [row for each in lists.values() for row in each]
    changed = [row for row in rows if row.pk is None or _values(row) != _values(stored[row.pk])]
    passing = [row.pk for row in changed if row.pk and _place(row, group) != _place(stored[row.pk], group)]
    if passing:
        model._default_manager.filter(pk__in=passing).update(position=F("pk") + 2 * OUT_OF_THE_WAY)
    for row in changed:
        _save(row, group)


def _save(row: Any, group: str) -> None:
    try:
        row.clean_fields(exclude=[group])
        row.clean()
    except ValidationError as error:
        raise ValidationError([f"„{row}”: {message}" for message in error.messages]) from error
    row.save()


def _place(row: Any, group: str) -> tuple[int | None, int]:
    return getattr(row, f"{group}_id"), row.position


def _values(row: Any) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]
