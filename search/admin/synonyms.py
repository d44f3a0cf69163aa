"""Groups of other words: each expression on a line of its own, checked while it is typed, tried at once."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.history import InJournal
from search.expressions import compared, expressions, problem
from search.models import Synonym
from search.services.thesaurus import BETWEEN, load_starter
from search.stamps import touch
from search.thesaurus import said_in

LONGEST: Final = 1_000
HOW_TO_WRITE: Final = "Każde wyrażenie w osobnym wierszu albo po średniku, w formie podstawowej, najwyżej cztery słowa."
NOTHING: Final = "Wpisz co najmniej jedno wyrażenie."
SAID_ELSEWHERE: Final = (
    '„{}” jest już w grupie <a class="in-sentence" href="{}">{}</a>. Dopisz pozostałe słowa tam albo usuń to wyrażenie.'
)
CHANGED_MEANWHILE: Final = (
    "Ktoś inny zmienił w tym czasie tę grupę. Jest w niej teraz: {}. Jeśli ma zostać to, co wpisano poniżej, zapisz "
    "jeszcze raz."
)


class SynonymForm(forms.ModelForm[Synonym]):
    said = forms.CharField(
        label="Jak mówią ludzie",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6, "cols": 60}),
        help_text=f"{HOW_TO_WRITE} Kto wpisze jedno z nich…",
    )
    written = forms.CharField(
        label="Jak pisze urząd",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6, "cols": 60}),
        help_text="…znajdzie także to, co jest opisane tymi słowami. Weź je z zadań i nazw komórek, które są w BIP.",
    )
    loaded = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Synonym
        fields = ["said", "written"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("said", "written"):
            self.initial[name] = "\n".join(expressions(str(self.initial.get(name) or "")))
        self.stored = str(self.instance) if self.instance.pk else ""
        self.initial["loaded"] = fingerprint(self.stored)

    def clean_said(self) -> str:
        return self._clean("said")

    def clean_written(self) -> str:
        return self._clean("written")

    def _clean(self, name: str) -> str:
        found = expressions(self.cleaned_data[name])
        wrong: list[str] = [told for each in found if (told := problem(each))]
        wrong += self._said_elsewhere(found) if name == "said" else []
        if wrong or not found:
            raise ValidationError(wrong or NOTHING)
        return BETWEEN.join(found)

    def _said_elsewhere(self, found: Iterable[str]) -> list[str]:
        groups = said_in()
        others = {each: groups.get(compared(each), self.instance.pk) for each in found}
        rows = Synonym.objects.in_bulk([pk for pk in others.values() if pk not in {None, self.instance.pk}])
        return [
            format_html(SAID_ELSEWHERE, each, reverse("admin:search_synonym_change", args=[pk]), str(rows[pk]))
            for each, pk in others.items()
            if pk in rows
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get("loaded") != self.initial["loaded"]:
            self.data = {**self.data.dict(), "loaded": self.initial["loaded"]}  # type: ignore[attr-defined]  # a QueryDict
            raise ValidationError(CHANGED_MEANWHILE.format(self.stored))
        return cleaned


def fingerprint(stored: str) -> str:
    return salted_hmac("search.synonym", stored).hexdigest() if stored else ""


@admin.register(Synonym)
class SynonymAdmin(InJournal, admin.ModelAdmin[Synonym]):
    form = SynonymForm
    list_display = ["says", "writes"]
    list_per_page = 100
    sortable_by = ()  # the database would put Polish letters last
    ordering = ["-pk"]
    search_fields = ["said", "written"]
    search_help_text = "Słowo lub jego początek, mówione albo urzędowe; bez polskich znaków też się znajdzie."
    change_list_template = "admin/search/synonym/change_list.html"
    change_form_template = "admin/search/synonym/change_form.html"
    empty_words = (
        "Nie ma jeszcze innych słów, więc kto szuka „gazety”, nie znajdzie „czasopisma”. Zacznij od zestawu startowego "
        "dla urzędu albo dodaj pierwszą grupę; każdą z nich możesz potem zmienić lub usunąć."
    )

    class Media:
        css = {"all": ["redakcja/forms.css", "redakcja/lists.css", "redakcja/words.css"]}

    @admin.display(description="jak mówią ludzie")
    def says(self, row: Synonym) -> str:
        return row.said

    @admin.display(description="jak pisze urząd")
    def writes(self, row: Synonym) -> str:
        return row.written

    def get_fields(self, request: HttpRequest, obj: Synonym | None = None) -> Any:
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return ["said", "written", *(["loaded"] if may_write else [])]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Synonym], search_term: str
    ) -> tuple[QuerySet[Synonym], bool]:
        """Neither database tells by itself that «laka» is «łąka», and there are some hundred rows only."""
        sought = compared(search_term).split()
        if not sought:
            return queryset, False
        rows = queryset.values_list("pk", "said", "written")
        folded = ((pk, compared(f"{said} {written}")) for pk, said, written in rows)
        return queryset.filter(pk__in=[pk for pk, text in folded if all(word in text for word in sought)]), False

    def get_actions(self, request: HttpRequest) -> Any:
        """Groups are removed one by one, each with a way back."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.starter_view)
        return [path("zestaw-startowy/", view, name="search_synonym_starter"), *super().get_urls()]

    def starter_view(self, request: HttpRequest) -> HttpResponse:
        """«Dodaj zestaw startowy»."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        added = load_starter()
        if added:
            messages.success(request, f"Dodano grup: {added}. Przejrzyj je i usuń te, które w tym urzędzie nie pasują.")
        else:
            messages.info(request, "Wszystkie grupy zestawu startowego już są.")
        return HttpResponseRedirect(reverse("admin:search_synonym_changelist"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_load = self.has_add_permission(request) and not Synonym.objects.exists()
        context = {"title": "Inne słowa na to samo", "may_load": may_load, **(extra_context or {})}
        return super().changelist_view(request, context)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever saves at the same time waits for the stamp, and is then told what is said already."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with transaction.atomic():
            touch()
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """What is stored can be tried; on a new form, what somebody sought in vain."""
        said = context["original"].said if context["original"] else request.GET.get("said", "")
        context["subtitle"] = None  # the fields say the same
        context["tried"] = [(each, f"{reverse('bip:search')}?{urlencode({'q': each})}") for each in expressions(said)]
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Synonym) -> None:
        touch()
        super().delete_model(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        row = self.get_object(request, unquote(object_id)) if request.method == "POST" else None
        answer = super().delete_view(request, object_id, extra_context)
        if row and self.has_add_permission(request) and not Synonym.objects.filter(pk=row.pk).exists():
            messages.warning(request, way_back(row))
        return answer


def way_back(row: Synonym) -> SafeString:
    """A group that was removed, as a new form that only has to be saved."""
    address = f"{reverse('admin:search_synonym_add')}?{urlencode({'said': row.said, 'written': row.written})}"
    return format_html(
        'Usunięto przez pomyłkę? <a class="in-sentence" href="{}">Dodaj tę grupę z powrotem</a>.', address
    )
