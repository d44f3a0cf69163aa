"""Differences of two documents: one act of editing is one difference, and together they make the new of the old."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.differences import Act, Difference, apply, compare, things
from publishing.document import DepartmentDocument, Duty, Holder, OfficeDocument, Officer, Point, Unit
from publishing.telling import tell
from tests.publishing.documents import COMMON, DEPARTMENT, OFFICE, Editor


def told(new: DepartmentDocument) -> list[tuple[str, str, str, str]]:
    differences = compare(DEPARTMENT, new)
    assert apply(DEPARTMENT, differences) == new
    return [(act.act.value, act.thing.kind, act.thing.key, act.fact) for act in differences.acts]


def edited() -> Editor:
    return Editor(DEPARTMENT)


def test_equal_documents_have_none() -> None:
    assert not compare(DEPARTMENT, DEPARTMENT)
    assert not compare(OFFICE, OFFICE)


def test_everything_with_a_key_is_a_thing() -> None:
    assert {"dept", "one", "one-a", "d1", "d2", "p1", "head", "box", "tel"} <= things(DEPARTMENT).keys()
    assert things(DEPARTMENT)["p1"].place == "d1"


def test_an_inserted_duty_is_one_act_whatever_it_renumbers() -> None:
    new = edited().insert("one", "duties", 0, Duty(key="new", number="1", text="Nowe;")).document

    assert told(new) == [("added", "duty", "new", "")]


def test_a_removed_duty_goes_with_its_points() -> None:
    new = edited().remove("d1").document
    (act,) = compare(DEPARTMENT, new).acts

    assert told(new) == [("removed", "duty", "d1", "")]
    assert [part.key for part in act.parts] == ["p1", "p2"]


def test_a_duty_that_moved_is_neither_removed_nor_added() -> None:
    assert told(edited().move("d2", "two", "duties", 0).document) == [("moved", "duty", "d2", "")]


def test_a_duty_may_become_a_point() -> None:
    assert told(edited().demote("d2", "d1").document) == [("moved", "point", "d2", "")]


def test_a_point_stays_when_its_duty_goes() -> None:
    acts = told(edited().move("p1", "d3", "points", 0).remove("d1").document)

    assert acts == [("moved", "point", "p1", ""), ("removed", "duty", "d1", "")]


def test_a_unit_goes_with_all_that_belongs_to_it() -> None:
    assert told(edited().remove("one").document) == [("removed", "unit", "one", "")]


def test_a_new_unit_that_takes_a_duty_over() -> None:
    team = Unit(key="team", kind="zespol", name="Zespół", slug="zespol", duties=(Duty(key="n", number="1", text="N"),))
    acts = told(edited().insert("dept", "units", 0, team).move("d2", "team", "duties", 0).document)

    assert acts == [("added", "unit", "team", ""), ("moved", "duty", "d2", "")]


def test_one_row_that_changed_its_place_is_one_act() -> None:
    assert told(edited().move("d5", "two", "duties", 0).document) == [("reordered", "duty", "d5", "")]


def test_a_new_name_brings_kind_address_and_heading_along() -> None:
    changes = {"name": "Biuro Marki", "kind": "biuro", "slug": "biuro", "heading": "Biuro Marki, które …"}

    assert told(edited().change("two", **changes).document) == [("changed", "unit", "two", "name")]


def test_a_heading_that_an_editor_set_is_an_act() -> None:
    new = edited().change("two", heading="Inny nagłówek", worded=True).document

    assert told(new) == [("changed", "unit", "two", "heading")]


def test_a_label_is_an_act_and_a_derived_number_is_none() -> None:
    assert told(edited().change("d2", number="1a", labelled=True).document) == [("changed", "duty", "d2", "number")]
    assert told(edited().remove("d1").document) == [("removed", "duty", "d1", "")]


def test_a_post_that_changed_hands_is_one_act() -> None:
    holders = (Holder(key="h9", person="Anna Nowa", since=date(2027, 1, 1)),)

    assert told(edited().change("head", holders=holders).document) == [("changed", "post", "head", "holders")]


def test_a_telephone_and_its_link() -> None:
    new = edited().change("tel", value="42 663 36 99", link="tel:+48426633699").document

    assert told(new) == [("changed", "channel", "tel", "value")]


def test_common_contacts_follow_the_office() -> None:
    new = DEPARTMENT.model_copy(update={"common_contacts": ("common", "other")})

    assert told(new) == []
    assert compare(DEPARTMENT, new)


def test_the_office() -> None:
    officers = (Officer(role="iod", name="Jan Nowy"),)
    new = OFFICE.model_copy(update={"officers": officers, "contacts": (), "departments": ("dept",)})
    differences = compare(OFFICE, new)

    assert apply(OFFICE, differences) == new
    assert [(act.act.value, act.thing.key, act.fact) for act in differences.acts] == [
        ("changed", "office", "officers"),
        ("removed", COMMON.key, ""),
    ]


def test_documents_of_two_kinds_are_not_compared() -> None:
    with pytest.raises(ValueError, match="one subject"):
        compare(OFFICE, DEPARTMENT)


def test_a_difference_is_of_something() -> None:
    with pytest.raises(ValueError, match="nothing"):
        _ = Difference(Act.ADDED, None, None).thing


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_many_acts_make_the_new_document_of_the_old(seed: int, count: int) -> None:
    editor = edited()
    random = Random(seed)
    for _ in range(count):
        editor.edit_anything(random)
    differences = compare(DEPARTMENT, editor.document)

    assert apply(DEPARTMENT, differences) == editor.document
    moved = {act.thing.key for act in differences.acts if act.act is Act.MOVED}
    gone = {act.thing.key for act in differences.acts if act.act in {Act.ADDED, Act.REMOVED}}
    assert not moved & gone
    assert all(told.sentence for chapter in tell(DEPARTMENT, editor.document, differences) for told in chapter.told)


@given(st.integers(0, 2**32), st.integers(0, 19))
def test_edits_of_distinct_things_are_as_many_acts(seed: int, count: int) -> None:
    editor = edited()
    done = editor.edit_distinct_things(Random(seed), count)

    differences = compare(DEPARTMENT, editor.document)
    assert len(differences.acts) == done
    assert apply(DEPARTMENT, differences) == editor.document
    assert sum(len(chapter.told) for chapter in tell(DEPARTMENT, editor.document, differences)) == done


def test_the_way_back_is_found_too() -> None:
    new = edited().remove("d1").move("d2", "two", "duties", 0).change("head", function="Szef").document

    assert apply(new, compare(new, DEPARTMENT)) == DEPARTMENT
    assert isinstance(apply(OFFICE, compare(OFFICE, OFFICE)), OfficeDocument)
    assert Point(key="x", number="1", text="x").labelled is False
