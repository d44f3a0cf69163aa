"""Contact boxes with their channels, and on which pages they stand."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contacts.models import Channel, Contact
from contacts.pages import listed, pages_of
from orgchart.admin.fields import TreeChoiceField
from orgchart.admin.guard import GuardedAdmin, GuardedForm
from orgchart.admin.rows import RowsFormSet, RowsInline
from orgchart.admin.scopes import unit_named
from orgchart.admin.steps import OrderedAdmin
from orgchart.models import Unit


class ChannelFormSet(RowsFormSet):
    called = "kanał"


class ChannelInline(RowsInline):
    model = Channel
    formset = ChannelFormSet
    fields = ["kind", "value"]
    words = {
        "help": "Telefony, adresy i skrzynki w takiej kolejności, jaka ma być na stronie. Jeśli wartość nie jest "
        "jeszcze znana, zostaw ją pustą: czytelnicy jej nie zobaczą, a tu będzie oznaczona „do uzupełnienia”.",
        "empty": "Kontakt nie ma jeszcze ani jednego kanału. Wpisz pierwszy w nowym wierszu, np. telefon.",
        "add": "Dodaj kanał",
    }


class ContactForm(GuardedForm):
    unit = TreeChoiceField(
        Unit.objects.all(),
        required=False,
        label="Komórka",
        empty_label="(kontakt wspólny całego urzędu)",
        help_text=Contact._meta.get_field("unit").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.scope.whole and "unit" in self.fields:
            self.fields["unit"].help_text = ""  # it tells of common contacts


@admin.register(Contact)
class ContactAdmin(OrderedAdmin[Contact], GuardedAdmin[Contact]):
    form = ContactForm
    group = target_field = "unit"
    fields = ["unit", "title", "address", "room", "opening_hours"]
    inlines = [ChannelInline]
    list_display = ["title", "belongs_to", "channel_count", "to_fill_in", "steps"]
    list_select_related = ["unit"]
    list_per_page = 200
    empty_words = "Nie ma jeszcze żadnego kontaktu. Dodaj pierwszy przyciskiem powyżej albo na stronie komórki."

    class Media:
        js = ["redakcja/contact-pages.js"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contact]:
        rows = super().get_queryset(request).order_by("unit__tree_id", "unit__lft", "position")
        return rows.annotate(channel_total=Count("channels"), hidden=Count("channels", filter=Q(channels__value="")))

    @admin.display(description="komórka")
    def belongs_to(self, contact: Contact) -> str:
        return str(contact.unit or "cały urząd")

    @admin.display(description="kanały")
    def channel_count(self, contact: Any) -> int:
        return int(contact.channel_total)

    @admin.display(description="do uzupełnienia")
    def to_fill_in(self, contact: Any) -> str | SafeString:
        return (
            format_html('<strong class="to-fill-in">do uzupełnienia: {}</strong>', contact.hidden)
            if contact.hidden
            else "–"
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.pages_view)
        return [path("strony/", view, name="contacts_contact_pages"), *super().get_urls()]

    def pages_view(self, request: HttpRequest) -> HttpResponse:
        """The pages on which a contact of the unit stands, for the script that follows the choice in the form."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        contact = self.get_object(request, request.GET.get("contact", ""))
        pages = listed(pages_of(unit_named(request.GET.get("unit")), contact))
        return JsonResponse({"pages": [page._asdict() for page in pages]})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        lost, *others = super().get_deleted_objects(objs, request)
        pages = dict.fromkeys(page for contact in objs for page in pages_of(contact.unit))
        addresses = [
            *(page.path or page.title for page in listed(list(pages))),
            *(f"/kontakt/{each.key}/" for each in objs),
        ]
        return [[*lost, "Strony, z których zniknie (a z nimi strony zadań tych komórek):", addresses], *others]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        chosen = context["adminform"].form["unit"].value()
        context["pages"] = listed(pages_of(unit_named(chosen), context["original"]))
        context["pages_address"] = reverse("admin:contacts_contact_pages")
        return super().render_change_form(request, context, *args, **kwargs)
