"""Duties: a list on their unit's page, and a search over all of them that leads there."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from orgchart.admin.rows import RowsInline
from orgchart.admin.steps import SearchableAdmin
from tasks.models import Duty
from tasks.rows import DutyForm, DutyFormSet


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
class DutyAdmin(SearchableAdmin[Duty]):
    """To look for duties. They are edited where they stand: on the page of their unit."""

    list_display = ["text_of", "level", "of_unit", "legal_basis"]
    list_display_links = None
    list_select_related = ["unit"]
    list_per_page = 100
    empty_words = "Nie ma jeszcze żadnych zadań. Zadania wpisuje się na stronie komórki, do której należą."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Duty]:
        rows: Any = super().get_queryset(request)
        listed: QuerySet[Duty] = rows.as_listed()
        return listed

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
