"""Who may do what in the admin of the working copy, as one table."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contacts.models import Channel, Contact
from orgchart.admin.moves import tree_state
from orgchart.models import Appointment, Deputy, Office, Post, Unit
from orgchart.rights import PUBLISHER
from pages.models import Declaration, Page
from search.models import Synonym
from tasks.models import Duty
from tests.cast import account, editor_of, once_but, signed_in_with
from tests.factories import (
    AppointmentFactory,
    ChannelFactory,
    ContactFactory,
    DeclarationFactory,
    OfficeFactory,
    PageFactory,
    PostFactory,
    UnitFactory,
)
from tests.filled import load
from tests.undone import undone
from tests.worlds import kept

pytestmark = pytest.mark.django_db
SIGN_IN = 302


@kept
def office(unit: Unit) -> Office:
    PostFactory.create(unit=unit, position=1)
    ContactFactory.create(unit=unit, position=1)
    DeclarationFactory.create(page__position=1)
    PageFactory.create(position=2)
    Synonym.objects.create(said="gazeta", written="czasopismo")
    today = timezone.localdate()
    Deputy.objects.create(principal=account("nieobecna", PUBLISHER), deputy=account("obecny"), since=today, until=today)
    return OfficeFactory.create()


def to(name: str, model: Any = None) -> Callable[[], str]:
    """The address of a view, of the first row of a model if one is named."""
    return lambda: reverse(f"admin:{name}", args=[model.objects.order_by("pk").last().pk] if model else [])


def to_move_a_duty() -> str:
    return reverse("admin:tasks_duty_move", args=[Duty.objects.top().order_by("pk").last().pk])  # type: ignore[union-attr]


MOVE = {"cmd": "move_node", "position": "left"}
DELETE = {"post": "yes"}
WHO = ["powerless", "editor", "publisher", "auditor", "administrator"]
# address, what is posted (None: GET), what each of them is answered; a visitor is always sent to sign in
TABLE: list[tuple[Callable[[], str], dict[str, str] | None, str]] = [
    (to("index"), None, "200 200 200 200 200"),
    (lambda: reverse("conformity"), None, "403 200 200 200 200"),
    (lambda: reverse("conformity"), {}, "403 405 405 405 405"),
    (to("orgchart_unit_changelist"), None, "403 200 200 200 200"),
    (to("orgchart_unit_changelist"), {"step": "up:{unit}"}, "403 302 403 403 302"),
    (to("orgchart_unit_changelist"), MOVE, "403 200 403 403 200"),
    (to("orgchart_unit_add"), None, "403 200 403 403 200"),
    (to("orgchart_unit_add"), {}, "403 200 403 403 200"),
    (to("orgchart_unit_change", Unit), None, "403 200 200 200 200"),
    (to("orgchart_unit_change", Unit), {}, "403 200 403 403 200"),
    (to("orgchart_unit_move", Unit), None, "403 200 403 403 200"),
    (to("orgchart_unit_move", Unit), {"place": "1"}, "403 200 403 403 200"),
    (to("orgchart_unit_delete", Unit), None, "403 200 403 403 200"),
    (to("orgchart_unit_delete", Unit), DELETE, "403 302 403 403 302"),
    (to("orgchart_unit_history", Unit), None, "403 200 200 200 200"),
    (to("tasks_duty_changelist"), None, "403 200 200 200 200"),
    (to("tasks_duty_add"), None, "403 403 403 403 403"),
    (to("tasks_duty_change", Duty), None, "403 302 302 302 302"),
    (to("tasks_duty_delete", Duty), DELETE, "403 403 403 403 403"),
    (to_move_a_duty, None, "403 200 403 403 200"),
    (to_move_a_duty, {"unit": "{unit}"}, "403 200 403 403 200"),
    (to("contacts_contact_changelist"), None, "403 200 200 200 200"),
    (to("contacts_contact_changelist"), {"step": "up:{contact}"}, "403 302 403 403 302"),
    (to("contacts_contact_pages"), None, "403 200 200 200 200"),
    (to("contacts_contact_add"), None, "403 200 403 403 200"),
    (to("contacts_contact_change", Contact), None, "403 200 200 200 200"),
    (to("contacts_contact_change", Contact), {}, "403 200 403 403 200"),
    (to("contacts_contact_delete", Contact), DELETE, "403 302 403 403 302"),
    (to("orgchart_post_changelist"), None, "403 200 200 200 200"),
    (to("orgchart_post_changelist"), {"step": "up:{post}"}, "403 302 403 403 302"),
    (to("orgchart_post_add"), None, "403 200 403 403 200"),
    (to("orgchart_post_change", Post), None, "403 200 200 200 200"),
    (to("orgchart_post_change", Post), {}, "403 200 403 403 200"),
    (to("orgchart_post_delete", Post), DELETE, "403 302 403 403 302"),
    (to("orgchart_office_changelist"), None, "403 302 302 302 302"),
    (to("orgchart_office_add"), None, "403 403 403 403 403"),
    (to("orgchart_office_change", Office), None, "403 200 200 200 200"),
    (to("orgchart_office_change", Office), {}, "403 200 403 403 200"),
    (to("orgchart_office_delete", Office), DELETE, "403 403 403 403 403"),
    (to("pages_page_changelist"), None, "403 200 200 200 200"),
    (to("pages_page_changelist"), {"step": "up:{page}"}, "403 302 403 403 302"),
    (to("pages_page_create"), None, "403 405 403 403 405"),
    (to("pages_page_create"), {}, "403 302 403 403 302"),
    (to("pages_page_add"), None, "403 200 403 403 200"),
    (to("pages_page_add"), {}, "403 200 403 403 200"),
    (to("pages_page_preview_new"), {}, "403 200 403 403 200"),
    (to("pages_page_change", Page), None, "403 200 200 200 200"),
    (to("pages_page_change", Page), {}, "403 200 403 403 200"),
    (to("pages_page_preview", Page), {}, "403 200 403 403 200"),
    (to("pages_page_history", Page), None, "403 200 200 200 200"),
    (to("pages_page_delete", Page), DELETE, "403 302 403 403 302"),
    (to("pages_declaration_changelist"), None, "403 302 302 302 302"),
    (to("pages_declaration_add"), None, "403 302 403 403 302"),
    (to("pages_declaration_add"), {}, "403 200 403 403 200"),
    (to("pages_declaration_change", Declaration), None, "403 200 200 200 200"),
    (to("pages_declaration_change", Declaration), {}, "403 200 403 403 200"),
    (to("pages_declaration_delete", Declaration), DELETE, "403 403 403 403 403"),
    (to("search_synonym_changelist"), None, "403 200 200 200 200"),
    (to("search_synonym_starter"), None, "403 405 403 403 405"),
    (to("search_synonym_starter"), {}, "403 302 403 403 302"),
    (to("search_synonym_add"), None, "403 200 403 403 200"),
    (to("search_synonym_add"), {}, "403 200 403 403 200"),
    (to("search_synonym_change", Synonym), None, "403 200 200 200 200"),
    (to("search_synonym_change", Synonym), {}, "403 200 403 403 200"),
    (to("search_synonym_history", Synonym), None, "403 200 200 200 200"),
    (to("search_synonym_delete", Synonym), None, "403 200 403 403 200"),
    (to("search_synonym_delete", Synonym), DELETE, "403 302 403 403 302"),
    (to("search_miss_changelist"), None, "403 200 200 200 200"),
    (to("search_miss_changelist"), {}, "403 200 200 200 200"),
    (to("orgchart_deputy_changelist"), None, "403 403 200 200 200"),
    (to("orgchart_deputy_add"), None, "403 403 200 403 200"),
    (to("orgchart_deputy_add"), {}, "403 403 200 403 200"),
    (to("orgchart_deputy_change", Deputy), None, "403 403 200 200 200"),
    (to("orgchart_deputy_change", Deputy), {}, "403 403 200 403 200"),
    (to("orgchart_deputy_delete", Deputy), DELETE, "403 403 302 403 302"),
    (to("auth_user_changelist"), None, "403 403 403 200 200"),
    (to("auth_user_add"), None, "403 403 403 403 200"),
    (to("auth_user_change", User), None, "403 403 403 200 200"),
    (to("auth_user_change", User), {"username": ""}, "403 403 403 403 200"),
    (to("auth_user_password_change", User), None, "403 403 403 403 200"),
    (to("auth_user_delete", User), DELETE, "403 403 403 403 403"),
    (to("auth_group_changelist"), None, "403 403 403 200 200"),
    (to("auth_group_add"), None, "403 403 403 403 403"),
    (to("auth_group_change", Group), None, "403 403 403 200 200"),
    (to("auth_group_change", Group), {}, "403 403 403 403 403"),
]


def filled(fields: dict[str, str]) -> dict[str, Any]:
    units = list(Unit.objects.order_by("pk"))
    ends = {"cut_item": units[-1].pk, "pasted_on": units[1].pk} if fields == MOVE else {}
    page = Page.objects.earliest("pk")
    pks = {"page": page.pk, "unit": units[-1].pk, "contact": Contact.objects.get().pk, "post": Post.objects.get().pk}
    return {name: value.format(**pks) for name, value in fields.items()} | {"loaded": tree_state()} | ends


@pytest.mark.parametrize("who", once_but("administrator", of=["visitor", *WHO]))
def test_who_may(office: Office, request: pytest.FixtureRequest, who: str) -> None:
    client = request.getfixturevalue(who)
    if who == "publisher":
        Deputy.objects.update(principal=User.objects.get(username="wydawca"))  # his own
    wrong = []
    for address, posted, statuses in TABLE:
        status = SIGN_IN if who == "visitor" else int(statuses.split()[WHO.index(who)])
        with undone():
            path = address()
            answer = client.get(path) if posted is None else client.post(path, filled(posted))
        if answer.status_code != status:
            wrong.append((path, posted, answer.status_code, status))
        if who == "visitor":
            assert answer["Location"].startswith(reverse("admin:login"))
    assert wrong == []


@pytest.mark.once
def test_whoever_may_only_read_sees_no_fields(office: Office, reader: Client, unit: Unit) -> None:
    page = reader.get(reverse("admin:orgchart_unit_change", args=[unit.pk])).content.decode()
    assert "Promocja;" in page
    assert "duties-0-text" not in page
    assert '<span class="row-number">1)</span>' in page
    assert "nową kolejność" not in page
    assert 'name="_save"' not in page


@pytest.mark.once
def test_whoever_may_only_read_a_list_reads_all_of_it(office: Office, reader: Client, unit: Unit) -> None:
    long = "Prowadzenie spraw " * 20 + "do końca."
    Duty.objects.filter(text="Promocja;").update(text=long, label="7a", legal_basis="art. 1 ustawy")
    AppointmentFactory.create(post=Post.objects.get(), person="Anna Nowa", acting=True, since=date(2024, 5, 6))
    page = reader.get(reverse("admin:orgchart_unit_change", args=[unit.pk])).content.decode()
    posts = reader.get(reverse("admin:orgchart_post_change", args=[Post.objects.get().pk])).content.decode()

    for words in (long, '<span class="row-number">7a.</span>', "art. 1 ustawy", "wnioski;"):
        assert words in page, words
    for words in ("Anna Nowa", "<dd>2024-05-06</dd>", "<dd>tak</dd>"):
        assert words in posts, words


LISTS = [
    (to("orgchart_unit_change", Unit), ["change_unit", "view_duty"], "duties", {"text": "Podmienione;"}),
    (to("contacts_contact_change", Contact), ["change_contact", "view_channel"], "channels", {"value": "42 663 36 99"}),
    (to("orgchart_post_change", Post), ["change_post", "view_appointment"], "appointments", {"person": "Jan Inny"}),
    (to("orgchart_unit_add"), ["add_unit", "view_unit", "view_duty"], "duties", {"text": "Dodane;"}),
]


@pytest.mark.once
@pytest.mark.parametrize(("address", "rights", "prefix", "typed"), LISTS)
def test_whoever_may_only_read_a_list_does_not_write_it(
    office: Office,
    editor: Client,
    address: Callable[[], str],
    rights: list[str],
    prefix: str,
    typed: dict[str, str],
) -> None:
    """Even when the whole form is posted that somebody with more rights would see."""
    AppointmentFactory.create(post=Post.objects.get())
    ChannelFactory.create(contact=Contact.objects.get(), position=1)
    before = rows_of_lists()
    fields = load(editor, address()) | {"name": "Wydział Nowy"}
    changed = fields | {f"{prefix}-0-{name}": value for name, value in typed.items()} | {f"{prefix}-1-DELETE": "on"}
    assert signed_in_with(*rights).post(address(), changed).status_code == 302
    assert rows_of_lists() == before


def rows_of_lists() -> list[list[dict[str, Any]]]:
    lists: list[Any] = [Duty.objects, Channel.objects, Appointment.objects]
    return [list(rows.order_by("pk").values()) for rows in lists]


CONTROLS = ['name="step"', "drag-handle", "przenieś do…", "dodaj komórkę", "przeciągając"]


@pytest.mark.once
@pytest.mark.parametrize("name", ["orgchart_unit", "orgchart_post", "contacts_contact"])
def test_whoever_may_only_read_is_offered_no_changes(office: Office, editor: Client, reader: Client, name: str) -> None:
    address = reverse(f"admin:{name}_changelist")
    page = reader.get(address).content.decode()
    assert [control for control in CONTROLS if control in page] == []
    shown = editor.get(address).content.decode()
    assert [control for control in CONTROLS if control in shown] == (
        CONTROLS if name == "orgchart_unit" else CONTROLS[:1]
    )


@pytest.mark.once
def test_the_tree_of_a_reader_is_still_folded(office: Office, reader: Client) -> None:
    page = reader.get(reverse("admin:orgchart_unit_changelist")).content.decode()
    assert 'class="tree-node"' in page
    assert "przeciągnij" not in page


@pytest.mark.once
def test_whoever_may_only_add_is_offered_that(office: Office) -> None:
    client = signed_in_with("view_unit", "add_unit")
    page = client.get(reverse("admin:orgchart_unit_changelist")).content.decode()
    assert [control for control in CONTROLS if control in page] == ["dodaj komórkę"]


@pytest.mark.once
def test_a_unit_page_offers_a_reader_nothing_to_add(office: Office, reader: Client, unit: Unit) -> None:
    page = reader.get(reverse("admin:orgchart_unit_change", args=[unit.pk])).content.decode()
    assert "Dodaj" not in page


@pytest.mark.once
class TestPartsOfTheOffice:
    """What an editor sees who was given one unit with what is below it: all is read, little is offered."""

    @pytest.fixture
    def client(self, office: Office, unit: Unit) -> Client:
        return editor_of(unit)

    @pytest.fixture
    def below(self, unit: Unit) -> Unit:
        return Unit.objects.get(symbol="PRI-T")

    def shown(self, client: Client, name: str, *args: Any, **query: Any) -> str:
        answer = client.get(reverse(f"admin:{name}", args=args), query)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_the_tree_is_read_as_a_whole_and_moved_below_the_unit(
        self, client: Client, unit: Unit, below: Unit, department: Unit
    ) -> None:
        page = self.shown(client, "orgchart_unit_changelist")
        assert "Referat „Ziemia Łódzka”" in page
        assert [each for each in Unit.objects.all() if f'value="up:{each.pk}"' in page] == [below]
        assert page.count("drag-handle") == 1
        assert [each for each in Unit.objects.all() if f"?parent={each.pk}" in page] == [unit, below]
        assert page.count('class="tree-node"') == Unit.objects.count()

    @pytest.mark.parametrize(("symbol", "is_own"), [("PRI", True), ("PRI-T", True), ("PRII", False)])
    def test_a_unit_s_page_offers_what_may_be_done(self, client: Client, symbol: str, is_own: bool) -> None:
        page = self.shown(client, "orgchart_unit_change", Unit.objects.get(symbol=symbol).pk)
        offered = ['name="_save"', "Dodaj stanowisko", "Dodaj kontakt", "Dodaj komórkę podległą", 'name="name"']
        assert [words for words in offered if words in page] == (offered if is_own else [])

    def test_the_unit_itself_is_neither_moved_nor_removed(self, client: Client, unit: Unit, below: Unit) -> None:
        for each, is_offered in ((unit, False), (below, True)):
            page = self.shown(client, "orgchart_unit_change", each.pk)
            for name in ("orgchart_unit_move", "orgchart_unit_delete"):
                assert (f'href="{reverse(f"admin:{name}", args=[each.pk])}"' in page) is is_offered

    @pytest.mark.parametrize("name", ["orgchart_unit_add", "orgchart_post_add", "contacts_contact_add"])
    def test_forms_offer_units_of_one_s_own(self, client: Client, unit: Unit, below: Unit, name: str) -> None:
        page = self.shown(client, name)
        assert [each for each in Unit.objects.all() if f'<option value="{each.pk}"' in page] == [unit, below]
        assert "nowy departament" not in page and "kontakt wspólny całego" not in page

    def test_a_move_offers_units_of_one_s_own(self, client: Client, unit: Unit, below: Unit) -> None:
        page = self.shown(client, "orgchart_unit_move", below.pk)
        assert [each for each in Unit.objects.all() if f'<option value="{each.pk}"' in page] == [unit]

    def test_lists_have_buttons_for_one_s_own(self, client: Client, department: Unit) -> None:
        PostFactory.create(unit=department, position=1)
        ContactFactory.create(position=1)
        for model, name in ((Post, "orgchart_post"), (Contact, "contacts_contact")):
            page = self.shown(client, f"{name}_changelist")
            rows: Any = model._default_manager.all()
            offered = [row for row in rows if f'value="up:{row.pk}"' in page]
            assert [row.unit.symbol for row in offered] == ["PRI"] and len(rows) == 2

    def test_a_form_without_a_unit_comes_back(self, client: Client) -> None:
        answer = client.post(reverse("admin:contacts_contact_add"), load(client, reverse("admin:contacts_contact_add")))
        assert answer.status_code == 200
        assert "To pole jest wymagane" in answer.content.decode()

    def test_buttons_cost_no_queries(self, client: Client, unit: Unit) -> None:
        for name in ("orgchart_unit", "orgchart_post", "contacts_contact"):
            address = reverse(f"admin:{name}_changelist")
            few = queries(client, address)
            for number in range(5):
                UnitFactory.create(parent=unit)
                PostFactory.create(unit=unit, position=10 + number)
                ContactFactory.create(unit=unit, position=10 + number)
            assert queries(client, address) <= few
            Post.objects.filter(position__gte=10).delete()
            Contact.objects.filter(position__gte=10).delete()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
