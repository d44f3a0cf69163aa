"""«Zmiany do opublikowania»: what the next edition would change, before anybody publishes it."""

import pytest
from django.test import Client
from django.urls import reverse

from orgchart.models import Office, Unit
from orgchart.services import change_unit
from publishing.services import publish_edition
from tasks.models import Duty
from tests.cast import signed_in_with
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:publishing_edition_changes")


def read(client: Client, choice: str) -> str:
    answer = client.get(PAGE, {"subject_key": choice})
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_what_changed_unit_by_unit(publisher: Client, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    Duty.objects.filter(text="Promocja.").update(text="Promocja regionu.")
    change_unit(department, intro="Do zadań należą sprawy:")
    page = read(publisher, department.key)

    assert page.index("<h2>Departament Próby</h2>") < page.index("<h2>Wydział Promocji (PRI)</h2>")
    assert "Zadanie 2 – brzmienie:" in page
    assert "<del><span" in page
    assert "<ins><span" in page
    assert f"{reverse('admin:publishing_edition_add')}?subject_key={department.key}" in page


def test_the_form_is_filled_in_with_the_subject(publisher: Client, department: Unit) -> None:
    page = publisher.get(reverse("admin:publishing_edition_add"), {"subject_key": department.key}).content.decode()

    assert f'<option value="{department.key}" selected>' in page
    assert PAGE in page


def test_nothing_changed(publisher: Client, office: Office) -> None:
    publish_edition(office, STATEMENT)

    assert "Nie ma czego publikować." in read(publisher, "office")


def test_a_first_edition_has_nothing_to_be_compared_with(publisher: Client, department: Unit) -> None:
    assert "pierwsze wydanie pokaże czytelnikom wszystko" in read(publisher, department.key)


@pytest.mark.parametrize("choice", ["", "nie-ma", "\x00"])
def test_a_wrong_choice_is_told(publisher: Client, department: Unit, choice: str) -> None:
    assert "errorlist" in read(publisher, choice)


def test_what_was_typed_is_no_markup(publisher: Client, department: Unit) -> None:
    publish_edition(department, STATEMENT)
    change_unit(Unit.objects.get(symbol="PRI"), name="<script>alert(1)</script>")

    assert "<script>alert" not in read(publisher, department.key)


def test_who_may_see_it(office: Office, visitor: Client, powerless: Client) -> None:
    assert visitor.get(PAGE).status_code == 302
    assert powerless.get(PAGE).status_code == 403
    reader = signed_in_with("view_edition")
    assert reader.get(PAGE).status_code == 200
    assert "Przejdź do publikacji" not in read(reader, "office")
