"""The admin's front page: the desk at its top, with what waits for whoever signed in."""

import pytest
from django.test import Client

from deptportal.attention import attention
from journal.attention import Item
from orgchart.models import Office
from orgchart.rights import EDITOR, PUBLISHER
from tests.publishing.desk import Changed, body, client_of
from tests.publishing.people import account
from tests.publishing.small_office import make_department, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def test_it_tells_what_waits(office: Office) -> None:
    changed = Changed.make(office, make_department())
    anna, ewa = account("anna", EDITOR), account("ewa", PUBLISHER)
    proposal = changed.submitted(anna)
    page = body(client_of(ewa).get("/admin/"))
    assert page.index('<a href="/admin/biurko/">Biurko publikacji</a>') < page.index('id="content-main"')
    assert "Czeka na zatwierdzenie: Departament Próby (anna)." in page
    assert f'href="/admin/publishing/proposal/{proposal.pk}/"' in page
    assert "Nic na Ciebie nie czeka." in body(client_of(anna).get("/admin/"))


def test_whoever_has_no_desk_sees_none(powerless: Client) -> None:
    assert "Biurko publikacji" not in body(powerless.get("/admin/"))


def test_every_room_is_heard_and_what_is_urgent_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [Item("Później."), Item("Teraz!", urgent=True)]
    monkeypatch.setattr("deptportal.attention.ROOMS", [lambda user: [Item("Też później.")], lambda user: said])
    texts = [item.text for item in attention(account("anna", EDITOR))]
    assert texts == ["Teraz!", "Też później.", "Później."]
