"""Signing in: throttled, recorded, mended by e-mail; an account that was switched off is out at once."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deptportal.password_urls import MOST_LETTERS
from journal.models import Entry
from journal.refusals import MOST

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SIGN_IN, FORGOTTEN = reverse("admin:login"), reverse("admin_password_reset")
PASSWORD = "dobre haslo 2026"


@pytest.fixture
def account(db: None) -> User:
    return User.objects.create_user("anna", "anna@example.pl", PASSWORD, is_staff=True, first_name="Anna")


def sign_in(name: str, password: str, address: str = "192.0.2.1", client: Client | None = None) -> Any:
    return (client or Client()).post(SIGN_IN, {"username": name, "password": password}, REMOTE_ADDR=address)


def told(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind).order_by("pk"))


class TestThrottling:
    def test_after_five_failures_nobody_signs_in(self, account: User) -> None:
        assert [sign_in("anna", "zle").status_code for _ in range(5)] == [200, 200, 200, 200, 429]
        answer = sign_in("anna", PASSWORD)
        assert answer.status_code == 429
        page = answer.content.decode()
        assert "Zbyt wiele nieudanych prób. Zaloguj się ponownie za 15 minut." in page
        assert 'lang="pl"' in page
        assert FORGOTTEN in page
        assert answer["Retry-After"] == "900"

    def test_others_are_not_locked_out_with_him(self, account: User) -> None:
        for _ in range(6):
            sign_in("anna", "zle")
        assert sign_in("anna", PASSWORD, "192.0.2.2").status_code == 302
        assert sign_in("jan", "zle").status_code == 200

    def test_after_a_quarter_he_may_try_again(self, account: User) -> None:
        with time_machine.travel(timezone.now() - timedelta(minutes=16)):
            for _ in range(5):
                sign_in("anna", "zle")
        assert sign_in("anna", PASSWORD).status_code == 302

    def test_success_forgets_the_failures(self, account: User) -> None:
        for _ in range(3):
            for _ in range(4):
                assert sign_in("anna", "zle").status_code == 200
            assert sign_in("anna", PASSWORD).status_code == 302

    def test_a_name_that_is_nobody_s_is_locked_alike(self) -> None:
        assert [sign_in("nikt", "zle").status_code for _ in range(5)] == [200, 200, 200, 200, 429]

    def test_a_subscriber_s_many_addresses_are_one(self, account: User) -> None:
        """Of IPv6 each has 2^64."""
        answers = [sign_in("anna", "zle", f"2001:db8:1:2::{number:x}").status_code for number in range(1, 6)]
        assert answers == [200, 200, 200, 200, 429]
        assert sign_in("anna", PASSWORD, "2001:db8:1:3::1").status_code == 302
        assert Entry.objects.filter(address="2001:db8:1:2::5").exists()

    def test_behind_a_proxy_the_client_is_locked(self, account: User, settings: Any) -> None:
        settings.TRUST_PROXY = True
        fields = {"username": "anna", "password": "zle"}
        for _ in range(5):
            answer = Client().post(SIGN_IN, fields, headers={"X-Forwarded-For": "6.6.6.6, 198.51.100.1"})
        assert answer.status_code == 429
        assert Client().post(SIGN_IN, fields, headers={"X-Forwarded-For": "198.51.100.2"}).status_code == 200
        assert {entry.address for entry in told("nieudane-logowanie")} == {"198.51.100.1", "198.51.100.2"}


class TestJournal:
    def test_signing_in_and_out_is_recorded(self, account: User, client: Client) -> None:
        sign_in("anna", PASSWORD, client=client)
        client.post(reverse("admin:logout"), REMOTE_ADDR="192.0.2.1")
        entries = told("logowanie")
        assert [(entry.act, entry.actor, entry.actor_id, entry.address) for entry in entries] == [
            ("zalogowano", "Anna", account.pk, "192.0.2.1"),
            ("wylogowano", "Anna", account.pk, "192.0.2.1"),
        ]

    def test_failures_are_counted_with_the_typed_name(self, account: User) -> None:
        for _ in range(5):
            sign_in("anna", "tajne-ale-zle")
        assert [(entry.act, entry.title, entry.times) for entry in told("nieudane-logowanie")] == [
            ("nieudane logowanie", "anna", 5),
            ("zablokowano logowanie", "anna", 1),
        ]
        assert "tajne-ale-zle" not in json.dumps(list(Entry.objects.values()), default=str)


class TestForgottenPassword:
    def ask(self, address: str) -> Any:
        return Client().post(FORGOTTEN, {"email": address}, follow=True)

    def test_a_link_sets_a_new_one(self, account: User, client: Client) -> None:
        self.ask("anna@example.pl")
        (letter,) = mail.outbox
        assert letter.subject == "Nowe hasło do panelu redakcji BIP"
        (path,) = re.findall(r"http://testserver(/admin/haslo/\S+/)", str(letter.body))
        form = client.get(path, follow=True)
        address = form.redirect_chain[-1][0]
        done = client.post(address, {"new_password1": "nowe haslo 2026", "new_password2": "nowe haslo 2026"})
        assert done.status_code == 302
        assert sign_in("anna", "nowe haslo 2026").status_code == 302
        assert client.get(path, follow=True).context["validlink"] is False
        assert [entry.after for entry in told("konto") if "hasło" in entry.after]

    def test_nobody_learns_whether_there_is_such_an_account(self, account: User) -> None:
        known, unknown = self.ask("anna@example.pl"), self.ask("nikt@example.pl")
        without_token = [re.sub(r'value="\w{64}"', "", answer.content.decode()) for answer in (known, unknown)]
        assert without_token[0] == without_token[1]
        assert known.redirect_chain == unknown.redirect_chain
        assert len(mail.outbox) == 1

    def test_nobody_s_letter_box_is_filled(self, account: User, time_machine: Any) -> None:
        """From many addresses, in any spelling; the answer is the same, and after an hour a letter goes out again."""
        known = self.ask("anna@example.pl")
        for number in range(MOST_LETTERS + 3):
            fields = {"email": "Anna@example.pl" if number % 2 else "anna@example.pl"}
            answer = Client().post(FORGOTTEN, fields, REMOTE_ADDR=f"192.0.2.{number}", follow=True)
            assert answer.redirect_chain == known.redirect_chain
        assert len(mail.outbox) == MOST_LETTERS
        time_machine.move_to(timezone.now() + timedelta(minutes=61))
        self.ask("anna@example.pl")
        assert len(mail.outbox) == MOST_LETTERS + 1

    def test_nor_by_whoever_asks_for_many_first(self, account: User) -> None:
        for number in range(MOST):
            self.ask(f"nikt{number}@example.pl")
        self.ask("anna@example.pl")
        assert mail.outbox == []

    def test_an_account_that_was_switched_off_gets_no_letter(self, account: User) -> None:
        User.objects.filter(pk=account.pk).update(is_active=False)
        self.ask("anna@example.pl")
        assert mail.outbox == []

    def test_the_pages_are_polish_and_offered(self, account: User) -> None:
        assert FORGOTTEN in Client().get(SIGN_IN).content.decode()
        for address in (FORGOTTEN, reverse("password_reset_done"), reverse("password_reset_complete")):
            page = Client().get(address).content.decode()
            assert "redakcja BIP" in page
            assert not re.search(r"\b(password|your|email address)\b", re.sub(r"<[^>]+>", " ", page), re.IGNORECASE)

    def test_a_wrong_link_is_told(self) -> None:
        page = Client().get(reverse("password_reset_confirm", args=["MQ", "x-y"])).content.decode()
        assert "Ten odnośnik nie działa" in page

    def test_asking_is_recorded(self) -> None:
        self.ask("nikt@example.pl")
        self.ask("nikt@example.pl")
        assert [(entry.act, entry.title, entry.times) for entry in told("konto")] == [
            ("poproszono o nowe hasło", "nikt@example.pl", 2)
        ]


class TestSwitchedOff:
    def test_the_session_ends_at_once(self, account: User, client: Client, admin_client: Client) -> None:
        client.force_login(account)
        assert client.get(reverse("admin:index")).status_code == 200
        account.is_active = False
        account.save()
        assert client.get(reverse("admin:index"))["Location"].startswith(SIGN_IN)

    def test_no_account_is_deleted(self, account: User, admin_client: Client) -> None:
        address = reverse("admin:auth_user_delete", args=[account.pk])
        assert admin_client.get(address).status_code == admin_client.post(address, {"post": "yes"}).status_code == 403
        page = admin_client.get(reverse("admin:auth_user_change", args=[account.pk])).content.decode()
        assert "Kont się nie usuwa" in page
        assert address not in page
        listed = reverse("admin:auth_user_changelist")
        chosen = {"action": "delete_selected", "_selected_action": [account.pk], "post": "yes"}
        admin_client.post(listed, chosen)
        assert User.objects.filter(pk=account.pk).exists()
