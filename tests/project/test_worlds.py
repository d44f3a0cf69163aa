"""A kept world is built once, and each test finds it as it was built."""

import pytest

from orgchart.models import Office
from tests import worlds
from tests.factories import OfficeFactory
from tests.worlds import kept

NAME = "Urząd Próbny"


@kept
def office() -> Office:
    return OfficeFactory.create(name=NAME)


@kept
def renamed(office: Office) -> Office:
    office.name = "Urząd Nowy"
    office.save()
    return office


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_wrote_is_taken_back(office: Office, turn: str) -> None:
    assert (office.name, Office.objects.get().name) == (NAME, NAME)
    office.name = turn
    office.save()


def test_a_world_on_another_leaves_that_as_it_was(renamed: Office, office: Office) -> None:
    assert office is renamed
    assert Office.objects.get().name == "Urząd Nowy"
    assert [world.build.__name__ for world in worlds.standing] == ["office", "renamed"]
    assert worlds.standing[0].values["office"].name == NAME


def test_whoever_asks_for_none_finds_none(db: None) -> None:
    assert not Office.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_builds_its_own(office: Office) -> None:
    assert worlds.standing == []
    assert Office.objects.get() == office
