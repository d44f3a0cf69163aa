"""Whoever removes what was public is asked what took its place, and readers' documents tell it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Gone, Unit
from publishing.document import DepartmentDocument
from publishing.document import Gone as GoneRecord
from publishing.reading import document_of
from publishing.services import Statement, publish_edition
from tasks.models import Duty
from tests.factories import OfficeFactory
from tests.filled import load, row_of
from tests.worlds import kept

pytestmark = pytest.mark.django_db
STATEMENT = Statement(prepared_by="A", responsible="B", published_by="C", reason="D")
LIST = reverse("admin:orgchart_gone_changelist")


@kept
def published(department: Unit) -> Unit:
    OfficeFactory.create()
    publish_edition(department, STATEMENT)
    return department


def removal_of(unit: Unit) -> str:
    return reverse("admin:orgchart_unit_delete", args=[unit.pk])


def change_of(gone: Gone) -> str:
    return reverse("admin:orgchart_gone_change", args=[gone.pk])


def said_of(department: Unit, key: str) -> GoneRecord | None:
    content = document_of(publish_edition(department, STATEMENT))
    assert isinstance(content, DepartmentDocument)
    return next((gone for gone in content.gone if gone.key == key), None)


def test_a_removed_unit_names_its_successor(editor: Client, published: Unit, unit: Unit) -> None:
    heir = Unit.objects.get(symbol="PRII")
    page = load(editor, removal_of(unit))
    answer = editor.post(removal_of(unit), {**page, "how": "merged", "successors": [heir.pk]}, follow=True)

    assert "Usunięte komórki i zadania" in answer.content.decode()  # of its duties and the unit below it is asked yet
    assert said_of(published, unit.key) == GoneRecord(key=unit.key, how="merged", successors=(heir.key,))


@pytest.mark.once
@pytest.mark.parametrize(("how", "names"), [("merged", []), ("closed", ["PRII"]), ("split", ["PRII"]), ("", ["PRII"])])
def test_an_answer_that_cannot_be_removes_nothing(
    editor: Client, published: Unit, unit: Unit, how: str, names: list[str]
) -> None:
    successors = list(Unit.objects.filter(symbol__in=names).values_list("pk", flat=True))
    page = load(editor, removal_of(unit))
    answer = editor.post(removal_of(unit), {**page, "how": how, "successors": successors})

    assert "errorlist" in answer.content.decode()
    assert "Komórki organizacyjne (2)" in answer.content.decode()
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_a_unit_does_not_go_on_in_what_goes_with_it(editor: Client, published: Unit, unit: Unit) -> None:
    below = Unit.objects.get(symbol="PRI-T")
    page = load(editor, removal_of(unit))
    editor.post(removal_of(unit), {**page, "how": "renamed", "successors": [below.pk]})

    assert Unit.objects.filter(pk=unit.pk).exists()


def remove_duty(client: Client, unit: Unit, text: str) -> Any:
    address = reverse("admin:orgchart_unit_change", args=[unit.pk])
    fields = load(client, address)
    return client.post(address, {**fields, f"{row_of(fields, text)}-DELETE": "on"}, follow=True)


def test_removed_duties_are_asked_about(editor: Client, published: Unit, unit: Unit) -> None:
    key = Duty.objects.get(text="Promocja;").key
    page = remove_duty(editor, unit, "Promocja;").content.decode()
    gone = Gone.objects.get(key=key)

    assert f'<a href="{LIST}">Usunięte komórki i zadania</a>' in page
    assert "jeszcze nie wiadomo" in editor.get(LIST).content.decode()
    heir = Duty.objects.get(text="Współpraca.")
    fields = load(editor, change_of(gone))
    assert editor.post(change_of(gone), {**fields, "how": "renamed", "successors": "PRI 2"}).status_code == 302
    assert said_of(published, key) == GoneRecord(key=key, how="renamed", successors=(heir.key,))


@pytest.mark.once
@pytest.mark.parametrize(
    ("how", "successors", "sentence"),
    [
        ("closed", "PRII", "nie wskazuj żadnego"),
        ("split", "PRII", "co najmniej dwie"),
        ("renamed", "NIE-MA", "nie ma takiej komórki"),
        ("renamed", "PRI 99", "nie ma takiej komórki"),
    ],
)
def test_a_wrong_answer_is_told(
    editor: Client, published: Unit, unit: Unit, how: str, successors: str, sentence: str
) -> None:
    remove_duty(editor, unit, "Promocja;")
    gone = Gone.objects.get(title="Promocja;")
    page = editor.post(change_of(gone), {"how": how, "successors": successors}).content.decode()

    assert sentence in page
    assert Gone.objects.get(pk=gone.pk).how == ""


@pytest.mark.once
def test_of_what_was_never_public_nobody_asks(editor: Client, department: Unit, unit: Unit) -> None:
    page = remove_duty(editor, unit, "Promocja;").content.decode()

    assert LIST not in page.partition("messagelist")[2].partition("</ul>")[0]
    assert "Promocja;" not in editor.get(LIST).content.decode()


@pytest.mark.once
def test_who_may_answer(editor: Client, published: Unit, unit: Unit, visitor: Client, powerless: Client) -> None:
    remove_duty(editor, unit, "Promocja;")
    address = change_of(Gone.objects.get(title="Promocja;"))
    for client, status in [(visitor, 302), (powerless, 403)]:
        assert client.get(LIST).status_code == status
        assert client.get(address).status_code == status
        assert client.post(address, {"how": "closed"}).status_code == status
    assert Gone.objects.get(title="Promocja;").how == ""
