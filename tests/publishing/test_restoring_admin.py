"""«Przywróć do wersji roboczej»: an old edition comes back from its page, as differences first."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Office, Unit
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER
from orgchart.services import add_unit, change_unit, remove_unit
from publishing.models import Edition
from publishing.services import publish_edition
from tests.cast import account, signed_in
from tests.filled import load
from tests.publishing.desk import desk_of
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Do zadań należą:", "Do zadań należą sprawy:"
TO = "Do zadań należą znowu:"


@pytest.fixture
def old(office: Office, department: Unit) -> Edition:
    """Edition 1, which edition 2 took the place of."""
    publish_edition(office, STATEMENT)
    edition = publish_edition(change_unit(department, intro=FIRST), STATEMENT)
    publish_edition(change_unit(department, intro=SECOND), STATEMENT)
    return edition


def address(edition: Edition) -> str:
    return reverse("admin:publishing_edition_restore", args=[edition.pk])


def intro() -> str:
    return Unit.objects.get(name="Departament Próby").intro


PEOPLE: dict[str, tuple[Callable[[Unit], Client], int]] = {
    "visitor": (lambda department: Client(), 302),
    "powerless": (lambda department: signed_in(account("stazysta")), 403),
    "editor": (lambda department: signed_in(account("redaktor", EDITOR, of=(department,))), 200),
    "editor of another": (lambda department: signed_in(account("inny", EDITOR, of=(_another(),))), 403),
    "publisher": (lambda department: signed_in(account("wydawca", PUBLISHER, of=(None,))), 403),
    "auditor": (lambda department: signed_in(account("audytor", AUDITOR)), 403),
    "administrator": (lambda department: signed_in(account("administrator", ADMINISTRATOR)), 200),
}


def _another() -> Unit:
    return add_unit(parent=None, name="Departament Inny")


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may(old: Edition, department: Unit, who: str) -> None:
    make, status = PEOPLE[who]
    client = make(department)
    assert client.get(address(old)).status_code == status
    assert client.post(address(old), {"seen": "x"}).status_code == status
    assert intro() == SECOND
    if who not in {"visitor", "powerless"}:
        page = client.get(reverse("admin:publishing_edition_change", args=[old.pk])).content.decode()
        assert (address(old) in page) == (status == 200)


def test_it_shows_the_differences_then_does_it_and_leads_to_the_desk(
    editor: Client, old: Edition, department: Unit
) -> None:
    page = editor.get(address(old)).content.decode()
    assert "wydanie 1" in page and "<del" in page and intro() == SECOND
    answer = editor.post(address(old), load(editor, address(old)))
    assert answer["Location"] == desk_of(department.key)
    assert intro() == FIRST
    assert "Wersja robocza jest znowu taka jak wydanie 1." in editor.get(answer["Location"]).content.decode()
    assert "Nie ma czego przywracać" in editor.get(address(old)).content.decode()


@pytest.mark.once
def test_what_was_changed_meanwhile_is_shown_first(editor: Client, old: Edition, department: Unit) -> None:
    form = load(editor, address(old))
    change_unit(department, intro=TO)
    answer = editor.post(address(old), form)
    assert answer.status_code == 200 and "przeczytaj listę jeszcze raz" in answer.content.decode()
    assert intro() == TO


@pytest.mark.once
def test_a_forged_request_is_refused(editor: Client, old: Edition) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(address(old), load(editor, address(old))).status_code == 403
    assert intro() == SECOND


@pytest.mark.once
def test_a_broken_working_copy_is_told_of(editor: Client, old: Edition, department: Unit) -> None:
    Unit.objects.filter(pk=department.pk).update(kind="nieznany")
    page = editor.get(address(old)).content.decode()
    assert "wymaga naprawy" in page and "nieznany rodzaj" in page
    assert editor.post(address(old), {"seen": "x"}).status_code == 200


def test_a_department_that_is_gone_comes_back(editor: Client, old: Edition, department: Unit) -> None:
    remove_unit(department)
    answer = editor.post(address(old), load(editor, address(old)))
    assert answer["Location"] == desk_of(old.key)
    assert intro() == FIRST
