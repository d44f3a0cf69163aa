"""The admin as a whole: its titles, and the page of a unit, made of pieces that belong to different rooms."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from contacts.models import Contact
from deptportal import deputies, pages, removed
from deptportal.accounts import AccountAdmin, AccountGroupAdmin
from orgchart.admin.units import UnitTreeAdmin
from orgchart.models import Gone, Unit
from orgchart.removals import answer_gone
from tasks.admin import DutyInline
from tasks.models import Duty
from tasks.services import close_unit

__all__ = ["UnitAdmin", "deputies", "pages", "removed"]

admin.site.site_header = "Portal departamentów – redakcja"
admin.site.site_title = "redakcja BIP"
admin.site.index_title = "Co chcesz zmienić?"
admin.site.empty_value_display = "–"
admin.site.unregister([User, Group])
admin.site.register(User, AccountAdmin)
admin.site.register(Group, AccountGroupAdmin)


def count_duties() -> Any:
    """Duties of a unit, points not counted."""
    own = Duty.objects.top().filter(unit=OuterRef("pk")).order_by()
    return Coalesce(Subquery(own.values("unit").annotate(total=Count("pk")).values("total")), 0)


def paths_of(units: list[Unit]) -> list[str]:
    """Where their pages are, with one query for the departments of them all."""
    departments = Unit.objects.filter(parent=None, tree_id__in={unit.tree_id for unit in units})
    roots = {root.tree_id: root for root in departments}
    return [unit.path_in(roots[unit.tree_id]) for unit in units]


@admin.register(Unit)
class UnitAdmin(UnitTreeAdmin):
    inlines = [DutyInline]
    hanging = [*UnitTreeAdmin.hanging, Duty, Contact]
    list_display = ["tree_actions", "indented_title", "symbol", "kind", "duty_count", "moves", "add_below"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        return super().get_queryset(request).annotate(duty_total=count_duties())

    @admin.display(description="zadania")
    def duty_count(self, unit: Any) -> int:
        return int(unit.duty_total)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        unit = context["original"]
        if unit:
            today = timezone.localdate()
            posts = unit.posts.order_by("position").prefetch_related("appointments")
            context["posts"] = [
                (post, [held for held in post.appointments.all() if held.holds_on(today)]) for post in posts
            ]
            context["contacts"] = unit.contacts.order_by("position").prefetch_related("channels")
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever removed duties that were public is led to where he can say what took their place."""
        last = Gone.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        super().save_related(request, form, formsets, change)
        removed.ask_about(request, Gone.objects.filter(pk__gt=last))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What becomes of the unit is asked on the page that shows what goes with it."""
        unit = self.get_object(request, unquote(object_id))
        if unit is None:
            return super().delete_view(request, object_id, extra_context)
        form = removed.FateForm(unit, request.POST or None)
        if form.is_bound and not form.is_valid():
            request = removed.as_question(request)
        return super().delete_view(request, object_id, {**(extra_context or {}), "fate": form})

    def delete_model(self, request: HttpRequest, obj: Unit) -> None:
        form = removed.FateForm(obj, request.POST)
        if not form.is_valid():
            raise ValidationError("Nie wiadomo, co stanie się z komórką.")
        key, successors = obj.key, [unit.key for unit in form.cleaned_data["successors"]]
        last = Gone.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        close_unit(obj)
        if form.cleaned_data["how"]:
            answer_gone(Gone.objects.get(key=key), how=form.cleaned_data["how"], successors=successors)
        removed.ask_about(request, Gone.objects.filter(pk__gt=last, how=""))

    def losses(self, gone: list[Unit]) -> dict[str, list[str]]:
        prefetch_related_objects(gone, "posts", "contacts")
        duties = Duty.objects.filter(unit__in=gone).select_related("unit").as_listed()
        contacts = [contact for unit in gone for contact in unit.contacts.all()]
        addresses = [*paths_of(gone), *(f"/zadanie/{duty.key}/" for duty in duties)]
        return {
            **super().losses(gone),
            "Zadania i punkty": [f"{duty} ({duty.unit.symbol or duty.unit.name})" for duty in duties],
            "Kontakty": [str(contact) for contact in contacts],
            "Adresy stron, które przestaną być aktualne": [*addresses, *(f"/kontakt/{each.key}/" for each in contacts)],
        }
