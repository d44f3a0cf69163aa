"""Accounts, groups and deputies in admin."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgchart.models import Deputy, Grant, Unit
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER
from tests.cast import WHOLE_OFFICE, account, signed_in
from tests.filled import load

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DEPUTIES = reverse("admin:orgchart_deputy_changelist")
ADD_DEPUTY = reverse("admin:orgchart_deputy_add")


def page_of(user: User) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


def fill(client: Client, user: User, **fields: Any) -> Any:
    """Post the account's page, as a browser would."""
    return client.post(page_of(user), load(client, page_of(user)) | fields)


def role(name: str) -> int:
    return Group.objects.get(name=name).pk


@pytest.fixture
def somebody(db: None) -> User:
    return account("ktos")


def test_permissions_are_named_in_polish(admin_client: Client, admin_user: User) -> None:
    group = Group.objects.create(name="Sekretariat")
    for page in (page_of(admin_user), reverse("admin:auth_group_change", args=[group.pk])):
        shown = admin_client.get(page).content.decode()
        assert "Publikowanie | wydanie | dodawanie" in shown
        assert "Can add" not in shown


def test_permissions_are_given_as_before(admin_client: Client) -> None:
    admin_client.post(reverse("admin:auth_group_add"), {"name": "Sekretariat", "permissions": ["1", "2"]})

    given = Group.objects.get(name="Sekretariat").permissions.values_list("pk", flat=True)
    assert list(given.order_by("pk")) == [1, 2]


class TestRoles:
    def test_each_role_is_told_in_a_sentence(self, administrator: Client, somebody: User) -> None:
        shown = administrator.get(page_of(somebody)).content.decode()
        for words in ("Redaktor – Zmienia", "Wydawca – Zatwierdza", "Administrator BIP – Może", "Audytor – Czyta"):
            assert words in shown, words
        assert re.search(r"Role:\s*</", shown)

    def test_an_administrator_gives_roles_and_parts(self, administrator: Client, somebody: User, unit: Unit) -> None:
        answer = fill(administrator, somebody, groups=[role(EDITOR), role(PUBLISHER)], **{"grants-0-part": unit.pk})
        assert answer.status_code == 302
        assert {group.name for group in somebody.groups.all()} == {EDITOR, PUBLISHER}
        assert [grant.unit for grant in somebody.grants.all()] == [unit]

    def test_a_blank_row_gives_nothing(self, administrator: Client, somebody: User) -> None:
        assert fill(administrator, somebody, first_name="Jan").status_code == 302
        assert User.objects.get(pk=somebody.pk).first_name == "Jan"
        assert not Grant.objects.exists()

    def test_the_whole_office_is_a_choice(self, administrator: Client, somebody: User) -> None:
        fill(administrator, somebody, **{"grants-0-part": "office"})
        assert Grant.objects.get(user=somebody).unit is None

    def test_a_part_is_exchanged_and_taken_away(self, administrator: Client, unit: Unit) -> None:
        editor = account("redaktor", EDITOR, of=(WHOLE_OFFICE,))
        fill(administrator, editor, **{"grants-0-part": unit.pk})
        assert Grant.objects.get(user=editor).unit == unit
        fill(administrator, editor, **{"grants-0-DELETE": "on"})
        assert not Grant.objects.exists()

    @pytest.mark.parametrize("part", ["unit", "office"])
    def test_a_part_is_given_once(self, administrator: Client, unit: Unit, part: str) -> None:
        given = unit if part == "unit" else None
        editor = account("redaktor", EDITOR, of=(given,))
        answer = fill(administrator, editor, **{"grants-1-part": given.pk if given else "office"})
        assert "Tę część urzędu podano dwa razy." in answer.content.decode()
        assert Grant.objects.count() == 1

    def test_an_auditor_reads_roles_and_parts(self, auditor: Client, unit: Unit) -> None:
        editor = account("redaktor", EDITOR, of=(unit,))
        shown = auditor.get(page_of(editor)).content.decode()
        assert "Wydział Promocji (PRI)" in shown and EDITOR in shown
        assert 'name="_save"' not in shown


class TestSuperusers:
    def test_an_administrator_makes_none(self, administrator: Client, somebody: User) -> None:
        """Not even of himself, by a form that he was not given."""
        himself = User.objects.get(username="administrator")
        everything = {"is_superuser": "on", "user_permissions": [Permission.objects.get(codename="delete_user").pk]}
        for user in (somebody, himself):
            assert 'name="is_superuser"' not in administrator.get(page_of(user)).content.decode()
            assert fill(administrator, user, groups=[role(ADMINISTRATOR)], **everything).status_code == 302
            stored = User.objects.get(pk=user.pk)
            assert not stored.is_superuser and not stored.user_permissions.exists()

    def test_nor_touches_one(self, administrator: Client, admin_user: User) -> None:
        fields = load(administrator, page_of(account("inne")))
        assert administrator.post(page_of(admin_user), fields | {"username": "admin"}).status_code == 403
        password = reverse("admin:auth_user_password_change", args=[admin_user.pk])
        assert administrator.get(password).status_code == 403
        assert administrator.post(reverse("admin:auth_user_delete", args=[admin_user.pk])).status_code == 403

    def test_a_superuser_still_does(self, admin_client: Client, somebody: User) -> None:
        assert fill(admin_client, somebody, is_superuser="on", user_permissions=[], groups=[]).status_code == 302
        assert User.objects.get(pk=somebody.pk).is_superuser

    def test_an_account_is_closed_not_deleted(self, administrator: Client, somebody: User) -> None:
        assert administrator.post(reverse("admin:auth_user_delete", args=[somebody.pk])).status_code == 403
        fields = load(administrator, page_of(somebody))
        del fields["is_active"]
        assert administrator.post(page_of(somebody), fields).status_code == 302
        assert not User.objects.get(pk=somebody.pk).is_active


class TestDeputies:
    @pytest.fixture
    def ewa(self, db: None) -> User:
        return account("ewa", PUBLISHER, of=(WHOLE_OFFICE,))

    @pytest.fixture
    def jan(self, db: None) -> User:
        return account("jan", EDITOR)

    def days(self, **changes: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {"since": f"{today}", "until": f"{today + timedelta(days=2)}", **changes}

    def test_a_publisher_names_his_own(self, ewa: User, jan: User) -> None:
        client = signed_in(ewa)
        assert 'name="principal"' not in client.get(ADD_DEPUTY).content.decode()
        forged = account("inna", PUBLISHER).pk
        answer = client.post(ADD_DEPUTY, self.days(deputy=jan.pk, principal=forged))
        assert answer.status_code == 302
        deputy = Deputy.objects.get()
        assert (deputy.principal, deputy.deputy, deputy.since) == (ewa, jan, timezone.localdate())

    @pytest.mark.parametrize(
        ("name", "roles", "is_active", "is_offered"),
        [
            ("redaktor", [EDITOR], True, True),
            ("wydawca", [PUBLISHER], True, True),
            ("administrator", [ADMINISTRATOR], True, True),
            ("audytor", [AUDITOR], True, False),
            ("bez-roli", [], True, False),
            ("zamkniete", [PUBLISHER], False, False),
        ],
    )
    def test_who_may_be_one(self, ewa: User, name: str, roles: list[str], is_active: bool, is_offered: bool) -> None:
        other = account(name, *roles, is_active=is_active)
        client = signed_in(ewa)
        assert (f'<option value="{other.pk}">' in client.get(ADD_DEPUTY).content.decode()) is is_offered
        assert client.post(ADD_DEPUTY, self.days(deputy=other.pk)).status_code == (302 if is_offered else 200)
        assert Deputy.objects.exists() is is_offered

    @pytest.mark.parametrize("field", ["since", "until"])
    def test_the_days_are_days(self, ewa: User, jan: User, field: str) -> None:
        answer = signed_in(ewa).post(ADD_DEPUTY, self.days(deputy=jan.pk, **{field: "2020-02-31"}))
        assert answer.status_code == 200 and not Deputy.objects.exists()

    def test_not_backwards_nor_in_the_past(self, ewa: User, jan: User) -> None:
        client, today = signed_in(ewa), timezone.localdate()
        for since, until, words in (
            (today + timedelta(days=3), today, "kończy się, zanim się zaczęło"),
            (today - timedelta(days=3), today - timedelta(days=1), "Ten dzień już minął"),
        ):
            answer = client.post(ADD_DEPUTY, {"deputy": jan.pk, "since": f"{since}", "until": f"{until}"})
            assert words in answer.content.decode()

    def test_nobody_is_his_own(self, administrator: Client, ewa: User) -> None:
        for client, principal in ((signed_in(ewa), {}), (administrator, {"principal": ewa.pk})):
            answer = client.post(ADD_DEPUTY, self.days(deputy=ewa.pk, **principal))
            assert "Nie można zastępować samego siebie." in answer.content.decode()

    def test_others_are_not_seen(self, administrator: Client, auditor: Client, ewa: User, jan: User) -> None:
        today = timezone.localdate()
        others = Deputy.objects.create(principal=ewa, deputy=jan, since=today, until=today)
        stranger = signed_in(account("inna", PUBLISHER, of=(WHOLE_OFFICE,)))
        row = reverse("admin:orgchart_deputy_change", args=[others.pk])
        for client, is_seen in ((administrator, True), (auditor, True), (signed_in(ewa), True), (stranger, False)):
            assert (f'href="{row}' in client.get(DEPUTIES).content.decode()) is is_seen
            assert client.get(row).status_code == (200 if is_seen else 403)
        assert (
            stranger.post(reverse("admin:orgchart_deputy_delete", args=[others.pk]), {"post": "yes"}).status_code == 403
        )
        assert auditor.post(row, self.days(principal=ewa.pk, deputy=jan.pk)).status_code == 403

    def test_an_administrator_names_anybody_s(self, administrator: Client, ewa: User, jan: User) -> None:
        assert administrator.post(ADD_DEPUTY, self.days(principal=ewa.pk, deputy=jan.pk)).status_code == 302
        assert Deputy.objects.get().principal == ewa
        assert administrator.post(ADD_DEPUTY, self.days(principal=jan.pk, deputy=ewa.pk)).status_code == 200

    def test_who_also_audits_names_his_own_all_the_same(self, ewa: User, jan: User) -> None:
        """He reads those of others, and must not lend himself their rights."""
        both = account("oba", PUBLISHER, AUDITOR)
        client = signed_in(both)
        add = reverse("admin:orgchart_deputy_add")
        client.post(add, self.days(principal=ewa.pk, deputy=both.pk))
        assert not Deputy.objects.exists()
        assert client.post(add, self.days(principal=ewa.pk, deputy=jan.pk)).status_code == 302
        assert Deputy.objects.get().principal == both
        address = reverse("admin:orgchart_deputy_change", args=[Deputy.objects.get().pk])
        client.post(address, self.days(principal=ewa.pk, deputy=jan.pk))
        assert Deputy.objects.get().principal == both

    def test_an_editor_has_none(self, editor: Client) -> None:
        assert editor.get(DEPUTIES).status_code == 403
        assert editor.get(ADD_DEPUTY).status_code == 403
