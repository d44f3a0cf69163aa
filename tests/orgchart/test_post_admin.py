"""A post with those who were appointed to it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from orgchart.models import Appointment, Post, Unit
from orgchart.triggers import OVERLAP
from tests.factories import AppointmentFactory, PostFactory
from tests.filled import load

pytestmark = pytest.mark.django_db
ADD = reverse("admin:orgchart_post_add")
LIST = reverse("admin:orgchart_post_changelist")


@pytest.fixture
def post(unit: Unit) -> Post:
    made = PostFactory.create(unit=unit, function="Kierownik", position=1)
    AppointmentFactory.create(post=made, person="Jan Dawny", until=date(2024, 12, 31))
    AppointmentFactory.create(post=made, person="Ewa Obecna", since=date(2025, 1, 1))
    return made


def address(post: Post) -> str:
    return reverse("admin:orgchart_post_change", args=[post.pk])


def save(editor: Client, post: Post, **changes: str) -> Any:
    return editor.post(address(post), load(editor, address(post)) | changes)


def held() -> list[tuple[str, date | None, date | None]]:
    return list(Appointment.objects.order_by("pk").values_list("person", "since", "until"))


def test_a_post_is_made_with_who_holds_it(editor: Client, unit: Unit) -> None:
    page = f"{ADD}?unit={unit.pk}"
    fields = load(editor, page) | {"function": "Dyrektor", "appointments-0-person": "Maciej Łaski"}
    assert editor.post(page, fields).status_code == 302
    assert (Post.objects.get().position, held()) == (1, [("Maciej Łaski", None, None)])


def test_a_successor_follows_in_one_save(editor: Client, post: Post) -> None:
    changes = {
        "appointments-1-until": "2026-05-31",
        "appointments-2-person": "Adam Nowy",
        "appointments-2-since": "2026-06-01",
    }
    assert save(editor, post, **changes).status_code == 302
    assert held()[2] == ("Adam Nowy", date(2026, 6, 1), None)


def test_two_change_places_in_one_save(editor: Client, post: Post) -> None:
    changes = {"appointments-0-until": "", "appointments-0-since": "2025-01-01"}
    assert (
        save(editor, post, **changes, **{"appointments-1-since": "", "appointments-1-until": "2024-12-31"}).status_code
        == 302
    )
    assert held() == [("Jan Dawny", date(2025, 1, 1), None), ("Ewa Obecna", None, date(2024, 12, 31))]


def test_rows_that_overlap_are_told_at_the_row(editor: Client, post: Post) -> None:
    page = save(editor, post, **{"appointments-0-until": "2025-01-01"}).content.decode()
    assert "W tym czasie stanowisko zajmuje Jan Dawny." in page
    assert held()[0][2] == date(2024, 12, 31)


def test_an_acting_one_may_overlap(editor: Client, post: Post) -> None:
    changes = {"appointments-2-person": "Ola Zastępca", "appointments-2-acting": "on"}
    assert save(editor, post, **changes).status_code == 302


def test_one_that_ends_before_it_begins(editor: Client, post: Post) -> None:
    page = save(editor, post, **{"appointments-1-until": "2020-01-01"}).content.decode()
    assert "Powołanie kończy się, zanim się zaczęło." in page


def test_a_removed_one_makes_room(editor: Client, post: Post) -> None:
    assert save(editor, post, **{"appointments-0-DELETE": "on", "appointments-1-since": ""}).status_code == 302
    assert held() == [("Ewa Obecna", None, None)]


def test_a_refusal_by_the_database_is_a_sentence(editor: Client, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when another program writes an overlapping appointment between the check and the save."""

    def refuse(*args: Any) -> None:
        raise IntegrityError(OVERLAP)

    monkeypatch.setattr("orgchart.admin.posts.rearrange_appointments", refuse)
    answer = save(editor, post, **{"appointments-1-person": "Ewa Nowa"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Baza danych odrzuciła zapis" in page
    assert OVERLAP in page
    assert "Ewa Nowa" in page


def test_the_list_says_who_holds_a_post_today(editor: Client, post: Post) -> None:
    PostFactory.create(unit=post.unit, function="Zastępca", position=2)
    page = editor.get(LIST).content.decode()
    assert 'field-holders">Ewa Obecna<' in page
    assert 'field-holders">wakat<' in page


def test_the_list_is_searched_and_reordered(editor: Client, post: Post) -> None:
    second = PostFactory.create(unit=post.unit, function="Główny Księgowy", position=2)
    assert "Kierownik" not in editor.get(LIST, {"q": "GLOWNY"}).content.decode().split("result_list")[1]
    editor.post(LIST, {"step": f"up:{second.pk}"})
    assert list(Post.objects.order_by("position").values_list("function", flat=True)) == [
        "Główny Księgowy",
        "Kierownik",
    ]
