"""«Usunięte komórki i zadania»: what took the place of what was public once and was removed."""

import copy
import re
from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from journal.history import InJournal
from orgchart.admin.fields import TreeChoiceField
from orgchart.admin.scopes import ScopedAdmin
from orgchart.models import Gone, Unit
from orgchart.removals import answer_gone, problem_of_answer
from orgchart.rights import Place
from orgchart.services import ids_below, lock_office
from publishing.models import Trace
from tasks.models import Duty
from tasks.numbering import numbers

HOW_UNIT: Final = [
    ("", "odpowiem później"),
    ("closed", "zlikwidowana bez następcy"),
    ("merged", "połączona z…"),
    ("split", "podzielona na…"),
    ("renamed", "zastąpiona przez…"),
]
HOW_DUTY: Final = [
    ("", "odpowiem później"),
    ("closed", "już nie jest wykonywane"),
    ("merged", "połączone z…"),
    ("split", "podzielone na…"),
    ("renamed", "zastąpione przez…"),
]


class UnitsField(forms.ModelMultipleChoiceField[Unit]):
    label_from_instance = TreeChoiceField.label_from_instance


class FateForm(forms.Form):
    """What becomes of a unit that is about to be removed."""

    how = forms.ChoiceField(label="Co się z nią stanie?", choices=HOW_UNIT, required=False, widget=forms.RadioSelect)
    successors = UnitsField(
        Unit.objects.none(),
        label="Następcy",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Przy połączeniu i zastąpieniu jedna komórka, przy podziale co najmniej dwie. "
        "Kilka wybierzesz, przytrzymując Ctrl.",
    )

    def __init__(self, unit: Unit, data: QueryDict | None = None) -> None:
        super().__init__(data)
        successors: Any = self.fields["successors"]
        successors.queryset = Unit.objects.exclude(pk__in=ids_below(unit.pk))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        keys = [unit.key for unit in cleaned.get("successors", ())]
        problem = problem_of_answer(cleaned.get("how", ""), keys)
        if problem:
            self.add_error("successors", problem)
        return cleaned


def as_question(request: HttpRequest) -> HttpRequest:
    """The request as if nothing had been confirmed yet."""
    asking = copy.copy(request)
    asking.method, asking.POST = "GET", QueryDict()
    return asking


def published(rows: QuerySet[Gone]) -> QuerySet[Gone]:
    """Of what was never public nobody asks."""
    return rows.filter(Exists(Trace.objects.filter(key=OuterRef("key"))))


def ask_about(request: HttpRequest, rows: QuerySet[Gone]) -> None:
    count = published(rows).count()
    if count:
        address = reverse("admin:orgchart_gone_changelist")
        sentence = 'Usunięto to, co było już opublikowane ({}). Powiedz, co to zastąpiło: <a href="{}">{}</a>.'
        messages.info(request, format_html(sentence, count, address, "Usunięte komórki i zadania"))


class GoneForm(forms.ModelForm[Gone]):
    successors = forms.CharField(
        label="Następcy",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Każdy w osobnym wierszu: symbol komórki („PRI”), symbol i numer zadania („PRI 3”), "
        "adres strony („/zadanie/…/”) albo klucz.",
    )

    class Meta:
        model = Gone
        fields = ["how", "successors"]
        widgets = {"how": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how: Any = self.fields.get("how")
        if how:
            how.choices = HOW_UNIT if self.instance.kind == Gone.Kind.UNIT else HOW_DUTY
            self.initial["successors"] = "\n".join(self.instance.successors.split())

    def clean_successors(self) -> str:
        keys = [key_of(line) for line in self.cleaned_data["successors"].splitlines() if line.strip()]
        if self.instance.key in keys:
            raise ValidationError("Usunięte nie może być własnym następcą.")
        return " ".join(dict.fromkeys(keys))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "successors" in cleaned:
            problem = problem_of_answer(cleaned.get("how", ""), cleaned["successors"].split())
            if problem:
                self.add_error("successors", problem)
        return cleaned


def key_of(line: str) -> str:
    """The key of the unit or duty that a line names. Raises `ValidationError`."""
    name = line.strip().rstrip("/").rpartition("/")[2]
    unit = Unit.objects.with_symbol(name).first() or Unit.objects.filter(key=name).first()
    unit = unit or Unit.objects.filter(slug=name.lower()).first()
    if unit:
        return unit.key
    if Duty.objects.filter(key=name).exists():
        return name
    numbered = re.fullmatch(r"(\S+)\s+(\w+)\.?", name)
    bearer = Unit.objects.with_symbol(numbered[1]).first() if numbered else None
    if numbered and bearer:
        duties = list(Duty.objects.top().filter(unit=bearer).order_by("position"))
        for duty, number in zip(duties, numbers(duty.label for duty in duties), strict=True):
            if number == numbered[2]:
                return duty.key
    raise ValidationError(f"„{line.strip()}”: nie ma takiej komórki ani takiego zadania.")


@admin.register(Gone)
class GoneAdmin(InJournal, ScopedAdmin[Gone]):
    form = GoneForm
    fields = ["title", "kind", "place", "at", "how", "successors"]
    readonly_fields = ["title", "kind", "place", "at"]
    list_display = ["title", "kind", "place", "answer", "at"]
    list_filter = ["kind", "how"]
    search_fields = ["title", "place"]
    empty_words = "Nie usunięto niczego, co było opublikowane. Gdy tak się stanie, tu powiesz, co zajęło tego miejsce."

    def place_of(self, row: Gone) -> Place:
        return Unit.objects.filter(key=row.department_key).first()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Gone]:
        """The unanswered ones first."""
        return published(super().get_queryset(request)).order_by(F("how").asc(), "-at", "-pk")

    @admin.display(description="co się z tym stało", empty_value="jeszcze nie wiadomo")
    def answer(self, gone: Gone) -> str:
        return gone.get_how_display() if gone.how else ""

    def save_model(self, request: HttpRequest, obj: Gone, form: Any, change: bool) -> None:
        lock_office()  # what is frozen meanwhile must not get a later mark than this change
        answer_gone(obj, how=form.cleaned_data["how"], successors=form.cleaned_data["successors"].split())
