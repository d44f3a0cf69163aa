"""Changes in the words of the journal: titles of rows, and facts by their Polish names."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.utils import timezone

from journal.states import Model, State, States, concrete, fields_of, references, row_of

OFFICE: Final = "office"
SECRET: Final = frozenset({"password"})
PERMITTED: Final = {"add": "dodawanie", "change": "zmienianie", "delete": "usuwanie", "view": "podgląd"}


class Named:
    """Rows to which others refer, to be called by name: each model is asked once, however many rows refer to it."""

    def __init__(self, read: Mapping[Model, States]) -> None:
        """`read`: states at hand, those of rows that are gone by now among them."""
        self._read = read
        self._rows: dict[tuple[Model, Any], models.Model | None] = {}

    def find_all(self, wanted: Iterable[tuple[Model, Any]]) -> None:
        asked: dict[Model, set[Any]] = {}
        for model, key in wanted:
            if (model, key) not in self._rows:
                asked.setdefault(model, set()).add(key)
        for model, keys in asked.items():
            links = [field.name for field in model._meta.concrete_fields if field.is_relation]
            found = model._base_manager.select_related(*links).in_bulk(list(keys))
            self._rows |= {(model, key): found.get(key) for key in keys}
        for model, key in [place for place, row in self._rows.items() if row is None]:
            state = self._read.get(model, {}).get(key)
            if state:
                self._rows[model, key] = row_of(model, state)

    def row(self, model: Model, key: Any) -> models.Model | None:
        return self._rows.get((model, key))

    def complete(self, row: models.Model) -> models.Model:
        """Hang on the row what it refers to, so that its name asks the database nothing."""
        for field in fields_of(concrete(type(row))):
            key = getattr(row, field.attname)
            if field.is_relation and key is not None:
                other = self.row(concrete(field.related_model), key)
                if other is not None:
                    field.set_cached_value(row, other)
        return row

    def title(self, model: Model, state: State) -> str:
        return _called(self.complete(row_of(model, state)))

    def of(self, model: Model, key: Any) -> str:
        row = self.row(concrete(model), key)
        return f"nr {key}" if row is None else _called(self.complete(row))


def _called(row: models.Model) -> str:
    if row._meta.label == "auth.Permission":
        return permission_name(row)
    try:
        return str(row)
    except (models.ObjectDoesNotExist, AttributeError):  # it names itself after something that is gone
        return f"nr {row.pk}"


def permission_name(permission: Any) -> str:
    """«wydanie: podgląd»; Django stores «Can view wydanie», in English whatever the language."""
    act = permission.codename.partition("_")[0]
    return f"{permission.content_type.name}: {PERMITTED.get(act, permission.name)}"


def key_of(model: Model, state: State) -> str:
    """The row's own key; the office is one; any other row is called by its number."""
    if model._meta.label == "orgchart.Office":
        return OFFICE
    return str(state["key"]) if "key" in state else f"{model._meta.model_name}:{state[_pk(model)]}"


def owner_of(model: Model, state: State, field_name: str, named: Named) -> str:
    """The key of what the row belongs to; a row of the office's own where the field is empty."""
    if not field_name:
        return ""
    field: Any = model._meta.get_field(field_name)
    target = concrete(field.related_model)
    key = state[field.attname]
    row = named.row(target, key) if key is not None else None
    if row is None:
        return OFFICE if key is None else f"{target._meta.model_name}:{key}"
    return key_of(target, {column.attname: getattr(row, column.attname) for column in fields_of(target)})


def facts(model: Model, state: State, named: Named, only: Iterable[str] | None = None) -> dict[str, str]:
    """What the row says, by Polish names; `only` the columns of these names, else all that are not empty."""
    told: dict[str, str] = {}
    for field in [*fields_of(model)[1:], *model._meta.many_to_many]:
        name = field.name if field.many_to_many else field.attname
        if field.name == "key" or (only is not None and name not in only):
            continue
        text = _told(field, state.get(name), named)
        if text or only is not None:
            told[str(field.verbose_name)] = text
    return told


def _told(field: Any, value: Any, named: Named) -> str:
    if value is None or value == "":
        return ""
    if field.name in SECRET:
        return "(niejawne)"
    if field.many_to_many:
        return ", ".join(sorted(named.of(field.related_model, key) for key in value))
    if field.is_relation:
        return named.of(field.related_model, value)
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(dict(field.flatchoices).get(value, value))


def differing(model: Model, before: State, now: State) -> set[str]:
    """Names of the columns whose content differs."""
    return {name for name in now if before.get(name) != now[name]}


def referred(model: Model, *states: State | None) -> Iterable[tuple[Model, Any]]:
    for state in states:
        if state is not None:
            yield from references(model, state)


def _pk(model: Model) -> str:
    return str(fields_of(model)[0].attname)
