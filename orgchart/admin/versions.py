"""What the bound form of a thing and its lists say, beside what is stored: as a person reads it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from orgchart.admin.rows import RowsFormSet
from orgchart.conflicts import Described, Difference, differences, reordered


def compare(form: Any, lists: list[RowsFormSet]) -> list[Difference]:
    """What the bound form and its lists say otherwise than the database does now."""
    fresh = type(form.instance)._default_manager.get(pk=form.instance.pk)
    found = differences({"": describe(form)}, {"": describe(type(form)(instance=fresh))})
    for rows in lists:
        now = type(rows)(instance=fresh, prefix=rows.prefix)
        mine, stored = described(rows), described(now)
        found += differences(mine, stored)
        if rows.ordered:
            found += reordered(mine, stored, f"{rows.called.capitalize()} – kolejność")
    return found


def described(rows: RowsFormSet) -> Mapping[str, Described]:
    """The rows that the editor sees as his own or, of an unbound list, all that are stored; by key, in order."""
    return {
        form.initial.get("key") or f"new {number}": describe(form, title, rows.form.about_place)
        for number, (form, title) in enumerate(rows.titles(), start=1)
        if not form.added_meanwhile
    }


def describe(form: Any, title: str = "", without: frozenset[str] = frozenset()) -> Described:
    names = [name for name in form.fields if name not in without and name != "DELETE"]
    return Described(title, {str(form[name].label): shown(form, name) for name in names})


def shown(form: Any, name: str) -> str:
    """A field's value as a person reads it, whether it was typed or comes from the database."""
    bound = form[name]
    value = bound.value()
    try:
        value = bound.field.to_python(value)
    except ValidationError:
        return str(value)
    if isinstance(value, bool):
        return "tak" if value else "nie"
    choices = dict(getattr(bound.field, "choices", ())) if not isinstance(value, models.Model) else {}
    return "" if value is None else str(choices.get(value, value))
