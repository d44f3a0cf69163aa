"""The answer to a form about something that is stored no more: what was typed, to be copied into a new one."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from orgchart.admin.versions import describe, described


class Typed(NamedTuple):
    label: str
    text: str


def answer_gone(editing: ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    opts = editing.opts
    context = {
        **editing.admin_site.each_context(request),
        "title": f"Nie zapisano: {opts.verbose_name}",
        "opts": opts,
        "typed": typed_into(editing, request),
        "add_address": address_to_add(editing, request) if editing.has_add_permission(request) else "",
    }
    return TemplateResponse(request, "admin/guarded/gone.html", context, status=409)


def typed_into(editing: ModelAdmin[Any], request: HttpRequest) -> list[Typed]:
    """Every text of the form and its lists, in their order, under the name that it had there."""
    form = editing.get_form(request)(request.POST)
    found = [describe(form)]
    for rows_class, _ in editing.get_formsets_with_inlines(request):
        rows: Any = rows_class(request.POST, instance=editing.model(), prefix=rows_class.get_default_prefix())
        found += described(rows, rows.form.about_place).values()
    return [
        Typed(f"{capfirst(thing.title)} – {label}" if thing.title else label, text)
        for thing in found
        for label, text in thing.values.items()
        if text
    ]


def address_to_add(editing: ModelAdmin[Any], request: HttpRequest) -> str:
    """The page to make it anew, with the same unit chosen where the thing belongs to one."""
    address = reverse(f"admin:{editing.opts.app_label}_{editing.opts.model_name}_add")
    unit = request.POST.get("unit", "")
    return f"{address}?{urlencode({'unit': unit})}" if unit.isdecimal() else address
