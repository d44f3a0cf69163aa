"""Who may do what in the admin of the working copy, as one table."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Channel, Contact
from orgchart.admin.moves import tree_state
from orgchart.models import Appointment, Office, Post, Unit
from tasks.models import Duty
from tests.cast import signed_in_with
from tests.factories import AppointmentFactory, ChannelFactory, ContactFactory, OfficeFactory, PostFactory
from tests.filled import load

pytestmark = pytest.mark.django_db
SIGN_IN, FORBIDDEN, SHOWN, GOES_ON, MISSING = 302, 403, 200, 302, 404


@pytest.fixture
def office(unit: Unit) -> Office:
    PostFactory.create(unit=unit, position=1)
    ContactFactory.create(unit=unit, position=1)
    return OfficeFactory.create()


def to(name: str, model: Any = None) -> Callable[[], str]:
    """The address of a view, of the first row of a model if one is named."""
    return lambda: reverse(f"admin:{name}", args=[model.objects.order_by("pk").last().pk] if model else [])


MOVE = {"cmd": "move_node", "position": "left"}
DELETE = {"post": "yes"}
# address, what is posted (None: GET), without rights, editor
TABLE = [
    (to("index"), None, SHOWN, SHOWN),
    (to("orgchart_unit_changelist"), None, FORBIDDEN, SHOWN),
    (to("orgchart_unit_changelist"), {"step": "up:{unit}"}, FORBIDDEN, GOES_ON),
    (to("orgchart_unit_changelist"), MOVE, FORBIDDEN, SHOWN),
    (to("orgchart_unit_add"), None, FORBIDDEN, SHOWN),
    (to("orgchart_unit_add"), {}, FORBIDDEN, SHOWN),
    (to("orgchart_unit_change", Unit), None, FORBIDDEN, SHOWN),
    (to("orgchart_unit_change", Unit), {}, FORBIDDEN, SHOWN),
    (to("orgchart_unit_move", Unit), None, FORBIDDEN, SHOWN),
    (to("orgchart_unit_move", Unit), {"place": "1"}, FORBIDDEN, SHOWN),
    (to("orgchart_unit_delete", Unit), None, FORBIDDEN, SHOWN),
    (to("orgchart_unit_delete", Unit), DELETE, FORBIDDEN, GOES_ON),
    (to("tasks_duty_changelist"), None, FORBIDDEN, SHOWN),
    (to("tasks_duty_add"), None, FORBIDDEN, FORBIDDEN),
    (to("tasks_duty_change", Duty), None, FORBIDDEN, GOES_ON),
    (to("tasks_duty_delete", Duty), DELETE, FORBIDDEN, FORBIDDEN),
    (to("contacts_contact_changelist"), None, FORBIDDEN, SHOWN),
    (to("contacts_contact_changelist"), {"step": "up:{contact}"}, FORBIDDEN, GOES_ON),
    (to("contacts_contact_pages"), None, FORBIDDEN, SHOWN),
    (to("contacts_contact_add"), None, FORBIDDEN, SHOWN),
    (to("contacts_contact_change", Contact), None, FORBIDDEN, SHOWN),
    (to("contacts_contact_change", Contact), {}, FORBIDDEN, SHOWN),
    (to("contacts_contact_delete", Contact), DELETE, FORBIDDEN, GOES_ON),
    (to("orgchart_post_changelist"), None, FORBIDDEN, SHOWN),
    (to("orgchart_post_changelist"), {"step": "up:{post}"}, FORBIDDEN, GOES_ON),
    (to("orgchart_post_add"), None, FORBIDDEN, SHOWN),
    (to("orgchart_post_change", Post), None, FORBIDDEN, SHOWN),
    (to("orgchart_post_change", Post), {}, FORBIDDEN, SHOWN),
    (to("orgchart_post_delete", Post), DELETE, FORBIDDEN, GOES_ON),
    (to("orgchart_office_changelist"), None, FORBIDDEN, GOES_ON),
    (to("orgchart_office_add"), None, FORBIDDEN, FORBIDDEN),
    (to("orgchart_office_change", Office), None, FORBIDDEN, SHOWN),
    (to("orgchart_office_change", Office), {}, FORBIDDEN, SHOWN),
    (to("orgchart_office_delete", Office), DELETE, FORBIDDEN, FORBIDDEN),
]
ROWS = [
    (who, *row[:2], status)
    for row in TABLE
    for who, status in (("visitor", SIGN_IN), ("powerless", row[2]), ("editor", row[3]))
]


def filled(fields: dict[str, str]) -> dict[str, Any]:
    units = list(Unit.objects.order_by("pk"))
    ends = {"cut_item": units[-1].pk, "pasted_on": units[1].pk} if fields == MOVE else {}
    pks = {"unit": units[-1].pk, "contact": Contact.objects.get().pk, "post": Post.objects.get().pk}
    return {name: value.format(**pks) for name, value in fields.items()} | {"loaded": tree_state()} | ends


@pytest.mark.parametrize(("who", "address", "posted", "status"), ROWS)
def test_who_may(
    office: Office,
    visitor: Client,
    powerless: Client,
    editor: Client,
    who: str,
    address: Callable[[], str],
    posted: dict[str, str] | None,
    status: int,
) -> None:
    client = {"visitor": visitor, "powerless": powerless, "editor": editor}[who]
    answer = client.get(address()) if posted is None else client.post(address(), filled(posted))
    assert answer.status_code == status
    if who == "visitor":
        assert answer["Location"].startswith(reverse("admin:login"))


def test_whoever_may_only_read_sees_no_fields(office: Office, reader: Client, unit: Unit) -> None:
    page = reader.get(reverse("admin:orgchart_unit_change", args=[unit.pk])).content.decode()
    assert "Promocja;" in page
    assert "duties-0-text" not in page
    assert '<span class="row-number">1)</span>' in page
    assert "nową kolejność" not in page
    assert 'name="_save"' not in page


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


@pytest.mark.parametrize("name", ["orgchart_unit", "orgchart_post", "contacts_contact"])
def test_whoever_may_only_read_is_offered_no_changes(office: Office, editor: Client, reader: Client, name: str) -> None:
    address = reverse(f"admin:{name}_changelist")
    page = reader.get(address).content.decode()
    assert [control for control in CONTROLS if control in page] == []
    shown = editor.get(address).content.decode()
    assert [control for control in CONTROLS if control in shown] == (
        CONTROLS if name == "orgchart_unit" else CONTROLS[:1]
    )


def test_the_tree_of_a_reader_is_still_folded(office: Office, reader: Client) -> None:
    page = reader.get(reverse("admin:orgchart_unit_changelist")).content.decode()
    assert 'class="tree-node"' in page
    assert "przeciągnij" not in page


def test_whoever_may_only_add_is_offered_that(office: Office) -> None:
    client = signed_in_with("view_unit", "add_unit")
    page = client.get(reverse("admin:orgchart_unit_changelist")).content.decode()
    assert [control for control in CONTROLS if control in page] == ["dodaj komórkę"]


def test_a_unit_page_offers_a_reader_nothing_to_add(office: Office, reader: Client, unit: Unit) -> None:
    page = reader.get(reverse("admin:orgchart_unit_change", args=[unit.pk])).content.decode()
    assert "Dodaj" not in page
