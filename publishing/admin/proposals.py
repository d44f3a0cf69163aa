"""Proposals in admin: a list with filters, and a page for each (`proposal_page`, `acts`)."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from journal.history import InJournal
from publishing.admin.acts import act, page
from publishing.admin.files import file
from publishing.admin.seeing import seen_by, sees_any_desk
from publishing.admin.wording import next_step
from publishing.models import Proposal
from publishing.services.judging import name_of


@admin.register(Proposal)
class ProposalAdmin(InJournal, admin.ModelAdmin[Proposal]):
    """Nothing is changed here in the way of a form in admin: every change is a step of the road."""

    list_display = ["titles", "state", "kind", "writer", "submitted_at", "next"]
    list_filter = ["state", "kind", "created_at"]
    search_fields = ["parts__title", "reason"]
    list_select_related = ["author", "approved_by", "closed_by"]
    empty_words = "Nie ma jeszcze żadnego projektu. Przygotujesz go na biurku publikacji."

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("", guarded(self.changelist_view), name="publishing_proposal_changelist"),
            path("<int:pk>/", guarded(page), name="publishing_proposal_change"),
            path("<int:pk>/plik/", guarded(file), name="publishing_proposal_file"),
            path("<int:pk>/<slug:name>/", guarded(act), name="publishing_proposal_act"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        return seen_by(request.user, super().get_queryset(request)).prefetch_related("parts")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        return super().changelist_view(request, {"title": "Projekty wydań", **(extra_context or {})})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return sees_any_desk(request)

    def has_view_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return sees_any_desk(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    @admin.display(description="projekt")
    def titles(self, proposal: Proposal) -> str:
        return f"{proposal.pk}. {', '.join(part.title for part in proposal.parts.all())}"

    @admin.display(description="autor", ordering="author")
    def writer(self, proposal: Proposal) -> str:
        return name_of(proposal.author)

    @admin.display(description="co dalej")
    def next(self, proposal: Proposal) -> str:
        return next_step(proposal)
