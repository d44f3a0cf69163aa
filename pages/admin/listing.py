"""Pages in the order of the menu, the form of each, and its preview."""

from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from orgchart.admin.steps import SteppingAdmin
from pages import kinds
from pages.admin.texts import HOW_TO_WRITE, TextsAdmin, TextsForm
from pages.models import LONGEST, Page
from pages.services import create_statutory_pages, missing_kinds, move_page, remove_page, save_page

PREVIEWS: Final = ("pages_page_preview_new", "pages_page_preview")
TOLD_OTHERWISE: Final = ["easy_text", "film", "told_on"]
OF_DUTIES: Final = (
    "Zakres działalności urzędu dla osób, którym trudno czytać, i dla osób, które posługują się językiem migowym. "
    "Gdy zadania departamentów zmienią się po podanym dniu, czytelnicy dowiedzą się, że tekst i film są nieaktualne."
)


class PageForm(TextsForm):
    texts = ["body", "easy_text"]


class PagesAdmin(SteppingAdmin[Page], TextsAdmin[Page]):
    form = PageForm
    change_list_template = "admin/pages/page/change_list.html"
    change_form_template = "admin/pages/page/change_form.html"
    list_display: Any = ["title", "kind", "address", "review", "steps"]
    sortable_by = ()  # it is in the order of the menu
    list_per_page = 200
    empty_words = "Nie ma jeszcze żadnej strony. Utwórz te, których wymaga prawo, przyciskiem poniżej."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        return super().get_queryset(request).select_related("declaration").order_by("position")

    # The list

    @admin.display(description="adres")
    def address(self, page: Page) -> SafeString:
        return format_html("<code>{}</code>", page.path)

    @admin.display(description="przejrzeć do dnia")
    def review(self, page: Page) -> str | SafeString:
        day = page.review_on
        if day is None:
            return "–"
        told = f"{day:%d.%m.%Y}"
        is_due = page.is_due_for_review(timezone.localdate())
        return format_html('<strong class="to-fill-in">{}, minął</strong>', told) if is_due else told

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        missing = missing_kinds() if self.has_add_permission(request) else []
        return super().changelist_view(request, {"missing_kinds": missing, **(extra_context or {})})

    def move_row(self, row: Page, by: int) -> bool:
        return move_page(row, by=by)

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("utworz-brakujace/", guarded(self.create_view), name="pages_page_create"),
            path("add/podglad/", guarded(self.preview_view), name=PREVIEWS[0]),
            path("<path:object_id>/podglad/", guarded(self.preview_view), name=PREVIEWS[1]),
            *super().get_urls(),
        ]

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """«Utwórz brakujące strony»."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        made = create_statutory_pages(timezone.localdate())
        if made:
            names = ", ".join(f"„{page.title}”" for page in made)
            messages.success(request, f"Utworzono: {names}. Przejrzyj ich treść i opublikuj je.")
        else:
            messages.info(request, "Wszystkie wymagane strony już są.")
        return HttpResponseRedirect(reverse("admin:pages_page_changelist"))

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Page | None = None) -> Any:
        kind = obj.kind if obj else kinds.OTHER
        first = ["kind", "title", "address"] if obj and obj.statutory else ["title", "slug"]
        text = [("Treść", {"fields": ["body"], "description": HOW_TO_WRITE})]
        told = [("Tekst łatwy do czytania i film", {"fields": TOLD_OTHERWISE, "description": OF_DUTIES})]
        return [
            (None, {"fields": first}),
            *(text if kind != kinds.DECLARATION else []),  # it is a form of its own
            *(told if kind == kinds.ACCESSIBILITY else []),
            ("Przegląd", {"fields": ["review_on"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> list[str]:
        """The law fixes where a statutory page is, and sometimes its name."""
        if obj is None or obj.statutory is None:
            return []
        return ["kind", "address", *(["title"] if obj.statutory.keeps_title else [])]

    def get_form(self, request: HttpRequest, obj: Page | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.only_shown = _is_preview(request)  # the class was made for this request alone
        return form

    def preview_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """«Podgląd»: the form as it was typed, and how readers would see it. Nothing is stored."""
        name, args = ("pages_page_add", []) if object_id is None else ("pages_page_change", [object_id])
        address = reverse(f"admin:{name}", args=args)
        if request.method != "POST":
            return HttpResponseRedirect(address)
        return self.changeform_view(request, object_id, address)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        page = context["original"]
        context["preview_address"] = (
            reverse("admin:pages_page_preview", args=[page.pk]) if page else reverse("admin:pages_page_preview_new")
        )
        if _is_preview(request):
            context["preview"] = self._preview(context["adminform"].form, page)
        return super().render_change_form(request, context, *args, **kwargs)

    def read(self, text: str) -> str:
        """The text as HTML, below a heading of the second level."""
        raise NotImplementedError

    def _preview(self, form: Any, page: Page | None) -> dict[str, Any]:
        """What was typed, rendered; a text that no page takes is not."""
        typed = {name: str(form[name].value() or "") for name in ("title", *form.texts) if name in form.fields}
        texts = {
            name: SafeString(self.read(typed[name]))
            for name in form.texts
            if typed.get(name, "").strip() and len(typed[name]) <= LONGEST
        }
        return {"title": typed.get("title") or (page.title if page else ""), **texts}

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        save_page(obj)
        self.tell_weak(request, form)

    # Removing

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.statutory)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        lost, *others = super().get_deleted_objects(objs, request)
        return [[*lost, "Adres w BIP:", [page.path for page in objs]], *others]

    def delete_model(self, request: HttpRequest, obj: Page) -> None:
        remove_page(obj)


def _is_preview(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in PREVIEWS
