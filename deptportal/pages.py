"""Pages in admin, with what `publishing` knows of them: how a text is read, what is wrong with it, what is public."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.admin.declaration import DeclarationForm, DeclarationsAdmin
from pages.admin.listing import PageForm, PagesAdmin
from pages.admin.texts import Found
from pages.models import Declaration, Page
from publishing.markdown import findings, render
from publishing.models import Edition


def in_public() -> QuerySet[Edition]:
    """Editions of pages that readers see."""
    return Edition.objects.filter(subject=Edition.Subject.PAGE).public(timezone.now())


class ReadPageForm(PageForm):
    def find(self, text: str) -> Sequence[Found]:
        return findings(text)


class ReadDeclarationForm(DeclarationForm):
    def find(self, text: str) -> Sequence[Found]:
        return findings(text)


@admin.register(Page)
class PageAdmin(PagesAdmin):
    form = ReadPageForm
    list_display = ["title", "kind", "address", "edition_in_public", "review", "steps"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        """Each with the number of the edition that readers see."""
        number = Subquery(in_public().filter(key=OuterRef("key")).values("number")[:1])
        return super().get_queryset(request).annotate(edition=number)

    def read(self, text: str) -> str:
        return render(text, under=2, prefix="podglad-")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is public is not taken down with the working copy: that is a publisher's act, with a reason."""
        lost, *others = super().get_deleted_objects(objs, request)
        editions = in_public().filter(key__in=[page.key for page in objs])
        told = [f"{edition.title}, wydanie {edition.number}" for edition in editions]
        still = ["Zostanie publiczne, dopóki wydawca tego nie wycofa (Wydania, „Wycofaj to wydanie”):", told]
        return [[*lost, *(still if told else [])], *others]

    @admin.display(description="opublikowano")
    def edition_in_public(self, page: Any) -> SafeString:
        told = f"wydanie {page.edition}" if page.edition else "niepubliczna"
        address = reverse("desk:subject", args=[page.key])
        title = f"Biurko publikacji: {page.title}"
        return format_html('<a href="{}" title="{}">{}</a>', address, title, told)


@admin.register(Declaration)
class DeclarationAdmin(DeclarationsAdmin):
    form = ReadDeclarationForm
