"""Forms with texts in Markdown: what is wrong with a text is told at its field.

What blocks its publication is an error, and comes back with everything that was typed. What only warns is told beside
the field whenever the form is open, and once more when it was saved. What a text is made into and what is wrong with
it is none of this room's knowledge: whoever registers the form says so in `find` (and for pages in `PagesAdmin.read`).
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Final, Protocol, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from orgchart.admin.fields import DayInput, Lines, refuse_invisible
from orgchart.admin.guard import GuardedAdmin, GuardedForm
from orgchart.admin.scopes import scope_on
from orgchart.rights import Place
from pages.models import LONGEST

Row = TypeVar("Row", bound=models.Model)
MOST_TOLD: Final = 10
HOW_TO_WRITE: Final = SafeString(
    "<details><summary>Jak pisać: nagłówki, listy, odnośniki, tabele</summary>"
    "<p>Każdy akapit oddziel pustym wierszem. Kodu HTML, obrazów i adresów e-mail nie można wstawiać.</p>"
    "<pre>"
    "## Nagłówek\n### Nagłówek niższego poziomu\n\n"
    "Zwykły akapit, a w nim **ważne słowa** i [nazwa strony](https://www.gov.pl/).\n\n"
    "- pozycja listy\n- druga pozycja\n\n"
    "1. pierwszy krok\n2. drugi krok\n\n"
    "| Sprawa | Opłata |\n|---|---|\n| odpis | 5 zł |\n\n"
    "[uzupełnij: czego jeszcze brakuje]"
    "</pre>"
    "<p>Tytuł strony dopisze się sam, więc nagłówki zaczynaj od <code>##</code>. W nawiasie po „uzupełnij” napisz, "
    "co trzeba jeszcze wpisać: portal będzie o tym przypominać.</p></details>"
)


class Found(Protocol):
    """Something that is wrong with a text, as a sentence that names its line."""

    @property
    def text(self) -> str: ...

    @property
    def blocks(self) -> bool: ...


class TextsForm(GuardedForm):
    """`texts` are the fields that hold Markdown; `only_shown`: the form is posted to be shown, and never saved."""

    texts: ClassVar[Sequence[str]] = ()
    only_shown = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {name: self._found_in(name) for name in self.texts if name in self.fields}
        for name, found in self.found.items():
            validators = self.fields[name].validators
            self.fields[name].validators = [each for each in validators if each is not refuse_invisible]  # found above
            weak = [each.text for each in found if not each.blocks]
            self.fields[name].help_text = _with_warnings(str(self.fields[name].help_text), weak)

    def find(self, text: str) -> Sequence[Found]:
        """What is wrong with the text, what blocks first."""
        raise NotImplementedError

    def _found_in(self, name: str) -> Sequence[Found]:
        field, sent = self.fields[name], (self.data, self.files, self.add_prefix(name))
        value = field.widget.value_from_datadict(*sent) if self.is_bound else self.get_initial_for_field(field, name)
        text = str(value or "")
        return self.find(text) if len(text) <= LONGEST else ()  # that it is too long, the model says

    def is_valid(self) -> bool:
        return super().is_valid() and not self.only_shown

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name, found in self.found.items():
            wrong = [each.text for each in found if each.blocks]
            if wrong:
                self.add_error(name, ValidationError(wrong))
        return cleaned

    def warnings(self) -> list[str]:
        """What was saved though it is weak, with the name of the field."""
        return [
            f"{self.fields[name].label}. {each.text}"
            for name, found in self.found.items()
            for each in found
            if not each.blocks
        ]


def _with_warnings(help_text: str, weak: Sequence[str]) -> str:
    if not weak:
        return help_text
    told = [*weak[:MOST_TOLD], *([f"Oraz jeszcze: {len(weak) - MOST_TOLD}."] if len(weak) > MOST_TOLD else [])]
    rows = format_html_join("", "<li>{}</li>", ((text,) for text in told))
    block = '<strong class="weak">Do poprawienia w tym tekście:</strong><ul class="weak">{}</ul>'
    return format_html("{} " + block, SafeString(help_text), rows)


class TextsAdmin(GuardedAdmin[Row]):
    """Pages are the whole office's: whoever was given a part of it reads them only."""

    form: Any = TextsForm
    formfield_overrides = {
        models.TextField: {"form_class": Lines},
        models.DateField: {"widget": DayInput},
        models.URLField: {"assume_scheme": "https"},
    }

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["redakcja/pages.css"]})

    def targets(self, request: HttpRequest) -> list[Place]:
        return [None]

    def is_in_scope(self, request: HttpRequest, row: Any = None) -> bool:
        return scope_on(request).whole

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self.tell_weak(request, form)

    def tell_weak(self, request: HttpRequest, form: Any) -> None:
        """It was saved all the same: what an editor has in mind, he may finish later."""
        warnings = form.warnings()
        for sentence in warnings[:MOST_TOLD]:
            messages.warning(request, sentence)
        if len(warnings) > MOST_TOLD:
            messages.warning(request, f"Ostrzeżeń jest więcej ({len(warnings)}): stoją przy polach formularza.")
