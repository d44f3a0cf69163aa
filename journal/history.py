"""The journal takes the place of the admin's own log: nothing is written twice, and «Historia» tells from here."""

from typing import Any, Final

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from journal.facts import key_of
from journal.models import Entry
from journal.states import concrete, fields_of, is_journaled, journaled, state_of

ON_A_PAGE: Final = 100


class InJournal:
    """Comes before a ModelAdmin."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The journal has recorded it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The same."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """The same."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        admin: Any = self
        row = admin.get_object(request, unquote(object_id))
        if row is None:
            gone: HttpResponse = admin._get_obj_does_not_exist_redirect(request, admin.opts, object_id)
            return gone
        if not admin.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **admin.admin_site.each_context(request),
            "title": f"Historia: {row}",
            "opts": admin.opts,
            "object": row,
            "page": Paginator(history_of(row), ON_A_PAGE).get_page(request.GET.get("strona")),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/journal/history.html", context)


def history_of(row: Model) -> QuerySet[Entry]:
    """Entries of the row and of what belongs to it, gone or not: a unit's duties, the channels of its contacts."""
    model = concrete(type(row))
    key = key_of(model, state_of(row)) if is_journaled(model) else f"{model._meta.model_name}:{row.pk}"
    parts = Entry.objects.filter(owner=key).exclude(model=model._meta.label_lower).order_by()
    owners = [key, *_keys_of_parts(row)]
    return Entry.objects.filter(Q(key=key) | Q(owner__in=owners) | Q(owner__in=parts.values("key")))


def _keys_of_parts(row: Model) -> list[str]:
    """Of what belongs to the row now and has parts of its own, such as a contact; it may have no entry yet."""
    model = concrete(type(row))
    owners = {_owner_model(rule.model, rule.owner) for rule in journaled().values() if rule.owner}
    found: list[str] = []
    for rule in journaled().values():
        is_part = rule.owner and _owner_model(rule.model, rule.owner) is model and rule.model is not model
        if is_part and rule.model in owners and any(field.name == "key" for field in fields_of(rule.model)):
            found += rule.model._base_manager.filter(**{rule.owner: row.pk}).values_list("key", flat=True)
    return found


def _owner_model(model: Any, owner: str) -> Any:
    return concrete(model._meta.get_field(owner).related_model)
