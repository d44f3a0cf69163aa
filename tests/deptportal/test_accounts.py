"""Accounts and groups in admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_permissions_are_named_in_polish(admin_client: Client, admin_user: User) -> None:
    group = Group.objects.create(name="Sekretariat")
    for page in (
        reverse("admin:auth_user_change", args=[admin_user.pk]),
        reverse("admin:auth_group_change", args=[group.pk]),
    ):
        shown = admin_client.get(page).content.decode()
        assert "Publikowanie | wydanie | dodawanie" in shown
        assert "Can add" not in shown


def test_permissions_are_given_as_before(admin_client: Client) -> None:
    admin_client.post(reverse("admin:auth_group_add"), {"name": "Sekretariat", "permissions": ["1", "2"]})

    assert list(Group.objects.get(name="Sekretariat").permissions.values_list("pk", flat=True).order_by("pk")) == [1, 2]
