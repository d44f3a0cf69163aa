"""Forms that no browser sends: the answer is a page, never a fault of the server."""

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Channel, Contact
from orgchart.models import Unit
from tests.factories import ChannelFactory, ContactFactory
from tests.filled import load
from tests.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NONSENSE = ["", "-1", "x", "\x00", "9" * 40, "9" * 5000, "1.5"]
MOST = 40


@pytest.fixture(autouse=True)
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a list may be, more is too long; the longest that is allowed is tried in `test_admin_large`."""
    monkeypatch.setattr("orgchart.admin.rows.MOST_ROWS", MOST)


def address_of(unit: Unit) -> str:
    return reverse("admin:orgchart_unit_change", args=[unit.pk])


@pytest.mark.parametrize("name", ["TOTAL_FORMS", "INITIAL_FORMS", "0-key", "0-place", "0-label", "arranged"])
def test_a_list(editor: Client, unit: Unit, name: str) -> None:
    fields = load(editor, address_of(unit))
    for value in NONSENSE:
        with undone():
            answer = editor.post(address_of(unit), fields | {f"duties-{name}": value})
        assert answer.status_code in {200, 302}, value


@pytest.mark.parametrize("total", [str(MOST), str(MOST + 1), "99999"])
def test_more_rows_than_any_list_holds(editor: Client, unit: Unit, total: str) -> None:
    fields = {name: value for name, value in load(editor, address_of(unit)).items() if "duties-" not in name}
    counts = {"duties-TOTAL_FORMS": total, "duties-INITIAL_FORMS": "0"}
    before = list(unit.duties.order_by("pk").values_list("text", flat=True))

    assert editor.post(address_of(unit), fields | counts).status_code == 200
    assert list(unit.duties.order_by("pk").values_list("text", flat=True)) == before


def test_a_unit_of_a_contact(editor: Client, unit: Unit) -> None:
    pages = reverse("admin:contacts_contact_pages")
    add = reverse("admin:contacts_contact_add")
    for value in NONSENSE:
        assert editor.get(pages, {"unit": value, "contact": value}).status_code == 200, value
        assert editor.get(add, {"unit": value}).status_code == 200, value
        assert editor.post(add, {"unit": value, "title": "x"}).status_code == 200, value


def test_a_row_that_is_sent_twice(editor: Client, unit: Unit) -> None:
    contact = ContactFactory.create(unit=unit)
    ChannelFactory.create(contact=contact, position=1, value="42 663 36 00")
    ChannelFactory.create(contact=contact, position=2, value="42 663 36 01")
    address = reverse("admin:contacts_contact_change", args=[contact.pk])
    fields = load(editor, address)
    page = editor.post(address, fields | {"channels-1-key": fields["channels-0-key"]}).content.decode()

    assert "Ten sam wiersz przysłano dwa razy." in page
    assert list(Channel.objects.order_by("position").values_list("value", flat=True)) == [
        "42 663 36 00",
        "42 663 36 01",
    ]


def test_a_copy_is_not_offered_and_not_made(editor: Client, unit: Unit) -> None:
    fields = load(editor, address_of(unit))
    before = Unit.objects.count()

    assert editor.post(address_of(unit), fields | {"_saveasnew": "1"}).status_code in {200, 302}
    assert Unit.objects.count() == before
    assert not Contact.objects.exists()
