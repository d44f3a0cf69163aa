"""What rows of the journaled models say, as the database has it: read before a change and after it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models

CHUNK: Final = 5_000  # fewer than either database takes parameters

Model = type[models.Model]
State = Mapping[str, Any]  # a column's name, or that of a many-to-many field, and what it holds
States = dict[Any, State]  # by primary key


@dataclass(frozen=True)
class Journaled:
    """`kind` of the entries; `owner`: the field that names what such a row belongs to («unit»), if any."""

    model: Model
    kind: str
    owner: str


@cache
def journaled() -> Mapping[Model, Journaled]:
    """The models that the setting JOURNALED names."""
    found = {apps.get_model(label): told for label, told in settings.JOURNALED.items()}
    return {model: Journaled(model, kind, owner) for model, (kind, owner) in found.items()}


def concrete(model: Model) -> Model:
    """The model in whose table the rows of a proxy stand."""
    return model._meta.concrete_model or model


def is_journaled(model: Model) -> bool:
    return concrete(model) in journaled()


@cache
def fields_of(model: Model) -> Sequence[Any]:
    """The columns that are compared, the primary key first."""
    own = [field for field in model._meta.concrete_fields if not field.primary_key]
    return [model._meta.pk, *(field for field in own if field.name not in settings.JOURNAL_LEAVES_OUT)]


def says_something(model: Model, names: Collection[str]) -> bool:
    """Whether one of the named columns is compared at all."""
    return any(field.name in names or field.attname in names for field in fields_of(model))


def read(model: Model, rows: models.QuerySet[Any]) -> States:
    """What the rows say now: one query, and one for each many-to-many field."""
    names = [field.attname for field in fields_of(model)]
    found = {values[0]: dict(zip(names, values, strict=True)) for values in rows.order_by().values_list(*names)}
    for field in model._meta.many_to_many if found else ():
        for pk, held in _held(field, list(found)).items():
            found[pk][field.name] = held
    return dict(found)


def read_by_key(model: Model, keys: Collection[Any]) -> States:
    found: States = {}
    remaining = iter(keys)
    while chunk := list(islice(remaining, CHUNK)):
        found |= read(model, model._base_manager.filter(pk__in=chunk))
    return found


def _held(field: Any, keys: Sequence[Any]) -> dict[Any, tuple[Any, ...]]:
    through = field.remote_field.through
    here, there = field.m2m_column_name(), field.m2m_reverse_name()
    pairs = through._base_manager.filter(**{f"{here}__in": keys}).order_by(there).values_list(here, there)
    held: dict[Any, tuple[Any, ...]] = dict.fromkeys(keys, ())
    for key, other in pairs:
        held[key] += (other,)
    return held


def state_of(row: models.Model) -> State:
    """What a row says that was just read from the database, many-to-many fields included."""
    model = concrete(type(row))
    state = {field.attname: getattr(row, field.attname) for field in fields_of(model)}
    return state | {field.name: _held(field, [row.pk])[row.pk] for field in model._meta.many_to_many}


def row_of(model: Model, state: State) -> models.Model:
    names = [field.attname for field in fields_of(model)]
    return model.from_db(DEFAULT_DB_ALIAS, names, [state[name] for name in names])


def references(model: Model, state: State) -> Iterator[tuple[Model, Any]]:
    """The rows to which a row refers."""
    for field in fields_of(model):
        if field.is_relation and state[field.attname] is not None:
            yield concrete(field.related_model), state[field.attname]
    for field in model._meta.many_to_many:
        for key in state.get(field.name, ()):
            yield concrete(field.related_model), key
