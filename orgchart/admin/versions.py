"""What the bound form of a thing and its lists say, beside what is stored: as a person reads it."""

from collections.abc import Mapping
from typing import Any

from orgchart.admin.fields import as_read
from orgchart.admin.rows import RowForm, RowsFormSet
from orgchart.conflicts import Described, Difference, differences, reordered


def compare(form: Any, lists: list[RowsFormSet]) -> list[Difference]:
    """What the bound form and its lists say otherwise than the database does now."""
    fresh = type(form.instance)._default_manager.get(pk=form.instance.pk)
    found = differences({"": describe(form)}, {"": describe(type(form)(instance=fresh))})
    for rows in lists:
        now = type(rows)(instance=fresh, prefix=rows.prefix)
        found += differences(described(rows, RowForm.about_place), described(now, RowForm.about_place))
        if rows.ordered:
            mine, stored = (described(version, rows.form.about_place) for version in (rows, now))
            found += reordered(mine, stored, f"{rows.called.capitalize()} – kolejność")
    return found


def described(rows: RowsFormSet, without: frozenset[str]) -> Mapping[str, Described]:
    """The rows that the editor sees as his own or, of an unbound list, all that are stored; by key, in order.

    `without` names the fields that are left out.
    """
    return {
        form.initial.get("key") or f"new {number}": describe(form, title, without)
        for number, (form, title) in enumerate(rows.titles(), start=1)
        if not form.added_meanwhile
    }


def describe(form: Any, title: str = "", without: frozenset[str] = frozenset()) -> Described:
    names = [name for name in form.fields if name not in without and name != "DELETE"]
    return Described(title, {str(form[name].label): as_read(form[name]) for name in names})
