"""What is refused below /admin/ and /podglad/ is recorded, counted while it repeats; readers' pages write nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from journal.acting import Acting, acts
from journal.addresses import client_address
from journal.middleware import Journal
from journal.models import Entry
from journal.refusals import MOST, record_refusal
from journal.services import record

pytestmark = pytest.mark.django_db

UNITS = reverse("admin:orgchart_unit_changelist")


def refusals() -> list[Entry]:
    return list(Entry.objects.filter(kind=Entry.Kind.REFUSAL).order_by("pk"))


def test_an_account_without_the_right(powerless: Client) -> None:
    assert powerless.get(UNITS, REMOTE_ADDR="192.0.2.7").status_code == 403
    (entry,) = refusals()
    assert (entry.act, entry.actor, entry.address) == ("odmowa: brak uprawnień", "stazysta", "192.0.2.7")
    assert (entry.actor_id, entry.path, entry.times) == (User.objects.get().pk, UNITS, 1)


def test_a_refusal_that_repeats_is_counted(powerless: Client) -> None:
    for _ in range(3):
        powerless.get(UNITS)
    powerless.get(reverse("admin:contacts_contact_changelist"))
    assert [(entry.path, entry.times) for entry in refusals()] == [
        (UNITS, 3),
        (reverse("admin:contacts_contact_changelist"), 1),
    ]
    assert refusals()[0].last_at


def test_after_an_hour_it_is_written_anew(powerless: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=61)):
        powerless.get(UNITS)
    powerless.get(UNITS)
    assert [entry.times for entry in refusals()] == [1, 1]


def test_an_earlier_clock_refuses_no_count(powerless: Client) -> None:
    """Two workers count at once, or the clock is set back: the database lets no time go down."""
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        powerless.get(UNITS)
        powerless.get(UNITS)
    assert powerless.get(UNITS).status_code == 403
    (entry,) = refusals()
    assert entry.times == 3


def test_a_stranger_who_tries_many_pages_is_one_entry(visitor: Client) -> None:
    for address in (UNITS, reverse("admin:journal_entry_changelist"), reverse("admin:index")):
        visitor.get(address)
    (entry,) = refusals()
    assert (entry.act, entry.actor, entry.times) == ("odmowa: wymagane zalogowanie", "", 3)
    visitor.get(UNITS, REMOTE_ADDR="192.0.2.8")
    assert len(refusals()) == 2


def test_an_account_that_is_no_editor_s(client: Client) -> None:
    client.force_login(User.objects.create_user("obcy", password="x"))
    client.get(UNITS)
    assert [(entry.actor, entry.act) for entry in refusals()] == [("obcy", "odmowa: wymagane zalogowanie")]


def test_a_form_without_its_token(editor: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(UNITS, {}).status_code == 403
    assert Client(enforce_csrf_checks=True).post(reverse("admin:login"), {}).status_code == 403
    assert [(entry.actor, entry.act) for entry in refusals()] == [
        ("redaktor", "odmowa: formularz bez ważnego znacznika (CSRF)"),
        ("", "odmowa: formularz bez ważnego znacznika (CSRF)"),
    ]


def test_a_method_that_is_not_allowed(admin_client: Client) -> None:
    assert admin_client.post(reverse("admin:journal_entry_export")).status_code == 405
    assert [entry.act for entry in refusals()] == ["odmowa: niedozwolona metoda"]


def test_what_is_allowed_is_no_refusal(editor: Client) -> None:
    editor.get(UNITS)
    editor.get(reverse("admin:orgchart_unit_add"))
    assert refusals() == []


@pytest.mark.parametrize("address", ["/", "/instrukcja/", "/nie-ma/takiej/", "/zadanie/xx/"])
def test_readers_write_nothing(visitor: Client, address: str) -> None:
    visitor.get(address)
    visitor.post(address)
    assert not Entry.objects.exists()


def test_a_preview_s_refusal_is_recorded(rf: RequestFactory) -> None:
    """The page itself is another room's; the middleware knows its address."""

    def refuse(request: HttpRequest) -> HttpResponseBase:
        return HttpResponse(status=405)

    request = rf.post("/podglad/abc/")
    request.user = AnonymousUser()
    Journal(refuse)(request)
    assert [entry.path for entry in refusals()] == ["/podglad/…"]  # the rest lets in whoever reads it


def test_one_address_fills_no_disk() -> None:
    for number in range(MOST + 20):
        record_refusal("nieudane logowanie", kind=Entry.Kind.FAILED_SIGN_IN, title=f"ktos{number}")
    entries = Entry.objects.filter(kind=Entry.Kind.FAILED_SIGN_IN)
    assert entries.count() == MOST
    assert sum(entry.times for entry in entries) == MOST + 20


def test_a_change_is_never_counted_as_a_refusal() -> None:
    """Not even where a stranger's own come too thick: he has set a new password, say."""
    for number in range(MOST):
        record_refusal("poproszono o nowe hasło", kind=Entry.Kind.ACCOUNT, title=f"ktos{number}@example.pl")
    change = record("konto", "zmieniono", key="user:1")
    record_refusal("poproszono o nowe hasło", kind=Entry.Kind.ACCOUNT, title="jeszcze@example.pl")
    change.refresh_from_db()
    assert change.times == 1


def test_nor_do_many_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """One subscriber of IPv6 has more of them than any disk has room."""
    monkeypatch.setattr("journal.refusals.MOST_OF_STRANGERS", 20)
    for number in range(30):
        with acts(Acting(address=f"2001:db8::{number:x}", path="/admin/")):
            record_refusal("odmowa: wymagane zalogowanie")
    assert len(refusals()) == 20
    assert sum(entry.times for entry in refusals()) == 30


class TestAddress:
    @pytest.mark.parametrize(
        ("trusted", "forwarded", "found"),
        [
            (False, "198.51.100.1", "192.0.2.1"),
            (True, "198.51.100.1", "198.51.100.1"),
            (True, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
            (True, "2001:db8::1", "2001:db8::1"),
            (True, "nonsense", "192.0.2.1"),
            (True, "", "192.0.2.1"),
        ],
    )
    def test_only_the_proxy_is_believed(
        self, rf: RequestFactory, settings: Any, trusted: bool, forwarded: str, found: str
    ) -> None:
        settings.TRUST_PROXY = trusted
        request = rf.get("/admin/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})
        assert client_address(request) == found

    def test_a_socket_has_no_address(self, rf: RequestFactory) -> None:
        assert client_address(rf.get("/admin/", REMOTE_ADDR="")) is None
