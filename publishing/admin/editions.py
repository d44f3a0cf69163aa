"""Editions in admin: a list and a page for each, which can only be read. They come from the desk (`desk`, `acts`)."""

from typing import Any, Final

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from journal.history import InJournal
from publishing import reading
from publishing.admin.desk_page import public_address
from publishing.admin.restoring import may_restore, restore
from publishing.admin.withdrawals import may_withdraw
from publishing.models import Edition, RegisterEntry
from publishing.obstacles import told_moment
from publishing.telling import from_text

SHOWN: Final = ("title", "number", "kind", "state", "links", "said", "register_text", "digest", "previous_digest")


@admin.register(Edition)
class EditionAdmin(InJournal, admin.ModelAdmin[Edition]):
    """No edition is added, changed or deleted here: the permissions to do so are nobody's."""

    list_display = ["title", "number", "kind", "published_at", "in_force_from", "state"]
    list_filter = ["subject", "kind", "published_at"]
    search_fields = ["title"]
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-pk"]
    fields = SHOWN
    readonly_fields = SHOWN
    change_form_template = "admin/publishing/edition/page.html"
    empty_words = "Nie opublikowano jeszcze żadnego wydania. Pierwsze przygotujesz na biurku publikacji."

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Wydania", **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(restore)
        return [path("<int:pk>/przywroc/", view, name="publishing_edition_restore"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        edition = context["original"]
        context["may_withdraw"] = edition is not None and may_withdraw(request, edition)
        context["may_restore"] = edition is not None and may_restore(request.user, edition)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        in_force = Edition.objects.in_force(timezone.now())
        editions: Any = super().get_queryset(request)
        told: QuerySet[Edition] = editions.with_withdrawal().annotate(
            is_in_force=Exists(in_force.filter(pk=OuterRef("pk")))
        )
        return told

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    @admin.display(description="stan")
    def state(self, edition: Edition) -> str:
        if getattr(edition, "withdrawal", None):
            return "wycofane"
        if edition.in_force_from > timezone.now():
            return "zaplanowane"
        return "obowiązuje" if getattr(edition, "is_in_force", False) else "nie obowiązuje"

    @admin.display(description="odnośniki")
    def links(self, edition: Edition) -> SafeString:
        rows = [(reverse("desk:subject", args=[edition.key]), "Biurko publikacji")]
        if getattr(edition, "is_in_force", False):
            rows.append((public_address(edition), "Strona publiczna"))
        part = getattr(edition, "part", None)
        if part:
            address = reverse("admin:publishing_proposal_change", args=[part.proposal_id])
            rows.append((address, "Projekt, z którego powstało"))
        return format_html_join(" · ", '<a href="{}">{}</a>', rows)

    @admin.display(description="co zmieniło")
    def register_text(self, edition: Edition) -> SafeString | str:
        entry = RegisterEntry.objects.filter(pk=edition.pk).first()
        chapters = from_text(entry.chapters) if entry else []
        rows = [(chapter.title, told.sentence) for chapter in chapters for told in chapter.told]
        if not rows:
            return "pierwsze wydanie" if edition.number == 1 else "nic"
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", rows))

    @admin.display(description="metryczka")
    def said(self, edition: Edition) -> SafeString:
        m = reading.metadata_of(edition)
        rows = [
            ("Kto wytworzył", f"{m.prepared_by}, {m.prepared_on:%d.%m.%Y}"),
            ("Kto odpowiada za treść", m.responsible),
            ("Kto opublikował", f"{m.published_by}, {told_moment(m.published_at)}"),
            ("Obowiązuje od", told_moment(m.in_force_from)),
            ("Powód zmiany", m.reason),
            ("Podstawa prawna", f"{m.legal_basis} {m.legal_basis_url}".strip() or "nie podano"),
            *([("Plik", f"{m.legal_basis_file}, SHA-256: {m.legal_basis_digest}")] if m.legal_basis_file else []),
            *([("Zatwierdził", m.approved_by)] if m.approved_by else []),
            *([("Prostuje wydanie", str(m.corrects))] if m.corrects else []),
        ]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))
