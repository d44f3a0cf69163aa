"""What a stranger leaves behind who tries addresses: little, no secret, and never a fault of the server."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from orgchart.models import Office
from orgchart.rights import EDITOR
from publishing.services.links import make_link
from tests.publishing.desk import Changed, body
from tests.publishing.people import account
from tests.publishing.small_office import make_department, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def test_guessed_previews_are_counted_not_written_one_by_one() -> None:
    for number in range(20):
        assert Client().get(f"/podglad/zgadywany{number}/").status_code == 404
    assert [(entry.path, entry.times) for entry in Entry.objects.all()] == [("/podglad/…", 20)]


def test_a_guessed_preview_tells_nothing_of_an_office_that_is_not_published(office: Office) -> None:
    page = Client().get("/podglad/zgadywany/")
    assert page.status_code == 404
    assert office.name not in body(page)


@pytest.mark.parametrize(
    ("method", "below", "headers", "status"),
    [
        ("options", "", {}, 405),
        ("post", "plik/", {}, 404),
        ("post", "{part}/", {}, 405),
        ("post", "", {"Origin": "https://gdzie.example"}, 403),
        ("get", "nie-ma/", {}, 404),
    ],
)
def test_a_refusal_keeps_no_secret_address(
    office: Office, method: str, below: str, headers: dict[str, str], status: int
) -> None:
    """A mail filter that looks at the link must not write into the journal what lets its reader in."""
    anna = account("anna", EDITOR)
    draft = Changed.make(office, make_department()).draft(anna)
    _, token = make_link(draft, for_whom="Dyrektor", expires_at=timezone.now() + timedelta(days=1), by=anna)
    address = f"/podglad/{token}/{below.format(part=draft.parts.get().pk)}"
    assert getattr(Client(), method)(address, headers=headers).status_code == status
    assert not [row for row in Entry.objects.values() if token in str(row)]


def test_nor_the_one_that_sets_a_new_password() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/haslo/MQ/sekret-sekret/")
    assert answer.status_code == 403
    assert [entry.path for entry in Entry.objects.all()] == ["/admin/haslo/…"]


@pytest.mark.once
@pytest.mark.parametrize("address", ["/admin/x%00/", "/podglad/x%00/", "/admin/haslo/%00/x/", "/admin/%ff/"])
def test_an_address_that_is_no_text_is_refused_like_any_other(client: Client, address: str) -> None:
    assert client.get(address).status_code in {200, 302, 404}
