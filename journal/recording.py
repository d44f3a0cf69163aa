"""Recording what changes in rows of the journaled models, whatever way it is written.

What an **act** changes is compared once, when the act ends: the state of each row before it was first touched, and
the state that the database has now. So what was only passed through (a list's temporary positions, a symbol taken
off for a moment) leaves no trace, and what was rolled back in between was not done. The entries are written in the
transaction of the changes. A single write outside any act is an act of its own.

Where a row stands in its list is told of a row that was moved, never of those that only made room.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from django.db import models, transaction

from journal.facts import Named, differing, facts, key_of, owner_of, referred
from journal.models import Entry
from journal.reordering import moved
from journal.services import new_entry
from journal.states import (
    Model,
    State,
    States,
    concrete,
    fields_of,
    is_journaled,
    journaled,
    read,
    read_by_key,
    says_something,
)

ADDED: Final = "dodano"
CHANGED: Final = "zmieniono"
REMOVED: Final = "usunięto"
PLACE: Final = "position"

Row = TypeVar("Row", bound=models.Model)
Change = tuple[Any, State | None, State | None]


@dataclass
class Act:
    """`before`: the rows that were touched, by model and primary key; None for one that was not there."""

    before: dict[Model, dict[Any, State | None]] = field(default_factory=dict)
    moved: set[tuple[Model, Any]] = field(default_factory=set)
    is_known: bool = False  # within a write in bulk, whose rows are touched already

    def touch(self, model: Model, rows: States) -> None:
        touched = self.before.setdefault(model, {})
        for key, state in rows.items():
            touched.setdefault(key, state)

    def touch_new(self, model: Model, keys: Iterable[Any]) -> None:
        touched = self.before.setdefault(model, {})
        for key in keys:
            touched.setdefault(key, None)

    def touch_keys(self, model: Model, keys: Collection[Any]) -> None:
        """Read the rows that were not touched before."""
        touched = self.before.setdefault(model, {})
        unread = [key for key in keys if key not in touched]
        if unread:
            self.touch(model, read_by_key(model, unread))


_ACT: ContextVar[Act | None] = ContextVar("act", default=None)


def current_act() -> Act | None:
    return _ACT.get()


@contextmanager
def one_act() -> Iterator[Act]:
    """All that is written within the block is one act: only what differs at its end is recorded.

    The block is a transaction, or a part of one, that is taken back when it fails. Inside another act it is a part of
    that one.
    """
    outer = _ACT.get()
    if outer is None:
        with _act() as act:
            yield act
    else:
        with transaction.atomic():
            yield outer


@contextmanager
def _act() -> Iterator[Act]:
    """The act under way; else one of its own, within a transaction."""
    outer = _ACT.get()
    if outer is not None:
        yield outer
        return
    with transaction.atomic():
        act = Act()
        token = _ACT.set(act)
        try:
            yield act
        finally:
            _ACT.reset(token)
        if not transaction.get_rollback():
            write_entries(act)


def write_entries(act: Act) -> None:
    entries = [entry for model, before in act.before.items() for entry in _entries(act, model, before)]
    if entries:
        Entry.objects.bulk_create(entries, batch_size=200)


def _entries(act: Act, model: Model, before: dict[Any, State | None]) -> Iterator[Entry]:
    now = read_by_key(model, list(before))
    changes = list(_changes(act, model, before, now))
    named = Named({each: {key: state for key, state in rows.items() if state} for each, rows in act.before.items()})
    named.find_all(place for _, old, new in changes for place in referred(model, old, new))
    for _, old, new in changes:
        yield entry_of(model, old, new, named)


def _changes(act: Act, model: Model, before: dict[Any, State | None], now: States) -> Iterator[Change]:
    shifted = _shifted(act, model, before, now)
    for key, old in before.items():
        new = now.get(key)
        if old is None or new is None:
            if old != new:
                yield key, old, new
        elif differing(model, old, new) - ({PLACE} if key in shifted else set()):
            yield key, old if key not in shifted else {**old, PLACE: new[PLACE]}, new


def _shifted(act: Act, model: Model, before: dict[Any, State | None], now: States) -> set[Any]:
    """Rows that stand elsewhere in the same list only because others came, went or were moved."""
    if not any(column.name == PLACE for column in fields_of(model)):
        return set()
    links = [column.attname for column in fields_of(model) if column.is_relation]
    lists: dict[tuple[Any, ...], dict[Any, tuple[int, int]]] = {}
    for key, old in before.items():
        new = now.get(key)
        if old is None or new is None or (model, key) in act.moved:
            continue
        group = tuple(new[name] for name in links)
        if group == tuple(old[name] for name in links):
            lists.setdefault(group, {})[key] = (old[PLACE], new[PLACE])
    return {key for places in lists.values() for key in places.keys() - moved(places)}


def entry_of(model: Model, old: State | None, new: State | None, named: Named) -> Entry:
    """The entry of one change; `named` knows what the row refers to."""
    rule = journaled()[model]
    state = new or old or {}
    only = differing(model, old, new) if old is not None and new is not None else None
    return new_entry(
        rule.kind,
        CHANGED if only is not None else ADDED if old is None else REMOVED,
        model=model._meta.label_lower,
        key=key_of(model, state),
        owner=owner_of(model, state, rule.owner, named),
        title=named.title(model, state),
        before=facts(model, old, named, only) if old is not None else None,
        after=facts(model, new, named, only) if new is not None else None,
    )


def tell_moved(model: Model, key: Any) -> None:
    """Say which row of a list is the one that is being moved, where the order alone leaves that open."""
    act = _ACT.get()
    if act is not None:
        act.moved.add((concrete(model), key))


class RecordedQuerySet(models.QuerySet[Row]):
    """Writes in bulk, which send no signals, recorded. What is saved or deleted row by row is `journal.receivers`'."""

    def update(self, **values: Any) -> int:
        model = concrete(self.model)
        if not is_journaled(model) or not says_something(model, values):
            return super().update(**values)
        with _act() as act:
            if not act.is_known:
                stored = model._base_manager.using(self.db)
                act.touch(model, read(model, stored.filter(pk__in=self.order_by().values("pk"))))
            return super().update(**values)

    def bulk_update(self, objs: Iterable[Row], fields: Iterable[str], batch_size: int | None = None) -> int:
        rows, names, model = list(objs), list(fields), concrete(self.model)
        if not rows or not is_journaled(model) or not says_something(model, names):
            return super().bulk_update(rows, names, batch_size)
        with _act() as act:
            act.touch_keys(model, [row.pk for row in rows])
            was_known, act.is_known = act.is_known, True
            try:
                return super().bulk_update(rows, names, batch_size)
            finally:
                act.is_known = was_known

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        model = concrete(self.model)
        if not is_journaled(model):
            return super().bulk_create(objs, *args, **kwargs)
        if len(args) > 1 or kwargs.keys() - {"batch_size"}:
            raise NotImplementedError("nobody could tell which rows were added, and which were there and changed")
        with _act() as act:
            rows = super().bulk_create(objs, *args, **kwargs)
            act.touch_new(model, [row.pk for row in rows])
            return rows

    def delete(self) -> tuple[int, dict[str, int]]:
        """Signals tell of each row; as one act, so that their entries are written at once."""
        with _act():
            return super().delete()

    # As Django marks its own: no template may call these, and no manager offers `delete`.
    update.alters_data = bulk_update.alters_data = bulk_create.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = delete.queryset_only = True  # type: ignore[attr-defined]
