"""Lists that are edited as a whole on the page of what they belong to: duties, channels, appointments, officers.

Django's own inline formset keeps stored rows first and new ones last, and answers a row that somebody removed
meanwhile with a list index that does not exist. Here every row is equal and is known by its key:

- a row without a key is new, and one whose key is gone was removed meanwhile: it is saved as a new one;
- a stored row that was not posted was added meanwhile: it is put into the form, never removed in silence;
- only a row that is marked is removed;
- the order is that of the numbers in the rows (`orgchart.places`), or of the page when its script kept them in step.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import count
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseInlineFormSet, BaseModelFormSet, _get_foreign_key, inlineformset_factory
from django.http import HttpRequest

from orgchart.admin.fields import DayInput, Lines, as_read, readable
from orgchart.order import rewrite
from orgchart.places import Placed, in_typed_order
from orgchart.search import FoldedField

MOST_ROWS = 4_000
LONGEST_PLACE = 10  # digits
NEW_ROW = "Nowy wiersz"
BLANK_ROWS = 2  # for those who write without JavaScript; its script makes rows when asked to


class RowForm(forms.ModelForm[Any]):
    """One row. Where it stands is no content of it: a row that only moved is not validated anew."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(label="kolejność", required=False, min_value=1)

    about_place: ClassVar[frozenset[str]] = frozenset({"key", "place"})
    removed_meanwhile = False
    added_meanwhile = False

    @property
    def is_stored(self) -> bool:
        return self.instance.pk is not None

    @property
    def is_marked(self) -> bool:
        """Whether the editor wants the row removed."""
        return bool(self.is_bound and self["DELETE"].value())

    @property
    def is_blank(self) -> bool:
        return not self.is_stored and not self.has_changed()

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - self.about_place)

    def number_in(self, name: str) -> int | None:
        """The whole number in a field that is not validated with the rest; None when it is empty or no number."""
        try:
            return int(self[name].value())
        except (TypeError, ValueError):
            return None

    @property
    def stored_key(self) -> str:
        """The key to send back; none for a row that has to be made anew."""
        return str(self.initial.get("key") or "") if self.is_stored else ""

    @property
    def content(self) -> list[forms.BoundField]:
        """The fields that say something, unlike those about where the row stands."""
        return [self[name] for name in self.fields if name not in {*self.about_place, "DELETE"}]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the row says, for those who may only read it: (label, value)."""
        return [(str(field.label), text) for field in self.content if (text := as_read(field))]


class RowsFormSet(BaseInlineFormSet[Any, Any, Any]):
    model: Any
    identity: ClassVar[str] = "key"
    ordered: ClassVar[bool] = True
    called: ClassVar[str] = "wiersz"
    read_only: ClassVar[bool] = False  # for those who may not change the rows: what they post is not even read

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(None if self.read_only else data, None if self.read_only else files, **kwargs)
        self.new_objects: list[Any] = []
        self.changed_objects: list[tuple[Any, list[str]]] = []
        self.deleted_objects: list[Any] = []
        self._added: set[str] = set()
        self._order: list[int] = []
        if self.is_bound and self.management_form.is_valid():
            self._put_in_rows_added_meanwhile()

    @cached_property
    def stored(self) -> list[Any]:
        """The rows as they are in the database, in their order."""
        return list(self.get_queryset()) if self.instance.pk else []

    @cached_property
    def stored_by_key(self) -> dict[str, Any]:
        return {self._key_of(row): row for row in self.stored}

    def _key_of(self, row: Any) -> str:
        return str(getattr(row, self.identity))

    def posted(self, index: int, name: str) -> str:
        return str(self.data.get(f"{self.add_prefix(index)}-{name}", ""))

    @property
    def is_arranged(self) -> bool:
        """Whether the page's script kept all numbers in step with what was seen."""
        return bool(self.is_bound and self.data.get(f"{self.prefix}-arranged"))

    def _put_in_rows_added_meanwhile(self) -> None:
        """Each behind the row that it is stored behind, wherever the editor has that one."""
        total = max(0, self.total_form_count())
        if total + len(self.stored) > self.absolute_max:
            return  # more than any list holds: `clean` refuses it
        self._order = sorted(range(total), key=self._seen_at) if self.is_arranged else list(range(total))
        index_of = {self.posted(index, "key"): index for index in range(total)}
        self._added = {key for key in self.stored_by_key if key not in index_of}
        if not self._added:
            return
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, typed as any mapping
        added = [(row, before) for before, row in zip([None, *self.stored], self.stored, strict=False)]
        for index, (row, before) in enumerate((pair for pair in added if self._key_of(pair[0]) in self._added), total):
            spot = self.spot_for(row, before, index_of)
            self._post(index, self.as_posted(row, self._typed_at(spot, total)))
            self._order.insert(spot, index)
            index_of[self._key_of(row)] = index
        self._post(None, {"TOTAL_FORMS": str(len(self._order))})
        del self.management_form

    def _seen_at(self, index: int) -> int:
        place = self.posted(index, "place")
        return int(place) if place.isdecimal() and len(place) < LONGEST_PLACE else MOST_ROWS

    def _post(self, index: int | None, values: dict[str, str]) -> None:
        prefix = self.prefix if index is None else self.add_prefix(index)
        data: Any = self.data
        for name, value in values.items():
            data[f"{prefix}-{name}"] = value

    def _typed_at(self, spot: int, total: int) -> int:
        """The number that puts a row there, typed by one who writes without the script."""
        if not spot:
            return 1
        above = self._order[spot - 1]
        return above + 2 if above < total else int(self.posted(above, "place"))

    def spot_for(self, row: Any, before: Any | None, index_of: Mapping[str, int]) -> int:
        """Where in the order that the editor sees a stored row goes, whose place is behind the stored one before it."""
        return self._order.index(index_of[self._key_of(before)]) + 1 if before else 0

    def as_posted(self, row: Any, place: int) -> dict[str, str]:
        """The stored row as a browser would post it."""
        blank = self.form(instance=row, initial=self.initial_of(row, place))
        values = {name: (blank[name].value(), field) for name, field in blank.fields.items()}
        return {
            name: "" if value is None else str(field.prepare_value(value))
            for name, (value, field) in values.items()
            if value is not False
        }

    def initial_of(self, row: Any | None, place: int) -> dict[str, Any]:
        return {"key": self._key_of(row) if row else "", "place": place if row else None}

    # What follows replaces Django's division into stored rows and new ones.

    def initial_form_count(self) -> int:
        return 0

    def total_form_count(self) -> int:
        return super().total_form_count() if self.is_bound else len(self.stored) + BLANK_ROWS

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        row, key = self._row_at(i)
        initial = self.initial_of(row, i + 1)
        plain: Any = super(BaseModelFormSet, self)  # past the rules about which rows are stored
        form = plain._construct_form(i, instance=row or self.model(), initial=initial, **kwargs)
        form.removed_meanwhile = bool(key) and row is None
        form.added_meanwhile = self.is_bound and key in self._added
        self.attach(form.instance)
        return form

    def _row_at(self, index: int) -> tuple[Any | None, str]:
        if self.is_bound:
            key = self.posted(index, "key")
            return self.stored_by_key.get(key), key
        row = self.stored[index] if index < len(self.stored) else None
        return row, self._key_of(row) if row else ""

    def attach(self, row: Any) -> None:
        """Tell a row what it belongs to."""
        setattr(row, self.fk.name, self.instance)

    def add_fields(self, form: Any, index: int | None) -> None:
        BaseFormSet.add_fields(self, form, index)

    @property
    def empty_form(self) -> Any:
        form = self.form(auto_id=self.auto_id, prefix=self.add_prefix("__prefix__"), use_required_attribute=False)
        self.add_fields(form, None)
        return form

    def is_valid(self) -> bool:
        return self.read_only or super().is_valid()

    def clean(self) -> None:
        if len(self.forms) > MOST_ROWS:
            raise ValidationError(f"Lista może mieć najwyżej {MOST_ROWS} wierszy. Niczego nie zapisano.")
        keys = [form.stored_key for form in self.forms if form.stored_key]
        if len(keys) != len(set(keys)):
            raise ValidationError("Ten sam wiersz przysłano dwa razy. Otwórz stronę jeszcze raz.")
        for form in self.forms:
            is_wrong = form["place"].value() not in {None, ""} and (form.number_in("place") or 0) < 1
            if is_wrong and "place" not in form.errors:
                form.add_error("place", "Kolejność to liczba od 1 w górę.")

    # Reading the rows in the order that the editor asks for.

    @cached_property
    def shown(self) -> list[Any]:
        """The forms in the order in which the page shows them."""
        return [self.forms[index] for index in self._order] if self._order else list(self.forms)

    @property
    def wanted(self) -> list[Any]:
        """All forms but blank ones, those to be removed included, in the order that the editor asks for."""
        rows = [form for form in self.shown if not form.is_blank]
        if self.is_arranged:
            return rows
        return [rows[index] for index in in_typed_order([self.placed(form) for form in rows])]

    def placed(self, form: Any) -> Placed:
        return Placed(form.initial.get("place") or 0, form.number_in("place"))

    @property
    def kept(self) -> list[Any]:
        return [form for form in self.wanted if not form.is_marked]

    @property
    def numbered(self) -> list[tuple[Any, str]]:
        """Every form that the page shows, with its number; none for a row that does not count."""
        counter = count(1)
        return [(form, "" if form.is_blank or form.is_marked else str(next(counter))) for form in self.shown]

    @property
    def named(self) -> list[tuple[Any, str, str]]:
        """The same, each with the name by which a screen reader tells its fields from those of other rows."""
        return [(form, number, self.name_of(form, number)) for form, number in self.numbered]

    def name_of(self, form: Any, number: str) -> str:
        if form.is_blank:
            return NEW_ROW
        return f"{self.called} {number or 'do usunięcia'}".capitalize()

    def titles(self) -> list[tuple[Any, str]]:
        """The kept rows, each with what a person calls it."""
        return [(form, f"{self.called} {number}") for number, form in enumerate(self.kept, start=1)]

    def save(self, commit: bool = True) -> list[Any]:
        if self.read_only:
            return []
        rows = self.kept
        self.new_objects = [form.instance for form in rows if not form.is_stored]
        self.changed_objects = [
            (form.instance, form.changed_data) for form in rows if form.is_stored and form.changed_data
        ]
        self.deleted_objects = [form.instance for form in self.forms if form.is_marked and form.is_stored]
        self.write([form.instance for form in rows])
        return self.new_objects

    def write(self, rows: Sequence[Any]) -> None:
        for row in rows:
            self.attach(row)
        rewrite(self.get_queryset(), rows)


class RowsInline(admin.options.InlineModelAdmin[Any, Any]):
    """Who may change rows of this model may add and remove them too: the list is one thing."""

    template = "admin/rows/list.html"
    row_template: ClassVar[str] = "admin/rows/fields.html"
    form: Any = RowForm
    formset: Any = RowsFormSet
    fields: ClassVar[Any] = ()
    words: ClassVar[dict[str, str]] = {}
    formfield_overrides = {models.TextField: {"form_class": Lines}, models.DateField: {"widget": DayInput}}

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": ["redakcja/rows.css"]}, js=["redakcja/rows.js"])

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return readable(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        rows: Any = inlineformset_factory(
            self.parent_model,
            self.model,
            form=self.form,
            formset=self.formset,
            fields=list(self.fields),  # the formset appends to it
            max_num=MOST_ROWS,
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )
        rows.read_only = not self.has_change_permission(request, obj)  # the class was made for this request alone
        return rows

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    @classmethod
    def state(cls, parent: models.Model) -> list[tuple[Any, ...]]:
        """Everything that is stored of the parent's rows, to be compared with what was loaded."""
        link = _get_foreign_key(type(parent), cls.model)
        return list(
            cls.model._default_manager.filter(**{link.name: parent}).order_by("pk").values_list(*facts(cls.model))
        )


def facts(model: type[models.Model], without: Iterable[str] = ()) -> list[str]:
    """Names of the columns that hold facts of their own (not what is folded from others)."""
    fields = model._meta.concrete_fields
    return [field.attname for field in fields if not isinstance(field, FoldedField) and field.name not in set(without)]
