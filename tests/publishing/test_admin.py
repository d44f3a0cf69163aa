"""Editions in admin: a list and a page for each, which can only be read."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from orgchart.models import Office, Unit
from orgchart.services import change_unit
from publishing.models import Edition, Withdrawal
from publishing.services import publish_edition
from tests.cast import signed_in_with
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db
LIST = reverse("admin:publishing_edition_changelist")


def page_of(edition: Edition) -> str:
    return reverse("admin:publishing_edition_change", args=[edition.pk])


@pytest.mark.parametrize(
    ("permissions", "address", "method", "status"),
    [
        (["view_unit"], LIST, "get", 403),
        (["view_unit"], f"{LIST}add/", "get", 403),
        (["view_edition"], LIST, "get", 200),
        (["add_edition", "view_edition"], f"{LIST}add/", "get", 403),
        (["add_edition", "view_edition"], f"{LIST}add/", "post", 403),
        (["change_edition", "delete_edition", "view_edition"], "change", "get", 200),
        (["change_edition", "delete_edition", "view_edition"], "change", "post", 403),
        (["change_edition", "delete_edition", "view_edition"], "delete", "get", 403),
        (["change_edition", "delete_edition", "view_edition"], "delete", "post", 403),
    ],
)
def test_who_may_do_what(office: Office, permissions: list[str], address: str, method: str, status: int) -> None:
    edition = publish_edition(office, STATEMENT)
    if not address.startswith("/"):
        address = reverse(f"admin:publishing_edition_{address}", args=[edition.pk])
    answer = getattr(signed_in_with(*permissions), method)(address)
    assert answer.status_code == status
    assert Edition.objects.count() == 1


def test_a_page_tells_what_the_edition_says_and_changed(publisher: Client, office: Office, department: Unit) -> None:
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    edition = publish_edition(change_unit(department, intro="Inne zadania:"), STATEMENT)
    page = publisher.get(page_of(edition)).content.decode()
    for words in ("Zmiana zadań.", edition.digest, "Departament – wstęp do zadań", "Biurko publikacji", "obowiązuje"):
        assert words in page
    assert 'href="/departament-proby/"' in page
    assert 'name="_save"' not in page


def test_states_are_told(publisher: Client, office: Office) -> None:
    day = timezone.now() + timedelta(days=40)
    publish_edition(office, STATEMENT)
    office.name = "Urząd Nowy"
    office.save()
    publish_edition(office, STATEMENT.__class__(**{**vars(STATEMENT), "in_force_from": day}))
    assert "zaplanowane" in publisher.get(LIST).content.decode()
    facts = {"reason": "Błąd.", "legal_basis": "art. 1", "decided_by": "D", "withdrawn_by": "E"}
    Withdrawal.objects.create(subject="office", key="office", title="U", first_number=1, last_number=1, **facts)
    assert "wycofane" in publisher.get(LIST).content.decode()


def test_the_list_costs_the_same_however_long_it_is(
    publisher: Client, office: Office, department: Unit, django_assert_max_num_queries: Any
) -> None:
    for intro in ("Pierwszy:", "Drugi:", "Trzeci:", "Czwarty:"):
        publish_edition(change_unit(department, intro=intro), STATEMENT)
    with django_assert_max_num_queries(22):
        page = publisher.get(LIST).content.decode()
    assert (page.count("nie obowiązuje"), page.count(">obowiązuje<")) == (3, 1)


def test_a_stranger_is_asked_to_sign_in(office: Office) -> None:
    assert Client().get(LIST).status_code == 302


def test_the_direct_form_and_the_page_of_changes_are_gone() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("admin:publishing_edition_changes")
