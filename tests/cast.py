"""The people of the tests: those who edit, publish, administer and audit, one without rights, and a visitor."""

from collections.abc import Iterable
from typing import Any, Final

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from orgchart.models import Grant, Unit
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER

WHOLE_OFFICE: Final = None


def once_but(*both: str, of: Iterable[str]) -> list[Any]:
    """Parameters: these people on both databases, the others, whose requests ask the same, once."""
    return [who if who in both else pytest.param(who, marks=pytest.mark.once) for who in of]


def account(name: str, *roles: str, of: tuple[Unit | None, ...] = (), **facts: Any) -> User:
    """Somebody in these roles to whom these units were given (None among them: the whole office)."""
    user = User.objects.create_user(name, password="x", is_staff=True, **facts)
    user.groups.set(Group.objects.filter(name__in=roles))
    Grant.objects.bulk_create([Grant(user=user, unit=unit) for unit in of])
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def signed_in_with(*codenames: str) -> Client:
    """Somebody with exactly these rights, in the whole office."""
    user = account("-".join(codenames)[:150], of=(WHOLE_OFFICE,))
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return signed_in(user)


def editor_of(*units: Unit) -> Client:
    return signed_in(account("-".join(["redaktor", *(str(unit.pk) for unit in units)]), EDITOR, of=units))


def publisher_of(*units: Unit) -> Client:
    return signed_in(account("-".join(["wydawca", *(str(unit.pk) for unit in units)]), PUBLISHER, of=units))


@pytest.fixture
def editor(db: None) -> Client:
    return signed_in(account("redaktor", EDITOR, of=(WHOLE_OFFICE,)))


@pytest.fixture
def second_editor(db: None) -> Client:
    return signed_in(account("druga-redaktorka", EDITOR, of=(WHOLE_OFFICE,)))


@pytest.fixture
def publisher(db: None) -> Client:
    return signed_in(account("wydawca", PUBLISHER, of=(WHOLE_OFFICE,)))


@pytest.fixture
def administrator(db: None) -> Client:
    return signed_in(account("administrator", ADMINISTRATOR))


@pytest.fixture
def auditor(db: None) -> Client:
    return signed_in(account("audytor", AUDITOR))


@pytest.fixture
def powerless(db: None) -> Client:
    """May sign in, and no more."""
    return signed_in(account("stazysta"))


@pytest.fixture
def reader(db: None) -> Client:
    """May look at the working copy, and change nothing."""
    user = account("czytelnik")
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return signed_in(user)


@pytest.fixture
def visitor() -> Client:
    return Client()
