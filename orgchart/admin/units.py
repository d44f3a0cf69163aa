"""Units as a tree. `deptportal.admin` adds what other rooms hang on a unit, and registers it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin, display
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from mptt.admin import DraggableMPTTAdmin

from orgchart import kinds
from orgchart.admin.fields import TreeChoiceField
from orgchart.admin.guard import GuardedAdmin, GuardedForm
from orgchart.admin.moves import (
    CHANGED_MEANWHILE,
    GONE,
    MoveForm,
    StaleTree,
    tree_state,
    wish_of_drop,
    wish_of_step,
)
from orgchart.admin.scopes import lock_office_for, only_where, scope_on
from orgchart.admin.steps import SteppingAdmin, step_buttons
from orgchart.models import Post, Unit
from orgchart.rights import Place
from orgchart.services import MoveError, add_unit, change_unit, ids_below, move_unit, remove_unit

FACTS = ["name", "symbol", "kind", "slug", "heading", "intro", "handling", "registers"]

SCRIPT_TEXTS = {
    "before": "wstaw przed tą komórką",
    "child": "wstaw jako podległą tej komórce",
    "after": "wstaw za tą komórką",
    "collapseTree": "Zwiń wszystko",
    "expandTree": "Rozwiń wszystko",
}


class UnitForm(GuardedForm):
    parent = TreeChoiceField(
        Unit.objects.all(),
        required=False,
        label="Część jednostki",
        empty_label="(żadnej – nowy departament)",
        help_text="Jednostka, do której należy nowa komórka.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("parent", None)  # where a unit stands is changed by moving it
        elif "kind" in self.fields:
            self.fields["kind"].required = False
            self.fields["kind"].help_text = "Pozostaw puste, a zostanie rozpoznany z nazwy."

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        has_parent = bool(cleaned.get("parent") or self.instance.parent_id)
        if has_parent and cleaned.get("kind") == kinds.DEPARTMENT:
            self.add_error("kind", "Departament nie należy do innej jednostki. Wybierz inny rodzaj.")
        return cleaned


class UnitTreeAdmin(SteppingAdmin[Unit], GuardedAdmin[Unit], DraggableMPTTAdmin[Unit]):
    form = UnitForm
    target_field = "parent"
    change_list_template = "admin/units/change_list.html"
    change_form_template = "admin/units/change_form.html"
    expand_tree_by_default = True
    columns_to_move = frozenset({"tree_actions", "moves"})
    hanging: ClassVar[list[type[Model]]] = [Post]  # what goes with its unit
    empty_words = (
        "Nie ma jeszcze żadnego departamentu. Dodaj pierwszy przyciskiem powyżej albo poproś administratora "
        "o wczytanie regulaminu."
    )
    list_display: Any = ["tree_actions", "indented_title", "symbol", "kind", "moves", "add_below"]
    list_display_links = ["indented_title"]

    class Media:
        css: ClassVar = {"all": ["redakcja/tree.css"]}
        js: ClassVar = ["admin/js/jquery.init.js", "redakcja/tree.js"]

    fieldsets = [
        (None, {"fields": ["parent", "name", "symbol", "kind"]}),
        ("Zadania – wstęp i nagłówek", {"fields": ["intro", "heading"]}),
        ("Sprawy i rejestry", {"fields": ["handling", "registers"], "classes": ["collapse"]}),
        ("Adres strony", {"fields": ["slug"], "classes": ["collapse"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Unit | None = None) -> Any:
        first, *others = self.fieldsets or []
        names = [name for name in first[1]["fields"] if name != "parent" or obj is None]
        return [(first[0], {"fields": names}), *others]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.move_view)
        return [path("<path:object_id>/przenies/", view, name="orgchart_unit_move"), *super().get_urls()]

    # Where an editor may write: in a unit that was given to him, and in what he moves it out of and into

    def place_of(self, row: Unit) -> Place:
        return row

    def may_move(self, request: HttpRequest, row: Unit) -> bool:
        """A unit stands in its parent's list; departments stand in the office's."""
        return self.has_change_permission(request, row) and scope_on(request).holds_unit(row.parent_id)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_move"] = bool(context["original"]) and self.may_move(request, context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Unit | None = None) -> bool:
        """Nobody removes the very part that he was given, only what stands in it."""
        return super().has_delete_permission(request, obj) and (
            obj is None or scope_on(request).holds_unit(obj.parent_id)
        )

    # The list

    def shown_columns(self, request: HttpRequest) -> list[str]:
        """Search finds parts of the tree, which cannot be folded or dragged."""
        shown = super().shown_columns(request)
        hidden = set() if self.has_add_permission(request) else {"add_below"}
        if request.GET.get("q"):
            hidden.add("tree_actions")
        elif "tree_actions" not in shown:
            shown = ["folding", *shown]
        return [name for name in shown if name not in hidden]

    def column(self, request: HttpRequest, name: str) -> Any:
        """A row that may not be moved is folded all the same."""
        if name == "tree_actions":
            return only_where(lambda unit: self.may_move(request, unit), self.tree_actions, self.folding)
        if name == "add_below":
            return only_where(lambda unit: self.is_in_scope(request, unit), self.add_below)
        return super().column(request, name)

    @display(description="przeciągnij")
    def tree_actions(self, unit: Unit) -> SafeString:
        """The handle to drag by and the mark to fold with, which the stock script looks for."""
        return format_html('<div class="drag-handle"></div>{}', self.folding(unit))

    @display(description="zwiń")
    def folding(self, unit: Unit) -> SafeString:
        return format_html('<div class="tree-node" data-pk="{}" data-level="{}"></div>', unit.pk, unit.level)

    @display(description="nazwa", ordering="lft")
    def indented_title(self, unit: Unit) -> SafeString:
        return format_html('<span class="unit level-{}">{}</span>', unit.level, unit.name)

    @display(description="przenieś")
    def moves(self, unit: Unit) -> SafeString:
        address = reverse("admin:orgchart_unit_move", args=[unit.pk])
        return format_html(
            '{} <a href="{}" aria-label="Przenieś do innej jednostki: {}">przenieś do…</a>',
            step_buttons(unit.pk, unit.name),
            address,
            unit.name,
        )

    @display(description="dodaj")
    def add_below(self, unit: Unit) -> SafeString:
        address = f"{reverse('admin:orgchart_unit_add')}?parent={unit.pk}"
        return format_html('<a href="{}" aria-label="Dodaj komórkę w: {}">dodaj komórkę</a>', address, unit.name)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {**(extra_context or {}), "title": "Struktura urzędu", "loaded": tree_state()}
        context["may_move"] = self.has_change_permission(request)
        if request.method == "POST" and "step" in request.POST:
            return self.take_step(request)
        if request.GET.get("q"):  # a part of the tree cannot be folded or dragged
            return ModelAdmin.changelist_view(self, request, context)
        return DraggableMPTTAdmin.changelist_view(self, request, context)

    def _tree_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the stock script is told; its own texts are partly English."""
        return {**super()._tree_context(request), "messages": SCRIPT_TEXTS}

    # Moves

    def answer_if_stale(self, request: HttpRequest, row: Unit, by: int) -> HttpResponse | None:
        if request.POST.get("loaded") == tree_state():
            return None
        return HttpResponseRedirect(wish_of_step(row, by).address)

    def move_row(self, row: Unit, by: int) -> bool:
        index = row.position - 1 + by
        if not 0 <= index < Unit.objects.filter(parent=row.parent_id).count():
            return False
        move_unit(row, parent=row.parent, index=index)
        return True

    def _move_node(self, request: HttpRequest) -> HttpResponse:
        """Answer a drop. The page loads itself anew afterwards and shows the message, whatever the answer."""
        try:
            with transaction.atomic():
                lock_office_for(request)
                return self.drop(request)
        except MoveError as error:
            return self.refuse_drop(request, str(error), 400)

    def drop(self, request: HttpRequest) -> HttpResponse:
        """The office being locked, nothing that is read here can go meanwhile."""
        unit, target = (self.get_object(request, request.POST.get(name, "")) for name in ("cut_item", "pasted_on"))
        position = request.POST.get("position", "")
        if unit is None or target is None or position not in {"left", "right", "last-child"}:
            return self.refuse_drop(request, GONE, 404)
        parent = target if position == "last-child" else target.parent
        if not (self.may_move(request, unit) and scope_on(request).holds(parent)):
            raise PermissionDenied
        wish = wish_of_drop(unit, target, position)
        try:
            wish.fulfil(request.POST.get("loaded", ""))
        except StaleTree:
            again = format_html('{} <a href="{}">Porównaj i przenieś: {}</a>', CHANGED_MEANWHILE, wish.address, unit)
            return self.refuse_drop(request, again, 409)
        self.tell_moved(request, unit)
        return HttpResponse("OK")

    def refuse_drop(self, request: HttpRequest, sentence: str, status: int) -> HttpResponse:
        self.message_user(request, sentence, messages.ERROR)
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")

    def tell_moved(self, request: HttpRequest, unit: Unit) -> None:
        self.log_change(request, unit, "Przeniesiono w strukturze.")
        self.message_user(request, f"Przeniesiono: {unit}.", messages.SUCCESS)

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        seen_now = tree_state()
        unit = self.get_object(request, unquote(object_id))
        if unit is None:
            self.message_user(request, GONE, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:orgchart_unit_changelist"))
        if not self.may_move(request, unit):
            raise PermissionDenied
        self.refuse_foreign_targets(request)
        form = MoveForm(unit, scope_on(request), request.POST or None, initial=initial_wish(request, unit))
        if form.is_bound and form.is_valid() and form.fulfil(request.POST.get("loaded", "")):
            self.tell_moved(request, unit)
            return HttpResponseRedirect(f"{reverse('admin:orgchart_unit_changelist')}#unit-{unit.pk}")
        return TemplateResponse(request, "admin/units/move.html", self.move_context(request, unit, form, seen_now))

    def move_context(self, request: HttpRequest, unit: Unit, form: MoveForm, seen_now: str) -> dict[str, Any]:
        repeated = MoveForm(unit, scope_on(request), form.data if form.is_bound else form.initial)
        is_stale = "zmieniono" in request.GET or CHANGED_MEANWHILE in form.non_field_errors()
        is_told = is_stale or not form.is_bound  # else the form came back for another reason
        return {
            **self.admin_site.each_context(request),
            "title": f"Przenieś: {unit}",
            "opts": self.opts,
            "original": unit,
            "form": form,
            "loaded": seen_now if is_told else request.POST.get("loaded", ""),
            "both_versions": repeated.wish.beside_what_stands() if is_stale and repeated.is_valid() else [],
            "sentence": CHANGED_MEANWHILE if "zmieniono" in request.GET and not form.is_bound else "",
        }

    # Writing

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"parent": request.GET.get("parent")}

    def save_model(self, request: HttpRequest, obj: Unit, form: forms.ModelForm[Unit], change: bool) -> None:
        facts = {name: form.cleaned_data[name] for name in FACTS}
        if not change:
            obj.pk = add_unit(parent=form.cleaned_data["parent"], **facts).pk
        else:
            if "slug" not in form.changed_data:
                del facts["slug"]  # an address made of the old symbol follows the new one, unless one was typed
            change_unit(obj, **facts)
        obj.refresh_from_db()

    def delete_model(self, request: HttpRequest, obj: Unit) -> None:
        """`deptportal.admin` also keeps what became of the duties."""
        remove_unit(obj)

    def get_deleted_objects(self, objs: Iterable[Unit], request: HttpRequest) -> Any:
        """What would be lost, as Django's confirmation page wants it; nothing below a unit is protected from it."""
        tops = list(objs)
        gone = list(Unit.objects.filter(pk__in={pk for unit in tops for pk in ids_below(unit.pk)}))
        lost = {title: things for title, things in self.losses(gone).items() if things}
        tree = [part for title, things in lost.items() for part in (f"{title} ({len(things)})", things)]
        return tree, {title: len(things) for title, things in lost.items()}, self.forbidden(request, gone), []

    def forbidden(self, request: HttpRequest, gone: list[Unit]) -> set[str]:
        """What goes with the units though this editor has no right to remove it."""
        return {
            str(model._meta.verbose_name)
            for model in self.hanging
            if not may_remove(request, model) and model._default_manager.filter(unit__in=gone).exists()
        }

    def losses(self, gone: list[Unit]) -> dict[str, list[str]]:
        """What goes with the units, by what it is."""
        return {
            "Komórki organizacyjne": [str(unit) for unit in gone],
            "Stanowiska": [str(post) for unit in gone for post in unit.posts.all()],
        }


def may_remove(request: HttpRequest, model: type[Model]) -> bool:
    """By the user's own rights: a model that has no removal of its own in the admin would always refuse."""
    return request.user.has_perm(f"{model._meta.app_label}.{get_permission_codename('delete', model._meta)}")


def initial_wish(request: HttpRequest, unit: Unit) -> dict[str, Any]:
    wanted = {name: request.GET[name] for name in ("parent", "place") if name in request.GET}
    return {"parent": unit.parent_id, "place": unit.position, **wanted}
