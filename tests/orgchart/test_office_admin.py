"""The one office: added once, changed, never removed."""

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Office, Officer
from tests.factories import OfficeFactory, OfficerFactory
from tests.filled import load

pytestmark = pytest.mark.django_db
LIST = reverse("admin:orgchart_office_changelist")
ADD = reverse("admin:orgchart_office_add")
CHANGE = reverse("admin:orgchart_office_change", args=[1])


def test_it_is_added_once(editor: Client) -> None:
    assert editor.get(LIST)["Location"] == ADD
    facts = {"name": "Urząd Próbny", "seat": "ul. Prosta 1", "website": "urzad.example"}
    rows = {"officers-0-role": "redaktor", "officers-0-name": "Anna Redaktor"}
    assert editor.post(ADD, load(editor, ADD) | facts | rows).status_code == 302
    assert (Office.objects.get().website, Officer.objects.get().name) == ("https://urzad.example", "Anna Redaktor")
    assert editor.get(ADD).status_code == 403
    assert editor.get(LIST)["Location"] == CHANGE


def test_it_is_never_removed(editor: Client) -> None:
    OfficeFactory.create()
    assert editor.post(reverse("admin:orgchart_office_delete", args=[1]), {"post": "yes"}).status_code == 403


def test_officers_change_places(editor: Client) -> None:
    office = OfficeFactory.create()
    for position, name in enumerate(["Anna", "Jan"], start=1):
        OfficerFactory.create(office=office, name=name, position=position)
    assert editor.post(CHANGE, load(editor, CHANGE) | {"officers-1-place": "1"}).status_code == 302
    assert list(office.officers.values_list("position", "name")) == [(1, "Jan"), (2, "Anna")]
