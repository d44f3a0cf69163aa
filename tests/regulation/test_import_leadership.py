"""Posts and who holds them, through an import."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from orgchart.models import Appointment, Post
from regulation.errors import RegulationError
from tests.regulation.texts import SMALL, swapped
from tests.regulation.working_copy import everything, keys, load, told

pytestmark = pytest.mark.django_db


def change_director(line: str) -> list[str]:
    return load(swapped(SMALL, "Dyrektor: Anna Nowak", line)).changed


def test_a_new_person_at_a_post() -> None:
    load(SMALL)
    key = Post.objects.get().key

    assert change_director("Dyrektor: Jan Kowalski") == ["stanowisko „Dyrektor”: Anna Nowak → Jan Kowalski"]
    assert Post.objects.get().key == key
    assert list(Appointment.objects.values_list("person", "since", "until")) == [("Jan Kowalski", None, None)]


def test_a_vacancy_and_somebody_acting() -> None:
    load(SMALL)

    assert change_director("Dyrektor: wakat") == ["stanowisko „Dyrektor”: Anna Nowak → wakat"]
    assert change_director("Dyrektor: wakat") == []
    assert change_director("p.o. Dyrektora: Anna Nowak") == ["stanowisko „Dyrektor”: wakat → p.o. Anna Nowak"]
    key = Appointment.objects.get().key
    assert change_director("Dyrektor: Anna Nowak") == ["stanowisko „Dyrektor”: p.o. Anna Nowak → Anna Nowak"]
    assert Appointment.objects.get().key == key


def test_who_holds_the_post_is_whom_the_text_names_and_nobody_else() -> None:
    load(SMALL)
    post = Post.objects.get()
    key = Appointment.objects.create(post=post, person="Ewa Zastępca", acting=True).key

    assert change_director("p.o. Dyrektora: Ewa Zastępca") == [
        "stanowisko „Dyrektor”: Anna Nowak, p.o. Ewa Zastępca → p.o. Ewa Zastępca"
    ]
    assert list(post.appointments.values_list("key", "person", "acting")) == [(key, "Ewa Zastępca", True)]
    assert change_director("p.o. Dyrektora: Ewa Zastępca") == []

    Appointment.objects.create(post=post, person="Ewa Zastępca")
    assert change_director("Dyrektor: Ewa Zastępca") == [
        "stanowisko „Dyrektor”: Ewa Zastępca, p.o. Ewa Zastępca → Ewa Zastępca"
    ]


def test_dates_that_editors_gave_are_kept_and_earlier_people_too() -> None:
    load(SMALL)
    post = Post.objects.get()
    Appointment.objects.update(since=date(2020, 1, 1))
    Appointment.objects.create(post=post, person="Ewa Dawna", until=date(2019, 12, 31))
    before = everything()

    assert load(SMALL).changes_nothing
    assert everything() == before

    change_director("Dyrektor: Jan Kowalski")
    assert set(post.appointments.values_list("person", "since", "until")) == {
        ("Ewa Dawna", None, date(2019, 12, 31)),
        ("Jan Kowalski", timezone.localdate(), None),
    }


def test_a_person_who_already_follows_is_an_error_with_its_line() -> None:
    load(SMALL)
    tomorrow = timezone.localdate() + timedelta(days=1)
    Appointment.objects.update(until=timezone.localdate())
    Appointment.objects.create(post=Post.objects.get(), person="Ewa Przyszła", since=tomorrow)
    before = everything()

    with pytest.raises(RegulationError, match="wiersz 9: W tym czasie stanowisko zajmuje Ewa Przyszła"):
        change_director("Dyrektor: Jan Kowalski")
    assert everything() == before


def test_posts_follow_the_order_of_the_text_and_two_may_have_one_function() -> None:
    two = "Zastępca Dyrektora: Jan A\nZastępca Dyrektora: Jan B"
    load(swapped(SMALL, "Dyrektor: Anna Nowak", f"Dyrektor: Anna Nowak\n{two}"))
    before = keys()["Post"]
    key_of_b = Post.objects.get(appointments__person="Jan B").key

    report = load(
        swapped(SMALL, "Dyrektor: Anna Nowak", "Zastępca Dyrektora: Jan B\nDyrektor: Anna Nowak\nSekretarz: Ewa C")
    )

    assert list(Post.objects.order_by("position").values_list("function", "appointments__person")) == [
        ("Zastępca Dyrektora", "Jan B"),
        ("Dyrektor", "Anna Nowak"),
        ("Sekretarz", "Ewa C"),
    ]
    assert Post.objects.get(appointments__person="Jan B").key == key_of_b
    assert told(report) == (
        ["stanowisko „Sekretarz” (Ewa C)"],
        ["kolejność stanowisk"],
        ["stanowisko „Zastępca Dyrektora” (Jan A)"],
    )
    assert len(before.keys() & keys()["Post"].keys()) == 2


def test_a_post_whose_function_was_renamed_goes_on_by_its_person() -> None:
    load(SMALL)
    key = Post.objects.get().key

    assert change_director("Dyrektor Departamentu: Anna Nowak") == ["stanowisko „Dyrektor” → „Dyrektor Departamentu”"]
    assert Post.objects.get().key == key
