"""The people of the tests: one who edits, one who publishes, one without rights, and a visitor."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

WORKING_COPY = ["orgchart", "tasks", "contacts"]


def signed_in(name: str, apps: list[str]) -> Client:
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=apps))
    client = Client()
    client.force_login(user)
    return client


def signed_in_with(*codenames: str) -> Client:
    """Somebody with exactly these rights."""
    user = User.objects.create_user("-".join(codenames), password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db: None) -> Client:
    return signed_in("redaktor", WORKING_COPY)


@pytest.fixture
def second_editor(db: None) -> Client:
    return signed_in("druga-redaktorka", WORKING_COPY)


@pytest.fixture
def publisher(db: None) -> Client:
    return signed_in("wydawca", [*WORKING_COPY, "publishing"])


@pytest.fixture
def powerless(db: None) -> Client:
    """May sign in, and no more."""
    return signed_in("stazysta", [])


@pytest.fixture
def reader(db: None) -> Client:
    """May look at the working copy, and change nothing."""
    user = User.objects.create_user("czytelnik", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def visitor() -> Client:
    return Client()
