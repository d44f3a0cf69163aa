"""From a form of the admin to the journal: who, when, from where, what before and after; and no second record."""

from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from journal.history import InJournal
from journal.services import mark
from orgchart.models import Unit
from tests.factories import ContactFactory, PostFactory
from tests.filled import load
from tests.journal.entries import facts, since

pytestmark = pytest.mark.django_db


def test_a_unit_s_form_that_is_saved(editor: Client, unit: Unit) -> None:
    address = reverse("admin:orgchart_unit_change", args=[unit.pk])
    fields: dict[str, Any] = load(editor, address)
    (promocja,) = [name for name, value in fields.items() if value == "Promocja;"]
    start = mark()
    changed = {"intro": "Nowy wstęp", promocja: "Promocja regionu;"}
    assert editor.post(address, fields | changed, REMOTE_ADDR="192.0.2.5").status_code == 302
    entries = since(start)
    user = User.objects.get(username="redaktor")
    assert {(e.actor, e.actor_id, e.address, e.path, e.kind, e.batch) for e in entries} == {
        ("redaktor", user.pk, "192.0.2.5", address, "zmiana", entries[0].batch)
    }
    assert {e.key: (e.act, facts(e.before), facts(e.after)) for e in entries} == {
        unit.key: ("zmieniono", {"wstęp do zadań": ""}, {"wstęp do zadań": "Nowy wstęp"}),
        unit.duties.get(text="Promocja regionu;").key: (
            "zmieniono",
            {"treść": "Promocja;"},
            {"treść": "Promocja regionu;"},
        ),
    }
    assert not LogEntry.objects.exists()


def test_a_form_that_was_refused_is_no_change(editor: Client, unit: Unit) -> None:
    address = reverse("admin:orgchart_unit_change", args=[unit.pk])
    fields = load(editor, address)
    start = mark()
    editor.post(address, fields | {"name": ""})
    editor.post(address, fields | {"intro": "Inny", "loaded": "stare"})
    assert since(start) == []


@pytest.mark.parametrize("factory", [PostFactory, ContactFactory])
def test_what_is_deleted_in_admin(admin_client: Client, unit: Unit, factory: Any) -> None:
    row = factory.create(unit=unit)
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])
    fields = load(admin_client, address) | {"post": "yes"}
    start = mark()
    admin_client.post(address, fields)
    assert [(entry.act, entry.key) for entry in since(start)] == [("usunięto", row.key)]


def test_an_account_s_form_is_one_act(admin_client: Client) -> None:
    group = Group.objects.create(name="Próbna")
    fields = {"username": "nowy", "password1": "dobre haslo 2026", "password2": "dobre haslo 2026"}
    start = mark()
    admin_client.post(reverse("admin:auth_user_add"), {**fields, "usable_password": "true"})
    user = User.objects.get(username="nowy")
    address = reverse("admin:auth_user_change", args=[user.pk])
    rights = Permission.objects.filter(codename="view_duty")
    changed = {"groups": [group.pk], "user_permissions": [right.pk for right in rights], "is_staff": "on"}
    admin_client.post(address, load(admin_client, address) | changed)
    added, told = since(start)
    assert (added.kind, added.act, added.key) == ("konto", "dodano", f"user:{user.pk}")
    assert facts(told.after)["grupy"] == "Próbna"
    assert facts(told.after)["uprawnienia użytkownika"] == "zadanie: podgląd"
    assert not LogEntry.objects.exists()


def test_every_page_of_the_admin_leaves_the_record_to_the_journal() -> None:
    others = {model.__name__ for model, admin in site._registry.items() if not isinstance(admin, InJournal)}
    assert others == set()
