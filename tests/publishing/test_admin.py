"""Editions in admin: readable, publishable by whoever may, never changed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from orgchart.models import Office, Unit
from orgchart.services import change_unit
from publishing.models import Edition
from publishing.services import publish_edition
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db
ADD = reverse("admin:publishing_edition_add")
LIST = reverse("admin:publishing_edition_changelist")
SAID = {
    "prepared_by": "Anna Redaktor",
    "prepared_on": "2026-01-02",
    "responsible": "Maciej Łaski",
    "reason": "Nowe zadania.",
    "legal_basis": "Uchwała nr 1",
    "legal_basis_url": "",
    "in_force_from": "",
}


def signed_in(*permissions: str) -> Client:
    user = User.objects.create_user("wydawca", password="x", is_staff=True, first_name="Ewa", last_name="Wydawca")
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def publisher(db: None) -> Client:
    return signed_in("add_edition", "view_edition")


def test_a_publisher_publishes_the_working_copy(publisher: Client, office: Office, department: Unit) -> None:
    answer = publisher.post(ADD, SAID | {"subject_key": department.key}, follow=True)
    assert "Opublikowano: Departament Próby, wydanie 1." in answer.content.decode()
    edition = Edition.objects.get()
    assert '"published_by":"Ewa Wydawca"' in edition.body.metadata
    shown = publisher.get(reverse("admin:publishing_edition_change", args=[edition.pk])).content.decode()
    assert "Nowe zadania." in shown and edition.digest in shown


def test_a_planned_edition_may_be_published(publisher: Client, office: Office, department: Unit) -> None:
    answer = publisher.post(ADD, SAID | {"subject_key": department.key, "in_force_from": "2031-01-01T00:00"})
    assert answer.status_code == 302
    assert Edition.objects.get().in_force_from == datetime(2030, 12, 31, 23, tzinfo=UTC)
    assert "zaplanowane" in publisher.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("in_force_from", "0001-01-01T00:00", "Tak dawno żadne wydanie nie mogło obowiązywać."),
        ("in_force_from", "9999-12-31T23:59", "Wydanie można zaplanować najwyżej na dziesięć lat naprzód."),
        ("in_force_from", "jutro", "Wpisz poprawną datę/godzinę."),
        ("prepared_on", "2999-01-01", "nie może być późniejsza niż dzisiejsza"),
        ("legal_basis_url", "ftp://urzad.example/uchwala", "Wpisz pełny adres strony, np. https://www.example.pl."),
        ("legal_basis_url", "javascript:alert(1)", "Wpisz pełny adres strony, np. https://www.example.pl."),
    ],
)
def test_a_wrong_value_is_told(
    publisher: Client, office: Office, department: Unit, field: str, value: str, says: str
) -> None:
    answer = publisher.post(ADD, SAID | {"subject_key": department.key, field: value})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Edition.objects.exists()


def test_the_office_is_published_too(publisher: Client, office: Office) -> None:
    publisher.post(ADD, SAID | {"subject_key": "office"})
    assert Edition.objects.get().title == "Urząd Próbny"


def test_obstacles_are_told_and_nothing_typed_is_lost(publisher: Client, office: Office, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    page = publisher.post(ADD, SAID | {"subject_key": department.key}).content.decode()
    assert "nie ma czego publikować" in page
    assert "Nowe zadania." in page
    assert Edition.objects.count() == 1


def test_what_is_missing_is_said_at_its_field(publisher: Client, office: Office) -> None:
    page = publisher.post(ADD, SAID | {"subject_key": "", "reason": ""}).content.decode()
    assert page.count("To pole jest wymagane.") == 2


def test_a_race_is_told_too(publisher: Client, office: Office, department: Unit, monkeypatch: Any) -> None:
    publish_edition(department, STATEMENT)
    monkeypatch.setattr("publishing.admin.editions.find_obstacles", lambda *_: [])
    answer = publisher.post(ADD, SAID | {"subject_key": department.key}, follow=True)
    assert "nie ma czego publikować" in answer.content.decode()


@pytest.mark.parametrize(
    ("permissions", "address", "method", "status"),
    [
        ([], LIST, "get", 403),
        ([], ADD, "get", 403),
        ([], ADD, "post", 403),
        (["view_edition"], LIST, "get", 200),
        (["view_edition"], ADD, "get", 403),
        (["view_edition"], ADD, "post", 403),
        (["add_edition", "view_edition"], ADD, "get", 200),
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
    answer = getattr(signed_in(*permissions), method)(address, SAID if method == "post" else None)
    assert answer.status_code == status


def test_the_list_costs_the_same_however_long_it_is(
    publisher: Client, office: Office, department: Unit, django_assert_max_num_queries: Any
) -> None:
    for intro in ("Pierwszy:", "Drugi:", "Trzeci:", "Czwarty:"):
        publish_edition(change_unit(department, intro=intro), STATEMENT)
    with django_assert_max_num_queries(11):
        page = publisher.get(LIST).content.decode()
    assert (page.count("nie obowiązuje"), page.count(">obowiązuje<")) == (3, 1)


def test_a_stranger_is_asked_to_sign_in(office: Office) -> None:
    assert Client().get(ADD).status_code == 302
