"""Duties through an import: inserted, moved, reworded, removed; labels and points; the department's own."""

import pytest

from orgchart.models import Unit
from tasks.models import Duty
from tests.regulation.texts import SMALL, swapped, without
from tests.regulation.working_copy import duties, everything, key_of, keys, load, told

pytestmark = pytest.mark.django_db


def test_an_inserted_duty_renumbers_those_below_it() -> None:
    load(SMALL)
    before = keys()["Duty"]

    report = load(swapped(SMALL, "2. nadzór", "2. wypożyczanie zbiorów;\n3. nadzór").replace("3. organ", "4. organ"))

    assert report.created == ["KM 2. „wypożyczanie zbiorów;”"]
    assert report.changed == [
        "KM 2. → KM 3. „nadzór nad zbiorami i ich ewidencją;”",
        "KM 3. → KM 4. „organizacja konkursów dla muzealników.”",
    ]
    assert report.removed == []
    assert before.items() <= keys()["Duty"].items()
    assert duties("KM")[1] == "wypożyczanie zbiorów;"


def test_a_duty_that_moved_and_was_reworded_keeps_its_key() -> None:
    load(SMALL)
    key = key_of("nadzór")
    text = without(SMALL, "2. nadzór").replace("3. organizacja", "2. organizacja")
    text = swapped(text, "2. szkolenie", "2. nadzór nad księgozbiorami i ich ewidencją;\n3. szkolenie")

    report = load(text)

    duty = Duty.objects.get(key=key)
    assert (duty.unit.symbol, duty.position, duty.text) == ("KB", 2, "nadzór nad księgozbiorami i ich ewidencją;")
    assert "KM 2. → KB 2. „nadzór nad księgozbiorami i ich ewidencją;”" in report.changed
    assert "KB 2. „nadzór nad zbiorami i ich ewidencją;” → „nadzór nad księgozbiorami i ich ewidencją;”" in (
        report.changed
    )
    assert report.created == report.removed == []


def test_units_may_exchange_their_duties() -> None:
    load(SMALL)
    before = keys()["Duty"]
    first, second = SMALL.index("1. prowadzenie rejestru"), SMALL.index("II. Wydział")
    third = SMALL.index("1. prowadzenie wykazu")
    text = SMALL[:first] + SMALL[third:] + "\n" + SMALL[second:third] + SMALL[first:second]

    load(text)

    assert keys()["Duty"] == before
    assert [len(duties(symbol)) for symbol in ("KM", "KB")] == [2, 3]


def test_a_removed_duty_is_told_and_goes() -> None:
    load(SMALL)

    report = load(without(SMALL, "3. organizacja"))

    assert told(report) == ([], [], ["KM 3. „organizacja konkursów dla muzealników.”"])
    assert len(duties("KM")) == 2


def test_labels_and_points_are_written_and_kept() -> None:
    text = swapped(SMALL, "3. organizacja", "2a. nadzór nad:\n1) zbiorami,\n2) księgami;\n3. organizacja")
    load(text)
    duty = Duty.objects.get(label="2a")
    before = everything()

    assert list(duty.points.order_by("position").values_list("text", flat=True)) == ["zbiorami,", "księgami;"]
    assert load(text).changes_nothing
    assert everything() == before


def test_points_keep_their_keys_when_their_duty_moves_or_they_do() -> None:
    points = "1) zbiorami muzealnymi,\n2) księgami inwentarzowymi;"
    load(swapped(SMALL, "2. nadzór nad zbiorami i ich ewidencją;", f"2. nadzór nad:\n{points}"))
    before = keys()["Duty"]
    moved = without(SMALL, "2. nadzór").replace("3. organizacja", "2. organizacja")

    load(swapped(moved, "2. szkolenie", f"2. nadzór nad:\n{points}\n3. szkolenie"))
    assert keys()["Duty"] == before
    assert Duty.objects.get(text__startswith="księgami").parent == Duty.objects.get(text="nadzór nad:")
    assert Duty.objects.get(text__startswith="księgami").unit.symbol == "KB"

    load(
        swapped(
            moved,
            "1. prowadzenie rejestru muzeów w województwie;",
            f"1. prowadzenie rejestru muzeów w województwie;\n{points}",
        )
    )
    assert {key for key in before if before[key] != "nadzór nad:"} == set(keys()["Duty"])


def test_a_point_may_leave_a_duty_that_is_removed() -> None:
    load(swapped(SMALL, "3. organizacja konkursów dla muzealników.", "3. wystawy:\n1) stałych zbiorów muzealnych."))
    key = key_of("stałych")
    text = without(SMALL, "3. organizacja")

    load(swapped(text, "2. szkolenie bibliotekarzy z całego województwa.", "2. targi:\n1) stałych zbiorów muzealnych."))

    point = Duty.objects.get(key=key)
    assert point.parent is not None
    assert (point.parent.text, point.unit.symbol) == ("targi:", "KB")


def test_a_point_may_stay_where_its_duty_leaves() -> None:
    """The duty goes to a unit that is written before the one that the point goes to."""
    listed = "2. targi:\n1) stałych zbiorów,\n2) czasowych wystaw.\n3. szkolenie bibliotekarzy z całego województwa:"
    load(swapped(SMALL, "2. szkolenie bibliotekarzy z całego województwa.", listed))
    before = keys()["Duty"]
    text = swapped(SMALL, "3. organizacja", "3. targi:\n1) stałych zbiorów,\n4. organizacja")

    load(swapped(text, "z całego województwa.", "z całego województwa:\n1) czasowych wystaw."))

    assert keys()["Duty"] == before
    point = Duty.objects.get(text="czasowych wystaw.")
    assert point.parent == Duty.objects.get(text__startswith="szkolenie")
    assert point.unit.symbol == "KB"


def test_duties_of_the_department_as_a_whole_hang_on_it() -> None:
    text = swapped(SMALL, "I. Wydział Muzeów,", "1. wspólne zadanie.\n\nI. Wydział Muzeów,")
    load(text)

    assert Duty.objects.get(text="wspólne zadanie.").unit == Unit.objects.get(parent=None)
    assert load(text).changes_nothing


def test_a_label_that_gives_the_same_number_is_told_too() -> None:
    load(SMALL)
    Duty.objects.filter(text__startswith="organizacja").update(label="3")

    assert load(SMALL).changed == ["KM 3. oznaczenie „3” → „brak”"]
    assert load(SMALL).changes_nothing
