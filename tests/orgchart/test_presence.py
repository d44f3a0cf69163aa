"""Who else is at work in a department, told on every form of something in it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgchart.models import Presence, Unit
from orgchart.presence import ago, department_of, note, others_editing, told
from tests.factories import ContactFactory, OfficeFactory, PostFactory, UnitFactory
from tests.filled import load

pytestmark = pytest.mark.django_db
TOLD = "W tym departamencie pracuje teraz ktoś jeszcze"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def ewa(db: None) -> User:
    return User.objects.create_user("ewa", first_name="Ewa", last_name="Wydawca")


def page_of(unit: Unit) -> str:
    return reverse("admin:orgchart_unit_change", args=[unit.pk])


def test_one_row_for_each_and_seldom_written(
    clock: time_machine.Traveller, department: Unit, unit: Unit, ewa: User
) -> None:
    note(ewa, unit, "Wydział Promocji")
    clock.shift(timedelta(seconds=59))
    note(ewa, department, "Departament Próby")
    assert Presence.objects.get().what == "Wydział Promocji"
    clock.shift(timedelta(seconds=2))
    note(ewa, department, "Departament Próby")
    presence = Presence.objects.get()
    assert (presence.what, presence.unit_id, presence.at) == ("Departament Próby", department.pk, timezone.now())


def test_others_of_the_last_quarter_of_an_hour(
    clock: time_machine.Traveller, department: Unit, unit: Unit, ewa: User
) -> None:
    jan = User.objects.create_user("jan")
    note(ewa, unit, "Wydział Promocji")
    clock.shift(timedelta(minutes=3))
    note(jan, unit, "Wydział Promocji")
    assert [each.user for each in others_editing(jan, department, timezone.now())] == [ewa]
    assert [told(each, timezone.now()) for each in others_editing(jan, department, timezone.now())] == [
        "Ewa Wydawca: „Wydział Promocji”, 3 minuty temu"
    ]
    assert others_editing(jan, UnitFactory.create(), timezone.now()) == []
    clock.shift(timedelta(minutes=12, seconds=1))
    assert others_editing(jan, department, timezone.now()) == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "przed chwilą"),
        (60, "minutę temu"),
        (120, "2 minuty temu"),
        (300, "5 minut temu"),
        (720, "12 minut temu"),
        (1320, "22 minuty temu"),
    ],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert ago(timedelta(seconds=seconds)) == words


def test_a_broken_tree_has_no_department(unit: Unit) -> None:
    below = Unit.objects.get(symbol="PRI-T")
    Unit.objects.filter(pk=unit.pk).update(parent=below)
    assert department_of(Unit.objects.get(pk=below.pk)) is None


class TestForms:
    @pytest.fixture
    def addresses(self, unit: Unit) -> list[str]:
        post, contact = PostFactory.create(unit=unit), ContactFactory.create(unit=unit)
        return [
            page_of(unit),
            reverse("admin:orgchart_post_change", args=[post.pk]),
            reverse("admin:contacts_contact_change", args=[contact.pk]),
        ]

    def test_each_notes_and_tells(self, editor: Client, second_editor: Client, addresses: list[str]) -> None:
        for address in addresses:
            Presence.objects.all().delete()
            assert TOLD not in second_editor.get(address).content.decode()
            page = editor.get(address).content.decode()
            assert TOLD in page and "druga-redaktorka: „" in page and "przed chwilą" in page
            assert Presence.objects.count() == 2

    def test_saving_notes_too(self, editor: Client, unit: Unit) -> None:
        fields = load(editor, page_of(unit))
        Presence.objects.all().delete()
        editor.post(page_of(unit), fields)
        assert Presence.objects.get().what == str(unit)

    def test_a_reader_is_told_and_not_noted(self, editor: Client, reader: Client, unit: Unit) -> None:
        editor.get(page_of(unit))
        assert TOLD in reader.get(page_of(unit)).content.decode()
        assert Presence.objects.get().user.username == "redaktor"

    def test_who_may_not_look_learns_nothing(self, editor: Client, powerless: Client, unit: Unit) -> None:
        editor.get(page_of(unit))
        assert powerless.get(page_of(unit)).status_code == 403
        assert Presence.objects.count() == 1

    def test_the_office_and_common_contacts_are_no_department(self, editor: Client) -> None:
        office, contact = OfficeFactory.create(), ContactFactory.create()
        for name, row in (("orgchart_office", office), ("contacts_contact", contact)):
            assert editor.get(reverse(f"admin:{name}_change", args=[row.pk])).status_code == 200
        assert not Presence.objects.exists()
