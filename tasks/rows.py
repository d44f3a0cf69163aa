"""The duties of a unit as one flat list: a row is a duty, or a point of the nearest duty above it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms

from orgchart.admin.rows import RowForm, RowsFormSet
from orgchart.places import Placed
from tasks.models import Duty
from tasks.numbering import numbers
from tasks.services import DutyRow, arrange_duties

LONGEST_LABEL = 10  # characters; a longer one is refused, and must not be counted before that
NO_DUTY_ABOVE = "Pierwszy na liście musi być zadaniem: punkt nie ma do czego należeć."
DUTY_ABOVE_GOES = "Zadanie nad tym punktem ma być usunięte. Usuń też punkt albo zmień go w zadanie."


class DutyForm(RowForm):
    point = forms.BooleanField(label="punkt", required=False)

    about_place = RowForm.about_place | {"point"}

    @property
    def is_point(self) -> bool:
        return bool(self["point"].value())


class DutyFormSet(RowsFormSet):
    called = "zadanie"

    @cached_property
    def stored(self) -> list[Duty]:
        """Each duty followed by its points."""
        duties = list(self.get_queryset().order_by("position")) if self.instance.pk else []
        points: dict[int, list[Duty]] = {}
        for duty in duties:
            if duty.parent_id:
                points.setdefault(duty.parent_id, []).append(duty)
        return [row for duty in duties if not duty.parent_id for row in (duty, *points.get(duty.pk, []))]

    def spot_for(self, row: Any, before: Any | None, index_of: Mapping[str, int]) -> int:
        """A duty goes behind the points of the one above it; a point goes among those of its own duty.

        So nobody's point comes to hang under a stranger's duty.
        """
        if not row.parent_id:
            return self._end_of_block(super().spot_for(row, before, index_of))
        keys = {duty.pk: duty.key for duty in self.stored}
        start = self._order.index(index_of[keys[row.parent_id]]) + 1
        end = self._end_of_block(start)
        behind = super().spot_for(row, before, index_of)
        return behind if start <= behind <= end else end

    def _end_of_block(self, spot: int) -> int:
        while spot < len(self._order) and self.posted(self._order[spot], "point"):
            spot += 1
        return spot

    def initial_of(self, row: Any | None, place: int) -> dict[str, Any]:
        return {**super().initial_of(row, place), "point": bool(row and row.parent_id)}

    def attach(self, row: Any) -> None:
        """A row's place is decided by the list, so the model's check of it would come too early."""
        row.unit, row.parent = self.instance, None

    def placed(self, form: Any) -> Placed:
        loaded = form.initial.get("place") or 0
        return Placed(loaded, form.number_in("place"), follows=form.is_point and bool(loaded))

    def clean(self) -> None:
        super().clean()
        above: Any | None = None
        for form in self.wanted:
            if not form.is_point:
                above = form
            elif not form.is_marked and (above is None or above.is_marked):
                form.add_error("point", DUTY_ABOVE_GOES if above else NO_DUTY_ABOVE)
        self._refuse_doubles()

    def _refuse_doubles(self) -> None:
        """Of two rows with one number the later has it from its label: a derived number is always a new one."""
        rows = self.kept
        seen: set[tuple[int, str]] = set()
        duty = 0
        for index, (form, number) in enumerate(zip(rows, _numbers(rows), strict=True)):
            duty = duty if form.is_point else index
            place = (duty if form.is_point else -1, number)
            if number and place in seen:
                form.add_error("label", f"Numer {number} jest już na tej liście. Zmień oznaczenie.")
            seen.add(place)

    @property
    def numbered(self) -> list[tuple[Any, str]]:
        """Every form that the page shows with the number that it has there; none for blank and removed rows."""
        rows = [form for form in self.shown if not form.is_blank and not form.is_marked]
        found = {id(form): number for form, number in zip(rows, _numbers(rows), strict=True)}
        return [(form, found.get(id(form), "")) for form in self.shown]

    @property
    def named(self) -> list[tuple[Any, str, str]]:
        named, duty = [], ""
        for form, number, name in super().named:
            duty = duty if form.is_point or form.is_blank else number
            named.append((form, number, _name_of_point(duty, number) if form.is_point and not form.is_blank else name))
        return named

    def titles(self) -> list[tuple[Any, str]]:
        titles, duty = [], ""
        rows = self.kept
        for form, number in zip(rows, _numbers(rows), strict=True):
            duty = duty if form.is_point else number
            titles.append((form, f"zadanie {duty} punkt {number}" if form.is_point else f"zadanie {number}"))
        return titles

    def write(self, rows: Sequence[Any]) -> None:
        """Save through the service that keeps keys, in the transaction of the whole page."""
        arrange_duties(self.instance, list(nested(self.kept)))


def _name_of_point(duty: str, number: str) -> str:
    return f"Zadanie {duty}, punkt {number}" if duty and number else "Punkt do usunięcia"


def _numbers(rows: Sequence[Any]) -> Iterator[str]:
    """The derived numbers of a flat list: duties counted through, points anew below each duty."""
    duties = numbers(_label(form) for form in rows if not form.is_point)
    points: Iterator[str] = iter(())
    for index, form in enumerate(rows):
        if form.is_point:
            yield next(points, "")
        else:
            yield next(duties)
            points = numbers([_label(point) for point in points_below(rows, index)])


def points_below(rows: Sequence[Any], index: int) -> Iterator[Any]:
    for form in rows[index + 1 :]:
        if not form.is_point:
            return
        yield form


def _label(form: Any) -> str:
    return str(form["label"].value() or "").strip()[:LONGEST_LABEL]


def nested(rows: Iterable[Any]) -> Iterator[DutyRow]:
    """The flat list as duties with their points."""
    listed = list(rows)
    for index, form in enumerate(listed):
        if not form.is_point:
            yield duty_row(form, tuple(duty_row(point) for point in points_below(listed, index)))


def duty_row(form: Any, points: tuple[DutyRow, ...] = ()) -> DutyRow:
    duty = form.instance
    return DutyRow(duty.text, duty.key if form.is_stored else "", duty.label, duty.legal_basis, points)
