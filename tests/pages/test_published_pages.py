"""What the list of pages, and the page that confirms a removal, tell of what is public."""

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Office
from pages.models import Page
from pages.services import create_page
from publishing.models import Edition, Withdrawal
from publishing.services import Statement, publish_edition
from tests.filled import fields_of

pytestmark = pytest.mark.django_db
LIST = reverse("admin:pages_page_changelist")
STATEMENT = Statement(prepared_by="Anna", responsible="Jan", published_by="Ewa", reason="Nowa strona.")


@pytest.fixture
def published(office: Office) -> Page:
    page = create_page(title="Nabór", body="Treść.")
    publish_edition(office, STATEMENT)
    publish_edition(page, STATEMENT)
    return page


def withdraw(page: Page) -> None:
    facts = {"first_number": 1, "last_number": 1, "reason": "x", "legal_basis": "x", "decided_by": "x"}
    Withdrawal.objects.create(subject=Edition.Subject.PAGE, key=page.key, **facts)


def test_the_list_tells_which_edition_readers_see(editor: Client, published: Page) -> None:
    desk = reverse("desk:subject", args=[published.key])
    assert f'<a href="{desk}" title="Biurko publikacji: Nabór">wydanie 1</a>' in editor.get(LIST).content.decode()
    withdraw(published)
    assert f'<a href="{desk}" title="Biurko publikacji: Nabór">niepubliczna</a>' in editor.get(LIST).content.decode()


def test_whoever_removes_a_page_learns_that_it_stays_public(editor: Client, published: Page) -> None:
    address = reverse("admin:pages_page_delete", args=[published.pk])
    question = editor.get(address).content.decode()
    assert "<li>Nabór, wydanie 1</li>" in question and "Zostanie publiczne" in question
    withdraw(published)
    question = editor.get(address).content.decode()
    assert "Zostanie publiczne" not in question
    assert editor.post(address, fields_of(question)).status_code == 302
    assert not Page.objects.exists()
