"""Duties: a list on their unit's page, and a search over all of them that leads there."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from orgchart.admin.rows import RowsInline
from orgchart.admin.scopes import ScopedAdmin, scope_on
from orgchart.admin.steps import SearchableAdmin
from tasks.models import Duty
from tasks.moves import GONE, MoveDutyForm, list_state
from tasks.rows import DutyForm, DutyFormSet

MOVE_MEDIA = forms.Media(css={"all": ["admin/css/forms.css", "redakcja/forms.css"]})


class DutyInline(RowsInline):
    model = Duty
    form = DutyForm
    formset = DutyFormSet
    fields = ["text", "label", "legal_basis"]
    row_template = "admin/rows/duty_fields.html"
    verbose_name_plural = "zadania"
    words = {
        "help": "Numery powstają z kolejności, nie trzeba ich wpisywać. Wiersz jest zadaniem albo punktem zadania, "
        "które stoi nad nim. Aby przestawić wiersz daleko, wpisz jego nową kolejność.",
        "empty": "Ta komórka nie ma jeszcze zadań. Wpisz pierwsze w nowym wierszu.",
        "add": "Dodaj zadanie",
        "lost": "Po opublikowaniu przestanie być aktualny adres",
        "without_script": "Zadanie zabiera ze sobą swoje punkty.",
    }


@admin.register(Duty)
class DutyAdmin(SearchableAdmin[Duty], ScopedAdmin[Duty]):
    """To look for duties, and to send one to another unit. They are edited where they stand: on their unit's page."""

    target_field = "unit"

    list_display = ["text_of", "level", "of_unit", "legal_basis"]
    list_display_links = None
    list_select_related = ["unit"]
    list_per_page = 100
    empty_words = "Nie ma jeszcze żadnych zadań. Zadania wpisuje się na stronie komórki, do której należą."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Duty]:
        rows: Any = super().get_queryset(request)
        listed: QuerySet[Duty] = rows.as_listed()
        return listed

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.move_view)
        return [path("<path:object_id>/przenies/", view, name="tasks_duty_move"), *super().get_urls()]

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A small page that sends a duty with its points to another unit."""
        duty = self.get_object(request, unquote(object_id))
        if duty is None:
            self.message_user(request, GONE, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:tasks_duty_changelist"))
        if duty.parent_id is not None:
            raise Http404("a point goes with its duty")
        if not self.has_change_permission(request, duty):
            raise PermissionDenied
        self.refuse_foreign_targets(request)
        seen_now = list_state(duty)
        form = MoveDutyForm(duty, scope_on(request), request.POST or None)
        if form.is_bound and form.is_valid() and form.fulfil(request):
            moved = Duty.objects.get(pk=duty.pk)
            self.log_change(request, moved, f"Przeniesiono z: {duty.unit}.")
            self.message_user(request, f"Przeniesiono do: {moved.unit}.", messages.SUCCESS)
            return HttpResponseRedirect(address_of(moved))
        return TemplateResponse(request, "admin/duties/move.html", self.move_context(request, duty, form, seen_now))

    def move_context(self, request: HttpRequest, duty: Duty, form: MoveDutyForm, seen_now: str) -> dict[str, Any]:
        is_told = form.is_stale or not form.is_bound  # else the form came back for another reason
        return {
            **self.admin_site.each_context(request),
            "title": "Przenieś zadanie",
            "opts": self.opts,
            "duty": duty,
            "back": address_of(duty),
            "form": form,
            "media": self.media + MOVE_MEDIA,
            "loaded": seen_now if is_told else request.POST.get("loaded", ""),
        }

    @admin.display(description="treść")
    def text_of(self, duty: Duty) -> SafeString:
        return format_html('<a href="{}">{}</a>', address_of(duty), duty.text)

    @admin.display(description="rodzaj")
    def level(self, duty: Duty) -> str:
        return "punkt" if duty.parent_id else "zadanie"

    @admin.display(description="komórka")
    def of_unit(self, duty: Duty) -> str:
        return str(duty.unit)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        duty = self.get_object(request, object_id)
        if duty is None or not self.has_view_permission(request, duty):
            return super().change_view(request, object_id, *args, **kwargs)
        return HttpResponseRedirect(address_of(duty))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Duty | None = None) -> bool:
        return False


def address_of(duty: Duty) -> str:
    """Where the duty is edited."""
    return f"{reverse('admin:orgchart_unit_change', args=[duty.unit_id])}#zadanie-{duty.key}"
