"""Posts, each with those who were appointed to it."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from orgchart.admin.fields import TreeChoiceField
from orgchart.admin.guard import GuardedAdmin, GuardedForm
from orgchart.admin.rows import RowsFormSet, RowsInline
from orgchart.admin.steps import OrderedAdmin
from orgchart.models import Appointment, Post, Unit
from orgchart.services import rearrange_appointments


class AppointmentFormSet(RowsFormSet):
    ordered = False
    called = "powołanie"

    def attach(self, row: Any) -> None:
        """Not yet: the model's own check would compare with rows that this very form is about to change."""
        row.post_id = None

    def clean(self) -> None:
        super().clean()
        full = [form for form in self.kept if not form.errors and not form.instance.acting]
        for one, other in combinations(full, 2):
            if one.instance.shares_a_day_with(other.instance):
                other.add_error(
                    None,
                    f"W tym czasie stanowisko zajmuje {one.instance.person}. Zakończ tamto powołanie wcześniej albo "
                    "zaznacz „p.o.”.",
                )

    def write(self, rows: Sequence[Any]) -> None:
        rearrange_appointments(self.instance, rows)


class AppointmentInline(RowsInline):
    model = Appointment
    formset = AppointmentFormSet
    fields = ["person", "acting", "since", "until"]
    verbose_name_plural = "powołania"
    words = {
        "help": "Kto zajmuje lub zajmował to stanowisko. Powołania bez „p.o.” nie mogą zachodzić na siebie. Nieznany "
        "początek lub koniec zostaw pusty.",
        "empty": "Nikogo nie powołano: na stronie będzie „wakat”. Aby to zmienić, wpisz osobę w nowym wierszu.",
        "add": "Dodaj powołanie",
    }


class PostForm(GuardedForm):
    unit = TreeChoiceField(Unit.objects.all(), label="Komórka")


@admin.register(Post)
class PostAdmin(OrderedAdmin[Post], GuardedAdmin[Post]):
    form = PostForm
    group = target_field = "unit"
    fields = ["unit", "function", "competence"]
    inlines = [AppointmentInline]
    list_display = ["function", "holders", "unit", "steps"]
    list_select_related = ["unit"]
    list_per_page = 200
    empty_words = "Nie ma jeszcze żadnego stanowiska. Dodaj pierwsze przyciskiem powyżej albo na stronie komórki."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        rows = super().get_queryset(request).prefetch_related("appointments")
        return rows.order_by("unit__tree_id", "unit__lft", "position")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        lost, *others = super().get_deleted_objects(objs, request)
        pages = sorted({path for post in objs for path in (post.unit.path, post.unit.get_root().path)})
        return [[*lost, "Strony, z których zniknie:", pages], *others]

    @admin.display(description="dziś zajmuje")
    def holders(self, post: Post) -> str:
        today = timezone.localdate()
        return ", ".join(str(held) for held in post.appointments.all() if held.holds_on(today)) or "wakat"
