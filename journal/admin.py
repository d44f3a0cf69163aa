"""The journal in admin: to be read, exported and noted as reviewed. Nobody writes it by hand, whoever he is."""

from datetime import date
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from journal.days import REFUSED, last_days, unreviewed
from journal.export import lines
from journal.history import InJournal
from journal.middleware import name_of
from journal.models import Entry
from journal.services import ReviewRefused, record, review_day

MOST_WORDS = 10
SEARCHED = ("actor", "title", "key", "path")


class PersonFilter(admin.SimpleListFilter):
    title = "kto"
    parameter_name = "kto"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        people = Entry.objects.exclude(actor_id=None).order_by("actor").values_list("actor_id", "actor").distinct()
        return [(str(pk), name) for pk, name in dict(people).items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        wanted = self.value() or ""
        return queryset.filter(actor_id=int(wanted)) if wanted.isdecimal() and len(wanted) < 19 else queryset


@admin.register(Entry)
class EntryAdmin(InJournal, admin.ModelAdmin[Entry]):
    list_display = ["at", "kind", "act", "who", "what", "address", "times"]
    list_display_links = ["at", "act"]
    list_filter = [("at", admin.DateFieldListFilter), "kind", PersonFilter]
    date_hierarchy = "at"
    search_fields = SEARCHED
    search_help_text = "Osoba, obiekt albo adres strony: początek, środek lub klucz."
    ordering = ["-pk"]
    list_per_page = 100
    show_full_result_count = False
    change_list_template = "admin/journal/entry/change_list.html"
    fields: ClassVar[Any] = [
        "at",
        "kind",
        "act",
        "who",
        "actor_id",
        "address",
        "path",
        "model",
        "key",
        "title",
        "told",
        "repeated",
    ]
    readonly_fields: ClassVar[Any] = fields

    class Media:
        css = {"all": ["redakcja/journal.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    @admin.display(description="kto", ordering="actor")
    def who(self, entry: Entry) -> str:
        return entry.actor or ("(nieznany)" if entry.address else "(polecenie)")

    @admin.display(description="obiekt", ordering="title")
    def what(self, entry: Entry) -> str:
        """Of what was refused: the page that somebody tried to open."""
        return entry.title or (entry.path if entry.kind in REFUSED else "")

    @admin.display(description="zmiana")
    def told(self, entry: Entry) -> SafeString:
        return render_to_string("admin/journal/changes.html", {"rows": entry.changes})

    @admin.display(description="ile razy")
    def repeated(self, entry: Entry) -> str:
        last = f", ostatnio {timezone.localtime(entry.last_at):%d.%m.%Y %H:%M}" if entry.last_at else ""
        return f"{entry.times}{last}"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entry], search_term: str
    ) -> tuple[QuerySet[Entry], bool]:
        """SQLite minds the case of Polish letters, so each word is looked for in the ways that it is written."""
        for word in search_term.split()[:MOST_WORDS]:
            ways = {word, word.lower(), word.upper(), word.capitalize()}
            found = Q()
            for name in SEARCHED:
                for way in ways:
                    found |= Q(**{f"{name}__icontains": way})
            queryset = queryset.filter(found)
        return queryset, False

    def get_urls(self) -> list[URLPattern]:
        views = {"eksport/": (self.export_view, "export"), "przeglad/": (self.review_view, "review")}
        return [
            *(
                path(address, self.admin_site.admin_view(view), name=f"journal_entry_{name}")
                for address, (view, name) in views.items()
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            "title": "Dziennik",
            "may_export": request.user.has_perm("journal.export_entry"),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows, all of it, as one file; that it was taken is recorded."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        if not (self.has_view_permission(request) and request.user.has_perm("journal.export_entry")):
            raise PermissionDenied
        try:
            chosen = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(request.path)
        chosen = chosen.filter(pk__lte=newest) if (newest := _newest()) else chosen
        record(Entry.Kind.REVIEW, "pobrano dziennik (CSV)", title=_asked(request))
        answer = StreamingHttpResponse(lines(chosen.iterator(chunk_size=2_000)), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="dziennik-{timezone.localdate():%Y-%m-%d}.csv"'
        answer["Cache-Control"] = "no-store"
        return answer

    def review_view(self, request: HttpRequest) -> HttpResponse:
        may_review = request.user.has_perm("journal.review_entry")
        if not self.has_view_permission(request) or (request.method == "POST" and not may_review):
            raise PermissionDenied
        if request.method == "POST":
            return self.note_review(request)
        days = last_days()
        context = {
            **self.admin_site.each_context(request),
            "title": "Przegląd dzienny",
            "opts": self.opts,
            "days": days,
            "unreviewed": unreviewed(days),
            "may_review": may_review,
        }
        return TemplateResponse(request, "admin/journal/entry/review.html", context)

    def note_review(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        try:
            day = date.fromisoformat(request.POST.get("day", ""))
            review_day(day, by=name_of(user), by_id=user.pk, note=request.POST.get("note", "").strip()[:2_000])
        except ValueError:
            self.message_user(request, "Nie wiadomo, którego dnia dotyczy przegląd.", messages.ERROR)
        except ReviewRefused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
        else:
            self.message_user(request, f"Odnotowano przegląd z {day:%d.%m.%Y}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:journal_entry_review"))


def _asked(request: HttpRequest) -> str:
    """What was chosen, in plain letters: a name that is looked for must be found when its bearer is to be removed."""
    return "&".join(f"{name}={value}" for name, values in request.GET.lists() for value in values)


def _newest() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
