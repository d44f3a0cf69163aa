"""Lists of rows that have an order: search, and buttons «w górę» and «w dół».

The buttons are plain POST, so they work by keyboard and without JavaScript. They belong to a form of their own that
stands beside the changelist's (a form cannot stand within another).
"""

from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from journal.history import InJournal
from orgchart.admin.scopes import ScopedAdmin, lock_office_for, only_where
from orgchart.order import remove, save_last, step
from orgchart.search import SearchableQuerySet
from orgchart.services import lock_office

Row = TypeVar("Row", bound=models.Model)
GONE = "Nie ma już tego, co miało zostać przeniesione: ktoś to w tym czasie usunął."
STEPS = {"up": (-1, "↑", "w górę"), "down": (1, "↓", "w dół")}


def step_buttons(pk: int, name: str) -> SafeString:
    return format_html_join(
        " ",
        '<button type="submit" form="steps" name="step" value="{0}:{1}" id="{0}-{1}" class="step"'
        ' aria-label="Przenieś {2}: {3}" title="Przenieś {2}">{4}</button>',
        ((direction, pk, words, name, arrow) for direction, (_, arrow, words) in STEPS.items()),
    )


class SearchableAdmin(InJournal, admin.ModelAdmin[Row]):
    """Search that minds neither case nor diacritics."""

    search_fields: ClassVar[Any] = ["searchable"]
    search_help_text: ClassVar[Any] = (
        "Wpisz słowa w dowolnej kolejności. Wielkość liter i polskie znaki nie mają znaczenia."
    )

    empty_words: ClassVar[str] = ""  # what to do next, while there is nothing to list

    class Media:
        css: ClassVar = {"all": ["redakcja/lists.css"]}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Row], search_term: str
    ) -> tuple[models.QuerySet[Row], bool]:
        if not search_term or not isinstance(queryset, SearchableQuerySet):
            return queryset, False
        return queryset.matching(search_term), False


class SteppingAdmin(SearchableAdmin[Row], ScopedAdmin[Row]):
    change_list_template = "admin/steps/change_list.html"
    columns_to_move: ClassVar[frozenset[str]] = frozenset({"steps"})  # for those who may

    def get_list_display(self, request: HttpRequest) -> Any:
        return [self.column(request, name) for name in self.shown_columns(request)]

    def shown_columns(self, request: HttpRequest) -> list[str]:
        hidden = frozenset() if self.has_change_permission(request) else self.columns_to_move
        return [str(name) for name in super().get_list_display(request) if name not in hidden]

    def column(self, request: HttpRequest, name: str) -> Any:
        """As Django takes it: buttons that move stand in rows only that this editor may move."""
        if name not in self.columns_to_move:
            return name
        return only_where(lambda row: self.may_move(request, row), getattr(self, name))

    def may_move(self, request: HttpRequest, row: Row) -> bool:
        return self.has_change_permission(request, row)

    @admin.display(description="przenieś")
    def steps(self, row: Row) -> SafeString:
        return step_buttons(row.pk, str(row))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.method == "POST" and "step" in request.POST:
            return self.take_step(request)
        return super().changelist_view(request, extra_context)

    def take_step(self, request: HttpRequest) -> HttpResponse:
        """Answer a button, whose value names direction and row: «up:12»."""
        direction, _, pk = request.POST["step"].partition(":")
        if direction not in STEPS:
            raise Http404("no such direction")
        by, _, words = STEPS[direction]
        with transaction.atomic():
            lock_office_for(request)
            row = self.row_to_move(request, pk)
            if row is None:
                self.message_user(request, GONE, messages.ERROR)
                return HttpResponseRedirect(request.get_full_path())
            stale = self.answer_if_stale(request, row, by)
            if stale is not None:
                return stale
            had_room = self.move_row(row, by)
            if had_room:
                self.log_change(request, row, f"Przeniesiono {words}.")
        if had_room:
            self.message_user(request, f"Przeniesiono {words}: {row}.", messages.SUCCESS)
        else:
            self.message_user(request, f"Dalej {words} nie ma już miejsca: {row}.", messages.WARNING)
        return HttpResponseRedirect(f"{request.get_full_path()}#{direction}-{row.pk}")

    def row_to_move(self, request: HttpRequest, pk: str) -> Row | None:
        """None when somebody removed it meanwhile."""
        row = self.get_object(request, pk)
        if row is not None and not self.may_move(request, row):
            raise PermissionDenied
        return row

    def answer_if_stale(self, request: HttpRequest, row: Row, by: int) -> HttpResponse | None:
        """An answer instead of the step, when what the editor saw is not what is stored."""
        return None

    def move_row(self, row: Row, by: int) -> bool:
        """Move the row by so many places, the office being locked; whether there was room."""
        raise NotImplementedError


class OrderedAdmin(SteppingAdmin[Row]):
    """Rows ordered among those of the same `group`; nobody types positions, they are given out."""

    group: ClassVar[str]

    def move_row(self, row: Row, by: int) -> bool:
        return step(row, self.group, by)

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: bool) -> None:
        save_last(obj, self.group)

    def delete_model(self, request: HttpRequest, obj: Row) -> None:
        with transaction.atomic():
            lock_office()
            remove(obj, self.group)
