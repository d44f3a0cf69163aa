"""Rows with a position among their siblings."""

import pytest

from contacts.models import Contact
from orgchart.models import Post, Unit
from orgchart.order import arrange, remove, rewrite, save_last, step
from tests.factories import ContactFactory, PostFactory

pytestmark = pytest.mark.django_db


def functions(unit: Unit) -> list[tuple[int, str]]:
    return list(unit.posts.order_by("position").values_list("position", "function"))


@pytest.fixture
def posts(department: Unit) -> list[Post]:
    return [PostFactory.create(unit=department, function=name, position=n) for n, name in enumerate("abc", start=1)]


def test_rows_pass_each_other(department: Unit, posts: list[Post]) -> None:
    arrange(department.posts.all(), [posts[2].pk, posts[0].pk, posts[1].pk])
    assert functions(department) == [(1, "c"), (2, "a"), (3, "b")]


def test_an_order_must_name_every_sibling_once(department: Unit, posts: list[Post]) -> None:
    with pytest.raises(ValueError, match="every sibling once"):
        arrange(department.posts.all(), [posts[0].pk])


def test_a_step_needs_room(department: Unit, posts: list[Post]) -> None:
    assert step(posts[1], "unit", -1)
    assert not step(Post.objects.get(function="b"), "unit", -1)
    assert functions(department) == [(1, "b"), (2, "a"), (3, "c")]


def test_a_step_is_taken_where_the_row_stands_now(department: Unit, posts: list[Post]) -> None:
    other = Unit.objects.get(symbol="PRII")
    PostFactory.create(unit=other, function="z", position=1)
    Post.objects.filter(pk=posts[2].pk).update(unit=other, position=2)
    assert step(posts[2], "unit", -1)
    assert functions(other) == [(1, "c"), (2, "z")]


def test_a_row_that_is_gone_takes_no_step(posts: list[Post]) -> None:
    Post.objects.filter(pk=posts[2].pk).delete()
    assert not step(posts[2], "unit", -1)


def test_a_removed_row_leaves_no_gap(department: Unit, posts: list[Post]) -> None:
    remove(posts[0], "unit")
    assert functions(department) == [(1, "b"), (2, "c")]


def test_a_new_row_comes_last(department: Unit, posts: list[Post]) -> None:
    save_last(Post(unit=department, function="d"), "unit")
    assert functions(department)[-1] == (4, "d")


def test_a_row_that_changes_its_unit_comes_last_there_and_leaves_no_gap(department: Unit, posts: list[Post]) -> None:
    other = Unit.objects.get(symbol="PRII")
    PostFactory.create(unit=other, function="z", position=1)
    posts[0].unit = other
    save_last(posts[0], "unit")
    assert functions(department) == [(1, "b"), (2, "c")]
    assert functions(other) == [(1, "z"), (2, "a")]


def test_common_contacts_are_one_order() -> None:
    for title in "ab":
        save_last(Contact(title=title), "unit")
    ContactFactory.create(title="c", position=3)
    assert step(Contact.objects.get(title="c"), "unit", -2)
    assert list(Contact.objects.order_by("position").values_list("title", flat=True)) == ["c", "a", "b"]


def test_a_list_is_rewritten(department: Unit, posts: list[Post]) -> None:
    rewrite(department.posts.all(), [posts[2], Post(unit=department, function="nowe"), posts[0]])
    assert functions(department) == [(1, "c"), (2, "nowe"), (3, "a")]
