"""Form fields of the admin."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from orgchart.models import Unit
from orgchart.rights import Scope

NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
DIRECTIONS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # with them a text reads otherwise than it is stored
INVISIBLE: Final = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{DIRECTIONS}{NONCHARACTERS}]")
LINE_END: Final = re.compile(r"[\t\r\n]")


def refuse_invisible(text: str) -> None:
    """Control characters and the like come with text that is copied from elsewhere; no file format takes them all."""
    _refuse(INVISIBLE, text)


def refuse_line_ends(text: str) -> None:
    _refuse(LINE_END, text)


def _refuse(pattern: re.Pattern[str], text: str) -> None:
    found = pattern.search(text)
    if found:
        raise ValidationError(
            f"W tekście jest niewidoczny znak, którego nie można opublikować (U+{ord(found[0]):04X}). Usuń go albo "
            "wpisz ten fragment od nowa.",
            code="invisible",
        )


def readable(field: Any) -> Any:
    """The field of a form; if it takes text, it refuses what nobody could see, and one line takes no tab either."""
    if isinstance(field, forms.CharField):
        field.validators += [refuse_invisible] if isinstance(field, Lines) else [refuse_invisible, refuse_line_ends]
    return field


class Lines(forms.CharField):
    """Text of more than one line. Browsers send line ends as CR LF; they are stored as they were loaded, as LF."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class TreeChoiceField(forms.ModelChoiceField[Unit]):
    """A unit, chosen from the tree."""

    def label_from_instance(self, obj: Unit) -> str:
        return "\N{EM SPACE}" * obj.level + str(obj)

    def limit_to(self, scope: Scope) -> None:
        """Offer the units of that part of the office; «none» only to whoever has all of it."""
        if not scope.whole:
            self.queryset = self.queryset.filter(pk__in=scope.units) if self.queryset is not None else None
            self.required, self.empty_label = True, "(wybierz)"


class DayInput(forms.DateInput):
    """The browser's own calendar: by keyboard, in the reader's language, without a script."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def as_read(bound: forms.BoundField) -> str:
    """A field's value as a person reads it, whether it was typed or comes from the database."""
    value = bound.value()
    try:
        value = bound.field.to_python(value)
    except ValidationError:
        return str(value)
    if isinstance(value, bool):
        return "tak" if value else "nie"
    choices = dict(getattr(bound.field, "choices", ())) if not isinstance(value, models.Model) else {}
    return "" if value is None else str(choices.get(value, value))
