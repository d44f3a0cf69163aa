"""The statement of accessibility as a form: its parts and their headings are those of the law."""

from typing import Any, ClassVar, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from orgchart.models import Officer
from pages import kinds
from pages.admin.texts import HOW_TO_WRITE, TextsAdmin, TextsForm
from pages.models import Declaration, Page
from pages.services import starting_statement

NO_PAGE: Final = "Najpierw utwórz brakujące strony: deklaracja jest jedną z nich."
DOUBLED: Final = (
    "Ktoś inny wypełnił w tym czasie deklarację. Niczego nie zapisano, a wpisane teksty są poniżej: skopiuj z nich, "
    "czego tam brakuje."
)


class DeclarationForm(TextsForm):
    texts = ["information", "architecture", "communication"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is None and Declaration.objects.exists():
            raise ValidationError(DOUBLED)
        if self.instance.pk is None and not Page.objects.filter(kind=kinds.DECLARATION).exists():
            raise ValidationError(NO_PAGE)
        return cleaned


class DeclarationsAdmin(TextsAdmin[Declaration]):
    form = DeclarationForm
    fieldsets: ClassVar[Any] = [
        ("Stan dostępności cyfrowej", {"fields": ["site_published_on", "site_updated_on", "status"]}),
        ("Niedostępne treści", {"fields": ["inaccessible", "excluded", "excessive_cost"]}),
        (
            "Przygotowanie deklaracji dostępności i jej aktualizacja",
            {"fields": ["prepared_on", "reviewed_on", "method", "assessor"]},
        ),
        ("Udogodnienia, ograniczenia i inne informacje", {"fields": ["information"], "description": HOW_TO_WRITE}),
        ("Skróty klawiszowe", {"fields": ["shortcuts"]}),
        (
            "Informacje zwrotne i dane kontaktowe",
            {
                "fields": ["contact", "email", "phone"],
                "description": "Kto odpowiada na zgłoszenia o niedostępnych treściach, zwykle koordynator dostępności.",
            },
        ),
        ("Aplikacje mobilne", {"fields": ["applications"]}),
        ("Dostępność architektoniczna", {"fields": ["architecture", "architecture_url"]}),
        ("Dostępność komunikacyjno-informacyjna", {"fields": ["communication"]}),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Texts to begin with; and the coordinator whom the office has named answers, unless somebody else is typed."""
        coordinator = Officer.objects.filter(role=Officer.Role.COORDINATOR).order_by("position").first()
        facts: dict[str, Any] = {**super().get_changeform_initial_data(request), **starting_statement()}
        if coordinator:
            facts |= {"contact": coordinator.name, "email": coordinator.email, "phone": coordinator.phone}
        return facts

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["show_save_and_add_another"] = False  # there is no other
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Declaration | None = None) -> bool:
        """The law asks for it."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one statement at most, so its list is a detour."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        stored = Declaration.objects.first()
        if stored:
            return HttpResponseRedirect(reverse("admin:pages_declaration_change", args=[stored.pk]))
        if self.has_add_permission(request) and Page.objects.filter(kind=kinds.DECLARATION).exists():
            return HttpResponseRedirect(reverse("admin:pages_declaration_add"))
        if self.has_add_permission(request):
            messages.info(request, NO_PAGE)
            return HttpResponseRedirect(reverse("admin:pages_page_changelist"))
        return super().changelist_view(request, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        """Opened where there is one already, or no page yet, it leads there; what was typed always comes back."""
        is_needed = Page.objects.filter(kind=kinds.DECLARATION, declaration=None).exists()
        if request.method != "POST" and not is_needed and self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:pages_declaration_changelist"))
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Declaration, form: Any, change: bool) -> None:
        if not change:
            obj.page = Page.objects.get(kind=kinds.DECLARATION)
        super().save_model(request, obj, form, change)
