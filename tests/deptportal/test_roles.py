"""The migration that makes the groups: what they may do, and that nobody loses what he could do before."""

import importlib
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from deptportal.roles import PERMISSIONS, TOLD
from orgchart.models import Grant
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER, ROLES

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("deptportal.migrations.0001_roles")


def migrate(act: Any) -> None:
    """As `migrate` calls it, with the models as they were when it was written."""
    act(models_then(), connection.schema_editor())


@cache
def models_then() -> Any:
    return MigrationLoader(None).project_state(("deptportal", "0001_roles")).apps


def permissions_of(group: str) -> set[str]:
    named = Group.objects.get(name=group).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in named}


def somebody(name: str, *codenames: str, group: str = "", **facts: Any) -> User:
    user = User.objects.create_user(name, **{"is_staff": True, **facts})
    holder: Any = Group.objects.get_or_create(name=group)[0].permissions if group else user.user_permissions
    holder.set(Permission.objects.filter(codename__in=codenames))
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def before(db: None) -> None:
    """A database as it was before there were roles."""
    migrate(MIGRATION.unmake_groups)
    Grant.objects.all().delete()


def test_the_groups_may_do_what_the_table_says() -> None:
    assert {role: permissions_of(role) for role in ROLES} == PERMISSIONS
    assert set(TOLD) == set(PERMISSIONS) == set(ROLES)


def test_nobody_publishes_without_the_road() -> None:
    assert not Group.objects.filter(permissions__codename="add_edition").exists()


def test_the_auditor_only_reads() -> None:
    assert {name for name in PERMISSIONS[AUDITOR] if ".view_" not in name} == {"journal.export_entry"}


def test_the_administrator_may_do_what_anybody_may() -> None:
    assert PERMISSIONS[ADMINISTRATOR] >= PERMISSIONS[EDITOR] | PERMISSIONS[PUBLISHER] | PERMISSIONS[AUDITOR]


def test_again_it_changes_nothing(before: None) -> None:
    migrate(MIGRATION.make_groups)
    first = {role: permissions_of(role) for role in ROLES}
    migrate(MIGRATION.make_groups)
    assert first == PERMISSIONS == {role: permissions_of(role) for role in ROLES}
    assert Group.objects.count() == len(ROLES)


def test_it_goes_back_to_the_groups_of_the_demonstration(before: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {EDITOR, PUBLISHER}
    assert "publishing.add_edition" in permissions_of(PUBLISHER)
    assert permissions_of(EDITOR) >= {"orgchart.add_unit", "tasks.delete_duty"}


EDITS = ["change_unit", "change_post", "change_duty", "change_contact"]


@pytest.mark.parametrize(
    ("codenames", "group", "facts", "roles", "is_given"),
    [
        (EDITS, "", {}, {EDITOR}, True),
        (EDITS, "Sekretariat", {}, {EDITOR}, True),
        ([*EDITS, "add_edition"], "Sekretariat", {}, {EDITOR, PUBLISHER}, True),
        (["add_edition"], "", {}, {PUBLISHER}, True),
        (["change_contact"], "", {}, set(), True),
        (["view_unit", "view_edition"], "", {}, set(), False),
        (EDITS, "", {"is_active": False}, set(), False),
        (EDITS, "", {"is_staff": False}, set(), False),
        (EDITS, "", {"is_superuser": True}, set(), False),
    ],
)
def test_nobody_loses_what_he_could_do(
    before: None, codenames: list[str], group: str, facts: dict[str, Any], roles: set[str], is_given: bool
) -> None:
    user = somebody("ktos", *codenames, group=group, **facts)
    migrate(MIGRATION.make_groups)
    assert set(user.groups.values_list("name", flat=True)) - {group} == roles
    assert list(user.grants.values_list("unit", flat=True)) == ([None] if is_given else [])


def test_the_publisher_of_the_demonstration_still_edits(before: None) -> None:
    user = User.objects.create_user("wydawca", is_staff=True)
    user.groups.add(Group.objects.get(name=PUBLISHER))
    migrate(MIGRATION.make_groups)
    assert set(user.groups.values_list("name", flat=True)) == {EDITOR, PUBLISHER}
    assert User.objects.get(pk=user.pk).has_perms(["tasks.change_duty", "publishing.approve_proposal"])
    assert Grant.objects.get().unit is None


def test_a_part_that_was_given_stays_given(before: None) -> None:
    user = somebody("ktos", *EDITS)
    Grant.objects.create(user=user, unit=None)
    migrate(MIGRATION.make_groups)
    migrate(MIGRATION.unmake_groups)
    assert Grant.objects.count() == 1
