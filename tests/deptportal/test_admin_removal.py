"""Before something goes, the page shows what goes with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Contact
from orgchart.management.commands.check_tree import faults_now
from orgchart.models import Post, Unit
from orgchart.services import add_unit
from tests.cast import signed_in_with
from tests.factories import AppointmentFactory, ChannelFactory, ContactFactory, PostFactory
from tests.filled import fields_of, load

pytestmark = pytest.mark.django_db


def removal_of(thing: Any) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_delete", args=[thing.pk])


@pytest.fixture
def contact(unit: Unit) -> Contact:
    AppointmentFactory.create(post=PostFactory.create(unit=unit, function="Kierownik", position=1))
    return ContactFactory.create(unit=unit, title="Sekretariat Wydziału", position=1)


@pytest.mark.once
def test_everything_that_would_be_lost_is_shown(editor: Client, unit: Unit, contact: Contact) -> None:
    page = editor.get(removal_of(unit)).content.decode()
    for lost in [
        "Komórki organizacyjne (2)",
        "Oddział Targów (PRI-T)",
        "Zadania i punkty (5)",
        "Promocja; (PRI)",
        "Stanowiska (1)",
        "Kierownik",
        "Kontakty (1)",
        "Sekretariat Wydziału",
        "/departament-proby/pri/",
        "/departament-proby/pri-t/",
        f"/zadanie/{unit.duties.get(text='Promocja;').key}/",
        f"/kontakt/{contact.key}/",
    ]:
        assert lost in page, lost
    assert "Czy na pewno usunąć „Wydział Promocji (PRI)”?" in page


def test_what_was_not_shown_is_not_removed(editor: Client, unit: Unit) -> None:
    confirmed = load(editor, removal_of(unit))
    add_unit(parent=unit, name="Nowy zespół", symbol="NZ")
    page = editor.post(removal_of(unit), confirmed, follow=True).content.decode()
    assert "Niczego nie usunięto" in page
    assert "Nowy zespół (NZ)" in page
    editor.post(removal_of(unit), fields_of(page))
    assert not Unit.objects.filter(symbol="NZ").exists()


@pytest.mark.once
def test_of_a_contact_and_a_post_the_pages_are_shown(editor: Client, unit: Unit, contact: Contact) -> None:
    page = editor.get(removal_of(contact)).content.decode()
    assert "/departament-proby/pri/" in page
    assert f"/kontakt/{contact.key}/" in page
    page = editor.get(removal_of(unit.posts.get())).content.decode()
    assert "Maciej Łaski" in page
    assert "/departament-proby/pri/" in page


def test_a_unit_goes_with_all_that_belongs_to_it(editor: Client, unit: Unit, contact: Contact) -> None:
    page = editor.post(removal_of(unit), load(editor, removal_of(unit)), follow=True).content.decode()
    assert "Usunięto: Wydział Promocji (PRI)." in page
    assert list(Unit.objects.values_list("symbol", flat=True)) == ["", "PRII"]
    assert not Contact.objects.exists()
    assert faults_now() == []


@pytest.mark.once
@pytest.mark.parametrize("name", ["orgchart_unit", "orgchart_post", "contacts_contact"])
def test_nothing_is_removed_in_bulk(editor: Client, unit: Unit, contact: Contact, name: str) -> None:
    """Such a removal could not tell whether what goes is what the editor saw."""
    address = reverse(f"admin:{name}_changelist")
    assert "_selected_action" not in editor.get(address).content.decode()
    editor.post(address, {"action": "delete_selected", "_selected_action": [unit.pk, contact.pk], "post": "yes"})
    assert (Unit.objects.count(), Post.objects.count(), Contact.objects.count()) == (4, 1, 1)


def test_what_hangs_on_a_unit_is_not_removed_without_the_right_to_each(unit: Unit, contact: Contact) -> None:
    client = signed_in_with("delete_unit", "view_unit")
    page = client.get(removal_of(unit)).content.decode()
    forbidden = page.partition('id="deleted-objects"')[2].partition("</ul>")[0]
    assert [lacking in forbidden for lacking in ("zadanie", "stanowisko", "kontakt")] == [True] * 3
    answer = client.post(removal_of(unit), {"post": "yes", "loaded": lost_with(client, unit)})
    assert answer.status_code == 403
    assert Unit.objects.filter(pk=unit.pk).exists()


def lost_with(client: Client, unit: Unit) -> str:
    return str(client.get(removal_of(unit)).context["loaded"])


def test_an_empty_unit_goes_with_the_right_to_units_alone(department: Unit) -> None:
    client = signed_in_with("delete_unit", "view_unit")
    empty = Unit.objects.get(symbol="PRII")
    assert client.post(removal_of(empty), load(client, removal_of(empty))).status_code == 302
    assert not Unit.objects.filter(pk=empty.pk).exists()


def test_a_contact_changed_meanwhile_is_not_removed(editor: Client, contact: Contact) -> None:
    confirmed = load(editor, removal_of(contact))
    ChannelFactory.create(contact=contact, value="42 663 36 07", position=1)
    page = editor.post(removal_of(contact), confirmed, follow=True).content.decode()
    assert "Niczego nie usunięto" in page
    assert "42 663 36 07" in page
    assert editor.post(removal_of(contact), fields_of(page)).status_code == 302
    assert not Contact.objects.exists()


def test_a_post_changed_meanwhile_is_not_removed(editor: Client, unit: Unit, contact: Contact) -> None:
    post = Post.objects.get()
    confirmed = load(editor, removal_of(post))
    Post.objects.update(competence="Nadzoruje targi.")
    assert "Niczego nie usunięto" in editor.post(removal_of(post), confirmed, follow=True).content.decode()
    assert editor.post(removal_of(post), {"post": "yes"}, follow=True).status_code == 200
    assert Post.objects.exists()


@pytest.mark.parametrize("make", [PostFactory.create, ContactFactory.create])
def test_others_close_their_gap(editor: Client, unit: Unit, make: Callable[..., Any]) -> None:
    rows = [make(unit=unit, position=n) for n in (1, 2, 3)]
    editor.post(removal_of(rows[0]), load(editor, removal_of(rows[0])))
    kept = type(rows[0]).objects.order_by("position")
    assert list(kept.values_list("pk", "position")) == [(rows[1].pk, 1), (rows[2].pk, 2)]
