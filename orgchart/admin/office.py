"""The one office and the people whom the law tells it to name."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from orgchart.admin.fields import refuse_invisible
from orgchart.admin.guard import GuardedAdmin, GuardedForm
from orgchart.admin.rows import RowsFormSet, RowsInline
from orgchart.admin.scopes import scope_on
from orgchart.models import OFFICE_ID, Office, Officer
from orgchart.rights import Place


class OfficerFormSet(RowsFormSet):
    identity = "pk"
    called = "osoba"


class OfficerInline(RowsInline):
    model = Officer
    formset = OfficerFormSet
    fields = ["role", "name", "phone", "fax", "email"]
    verbose_name_plural = "osoby wyznaczone"
    words = {
        "help": "Redaktorzy BIP, inspektor ochrony danych, koordynator dostępności. Po opublikowaniu wydania urzędu "
        "widać ich na stronach „Redakcja BIP”, „Ochrona danych osobowych” i „Dostępność”.",
        "empty": "Nie wpisano jeszcze nikogo. Ustawa wymaga podania redaktorów BIP: dodaj pierwszą osobę.",
        "add": "Dodaj osobę",
    }


class OfficeForm(GuardedForm):
    website = forms.URLField(
        label="Strona internetowa",
        assume_scheme="https",
        help_text=Office._meta.get_field("website").help_text,
        validators=[refuse_invisible],
    )


@admin.register(Office)
class OfficeAdmin(GuardedAdmin[Office]):
    form = OfficeForm
    fields = ["name", "seat", "website"]
    inlines = [OfficerInline]

    def targets(self, request: HttpRequest) -> list[Place]:
        return [None]

    def is_in_scope(self, request: HttpRequest, row: Any = None) -> bool:
        return scope_on(request).whole

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Office.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Office | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one office, so its list is a detour."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if Office.objects.exists():
            return HttpResponseRedirect(reverse("admin:orgchart_office_change", args=[OFFICE_ID]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:orgchart_office_add"))
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: bool) -> None:
        obj.pk = OFFICE_ID
        obj.save(force_insert=not change)
