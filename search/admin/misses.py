"""«Czego nie znaleziono»: what people sought in vain on five different days or more; to be read, and answered."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal.history import InJournal
from search.misses import FEWEST_DAYS, shown
from search.models import Miss


@admin.register(Miss)
class MissAdmin(InJournal, admin.ModelAdmin[Miss]):
    """A list and nothing else: of one day, or of less than five, nobody is shown anything."""

    list_display_links = None
    list_per_page = 100
    sortable_by = ()
    ordering = ["pk"]
    change_list_template = "admin/search/miss/change_list.html"
    empty_words = (
        f"Nie ma słów, których szukano na próżno w co najmniej {FEWEST_DAYS} różnych dniach. Słów, które mogą być "
        "czyimś nazwiskiem, liczb i adresów nie zapisujemy wcale."
    )

    class Media:
        css = {"all": ["redakcja/forms.css", "redakcja/lists.css", "redakcja/words.css"]}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="search_miss_changelist")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Miss]:
        return shown()

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-days", "-times", "-last"]

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = ["words", "days", "times", "last", "search_again"]
        return [*columns, "add_words"] if request.user.has_perm("search.add_synonym") else columns

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Czego nie znaleziono", **(extra_context or {})})

    @admin.display(description="w ilu dniach")
    def days(self, row: Any) -> int:
        return int(row.days)

    @admin.display(description="ile razy")
    def times(self, row: Any) -> int:
        return int(row.times)

    @admin.display(description="ostatnio")
    def last(self, row: Any) -> str:
        return f"{row.last:%d.%m.%Y}"

    @admin.display(description="sprawdź")
    def search_again(self, row: Miss) -> SafeString:
        return _link(f"{reverse('bip:search')}?{urlencode({'q': row.words})}", "Szukaj", row)

    @admin.display(description="odpowiedz")
    def add_words(self, row: Miss) -> SafeString:
        return _link(f"{reverse('admin:search_synonym_add')}?{urlencode({'said': row.words})}", "Dodaj inne słowo", row)


def _link(address: str, words: str, row: Miss) -> SafeString:
    """The same words in every row, so each says what it is about to those who hear the links alone."""
    return format_html('<a href="{}">{}<span class="visually-hidden">: {}</span></a>', address, words, row.words)
