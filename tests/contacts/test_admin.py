"""A contact and its channels on one page, and the pages on which it will stand."""

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from orgchart.models import Unit
from orgchart.services import add_unit
from tests.factories import ChannelFactory, ContactFactory, UnitFactory
from tests.filled import load

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADD = reverse("admin:contacts_contact_add")
LIST = reverse("admin:contacts_contact_changelist")
PAGES = reverse("admin:contacts_contact_pages")


def address(contact: Contact) -> str:
    return reverse("admin:contacts_contact_change", args=[contact.pk])


@pytest.fixture
def contact(unit: Unit) -> Contact:
    made = ContactFactory.create(unit=unit, title="Sekretariat", position=1)
    ChannelFactory.create(contact=made, value="42 663 36 00", position=1)
    ChannelFactory.create(contact=made, kind="faks", value="42 663 36 02", position=2)
    ChannelFactory.create(contact=made, kind="e-mail", value="", position=3)
    return made


def channels(contact: Contact) -> list[tuple[int, str, str]]:
    return list(contact.channels.order_by("position").values_list("position", "kind", "value"))


def test_a_contact_is_made_with_its_channels(editor: Client, unit: Unit) -> None:
    fields = load(editor, f"{ADD}?unit={unit.pk}") | {"title": "Sekretariat", "address": "ul. Prosta 1\r\n00-001 Łódź"}
    rows = {"channels-0-kind": "telefon", "channels-0-value": "42 663 36 00", "channels-1-kind": "e-mail"}
    assert editor.post(ADD, fields | rows).status_code == 302
    made = Contact.objects.get()
    assert (made.unit, made.position, made.address) == (unit, 1, "ul. Prosta 1\n00-001 Łódź")
    assert channels(made) == [(1, "telefon", "42 663 36 00"), (2, "e-mail", "")]


def test_channels_are_reordered_inserted_and_removed(editor: Client, contact: Contact) -> None:
    keys = dict(contact.channels.values_list("kind", "key"))
    fields = load(editor, address(contact)) | {
        "channels-1-place": "1",
        "channels-0-DELETE": "on",
        "channels-3-kind": "www",
        "channels-3-value": "https://urzad.example/",
        "channels-3-place": "3",
    }
    assert editor.post(address(contact), fields).status_code == 302
    assert channels(contact) == [
        (1, "faks", "42 663 36 02"),
        (2, "www", "https://urzad.example/"),
        (3, "e-mail", ""),
    ]
    assert contact.channels.get(kind="faks").key == keys["faks"]


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("telefon", "brak", "to nie numer telefonu"),
        ("faks", "42 6", "niewłaściwą liczbę cyfr"),
        ("e-mail", "sekretariat", "Wpisz pełny adres e-mail, np. jan.kowalski@example.pl."),
        ("www", "urzad", "Wpisz pełny adres strony, np. https://www.example.pl."),
        ("e-doreczenia", "AE:PL-1", "Adres do e-Doręczeń ma postać AE:PL-12345-67890-ABCDE-12."),
        ("epuap", "urzad", "ma postać /identyfikator/skrytka"),
        ("", "42 663 36 00", "To pole jest wymagane."),
    ],
)
def test_an_error_stands_at_its_channel(editor: Client, contact: Contact, kind: str, value: str, sentence: str) -> None:
    fields = load(editor, address(contact)) | {"channels-0-kind": kind, "channels-0-value": value}
    page = editor.post(address(contact), fields).content.decode()
    row = page.split('name="channels-0-key"')[1].split('name="channels-1-key"')[0]
    assert sentence in row
    assert value in row
    assert channels(contact)[0] == (1, "telefon", "42 663 36 00")


def test_an_unknown_address_is_flagged(editor: Client, contact: Contact) -> None:
    assert "do uzupełnienia – czytelnicy tego nie widzą" in editor.get(address(contact)).content.decode()
    assert "do uzupełnienia: 1" in editor.get(LIST).content.decode()


def test_the_list_is_searched_without_diacritics(editor: Client, unit: Unit) -> None:
    ContactFactory.create(unit=unit, title="Łącznik", position=1)
    ContactFactory.create(unit=unit, title="Kancelaria", position=2)
    page = editor.get(LIST, {"q": "LACZNIK"}).content.decode()
    assert "Łącznik" in page
    assert "Kancelaria" not in page


def test_contacts_are_reordered_in_their_list(editor: Client, unit: Unit) -> None:
    ContactFactory.create(unit=unit, title="a", position=1)
    second = ContactFactory.create(unit=unit, title="b", position=2)
    assert editor.post(LIST, {"step": f"up:{second.pk}"}).status_code == 302
    assert list(Contact.objects.order_by("position").values_list("title", flat=True)) == ["b", "a"]


def test_a_contact_that_changes_its_unit_comes_last_there(editor: Client, contact: Contact) -> None:
    ContactFactory.create(title="Biuro Podawcze", position=1)
    editor.post(address(contact), load(editor, address(contact)) | {"unit": ""})
    contact.refresh_from_db()
    assert (contact.unit, contact.position) == (None, 2)


class TestPages:
    def test_of_a_unit(self, editor: Client, contact: Contact) -> None:
        page = editor.get(address(contact)).content.decode()
        shown = page.split("data-pages")[1].split("</ul>")[0]
        assert "<code>/departament-proby/pri/</code>" in shown
        assert "<code>/departament-proby/</code>" in shown

    def test_before_a_new_one_is_saved(self, editor: Client, unit: Unit) -> None:
        shown = editor.get(f"{ADD}?unit={unit.pk}").content.decode().split("data-pages")[1].split("</ul>")[0]
        assert "<code>/departament-proby/pri/</code>" in shown

    def test_of_a_common_one(self, editor: Client, department: Unit) -> None:
        add_unit(parent=None, name="Departament Drugi")
        paths = [page["path"] for page in editor.get(PAGES).json()["pages"]]
        departments, without_own = ["/departament-proby/", "/departament-drugi/"], ["pri", "pri-t", "prii"]
        assert paths == ["/", *departments, *(f"/departament-proby/{slug}/" for slug in without_own)]

    def test_of_a_department(self, editor: Client, department: Unit) -> None:
        paths = [page["path"] for page in editor.get(PAGES, {"unit": department.pk}).json()["pages"]]
        assert paths == ["/departament-proby/", *(f"/departament-proby/{slug}/" for slug in ("pri", "pri-t", "prii"))]

    def test_of_a_large_office_are_cut(self, editor: Client, department: Unit) -> None:
        for _ in range(20):
            UnitFactory.create(parent=department)
        pages = editor.get(PAGES).json()["pages"]
        assert (len(pages), pages[-1]["path"]) == (21, "")
        common = ContactFactory.create(title="Biuro Podawcze", position=1)
        removal = reverse("admin:contacts_contact_delete", args=[common.pk])
        for path in (f"{ADD}?unit=", removal):
            assert "oraz pozostałe strony komórek: 5" in editor.get(path).content.decode()

    @pytest.mark.parametrize("unit", ["x", "999999", ""])
    def test_of_nonsense_are_those_of_a_common_one(self, editor: Client, department: Unit, unit: str) -> None:
        assert editor.get(PAGES, {"unit": unit}).json()["pages"][0]["path"] == "/"
