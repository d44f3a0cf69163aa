"""What is due to be checked: by the last check, or the last published change, of what stands in force."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.office import Size, make_office, publish_all
from orgchart.models import Office, Unit
from orgchart.rights import AUDITOR, EDITOR, PUBLISHER
from publishing.attention import attention
from publishing.freshness import due, months_before, obstacles_of_checks, told_numbers
from publishing.models import Check
from publishing.obstacles import Severity
from publishing.services import obstacles_of_proposal, publish_edition
from tests.bip.pages.record import BOX, DEPARTMENT, DESK, OFFICE, PROMOTION, department, put_in_force, withdraw
from tests.publishing.people import account, submitted
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = START + timedelta(days=100)  # 10.06.2026
ALL = {"dept", "box", "promo", "stalls", "desk", "desk-box", "common"}


@kept
def by() -> User:
    return account("anna", EDITOR, first_name="Anna", last_name="Redaktor")


@kept
def record() -> None:
    """The office and its department, in force since March."""
    put_in_force(OFFICE, at=START)
    put_in_force(department(), at=START)


def keys(day: date, subjects: Any = None) -> set[str]:
    """What is due on that day at noon."""
    found = due(subjects, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    assert len({each.key for each in found}) == len(found)
    return {each.key for each in found}


def checked(key: str, day: date, by: User) -> None:
    Check.objects.create(key=key, day=day, by=by)


@pytest.mark.once
@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 9, 2), date(2026, 3, 2)),
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 31), date(2024, 2, 29)),
        (date(2026, 6, 30), date(2025, 12, 30)),
        (date(2026, 7, 1), date(2026, 1, 1)),
        (date(2026, 1, 31), date(2025, 7, 31)),
    ],
)
def test_half_a_year_before(day: date, before: date) -> None:
    assert months_before(day, 6) == before


@pytest.mark.once
def test_numbers_in_words() -> None:
    assert told_numbers(1, 2) == "1 komórka i 2 kontakty"
    assert told_numbers(5, 0) == "5 komórek"
    assert told_numbers(0, 1) == "1 kontakt"


def test_all_that_stood_for_more_than_half_a_year(record: None) -> None:
    assert keys(date(2026, 9, 2)) == set()
    assert keys(date(2026, 9, 3)) == ALL


def test_a_check_holds_for_half_a_year(record: None, by: User) -> None:
    checked("box", date(2026, 5, 1), by)
    checked("box", date(2026, 3, 20), by)
    assert keys(date(2026, 11, 1)) == ALL - {"box"}
    assert keys(date(2026, 11, 2)) == ALL
    (found,) = [each for each in due(None, datetime(2026, 11, 2, tzinfo=UTC)) if each.key == "box"]
    assert (found.since, found.checked, found.is_contact) == (date(2026, 5, 1), date(2026, 5, 1), True)


def test_the_longest_unseen_comes_first(record: None, by: User) -> None:
    checked("box", date(2026, 3, 20), by)
    checked("promo", date(2026, 3, 10), by)
    order = [each.key for each in due(None, datetime(2026, 12, 1, tzinfo=UTC))]
    assert order[-2:] == ["promo", "box"]


PHONE = BOX.channels[0].model_copy(update={"value": "42 663 36 99"})
HEAD = DEPARTMENT.posts[0]
CHANGES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "room": ({"contacts": (BOX.model_copy(update={"room": "7"}),)}, {"box"}),
    "telephone": ({"contacts": (BOX.model_copy(update={"channels": (PHONE,)}),)}, {"box"}),
    "telephone gone": ({"contacts": (BOX.model_copy(update={"channels": ()}),)}, {"box"}),
    "intro": ({"intro": "Inaczej:"}, {"dept"}),
    "new head": (
        {"posts": (HEAD.model_copy(update={"holders": (HEAD.holders[0].model_copy(update={"person": "Olga"}),)}),)},
        {"dept"},
    ),
    "post gone": ({"posts": DEPARTMENT.posts[:2]}, {"dept"}),
    "symbol": ({"units": (PROMOTION.model_copy(update={"symbol": "PRM"}), DESK)}, {"promo"}),
    "box moved": (
        {"contacts": (), "units": (PROMOTION.model_copy(update={"contacts": (BOX,)}), DESK)},
        set(),
    ),
    "post moved": (
        {"posts": (), "units": (PROMOTION.model_copy(update={"posts": DEPARTMENT.posts}), DESK)},
        {"dept", "promo"},
    ),
    "order": (
        {"units": (DESK.model_copy(update={"numeral": "I"}), PROMOTION.model_copy(update={"numeral": "II"}))},
        set(),
    ),
    "duties": ({"units": (PROMOTION.model_copy(update={"duties": ()}), DESK)}, set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_published_change_of_what_it_says_is_a_look(record: None, change: str) -> None:
    changes, fresh = CHANGES[change]
    put_in_force(department(**changes), at=LATER)
    put_in_force(department(**changes, registers=DEPARTMENT.registers), at=LATER + timedelta(days=1))
    assert keys(date(2026, 9, 3)) == ALL - fresh
    assert keys(date(2026, 12, 13)) == ALL


def test_what_went_and_came_back_was_looked_at(record: None) -> None:
    put_in_force(department(contacts=()), at=START + timedelta(days=1))
    assert keys(date(2026, 9, 4)) == ALL - {"box"}
    put_in_force(department(), at=LATER)
    assert keys(date(2026, 9, 4)) == ALL - {"box"}
    assert keys(date(2026, 12, 11)) == ALL


def test_a_plan_counts_when_it_comes(record: None) -> None:
    put_in_force(department(intro="Plan:"), at=START + timedelta(days=1), in_force_from=LATER)
    assert keys(date(2026, 6, 9)) == set()
    assert keys(date(2026, 9, 3)) == ALL - {"dept"}
    assert keys(date(2026, 12, 11)) == ALL


def test_what_a_plan_will_remove_is_due_until_then(record: None, by: User) -> None:
    put_in_force(department(contacts=()), at=START + timedelta(days=1), in_force_from=LATER + timedelta(days=365))
    for key in ALL - {"box"}:
        checked(key, date(2026, 9, 1), by)
    assert keys(date(2026, 9, 3)) == {"box"}


def test_what_a_plan_said_first_counts_since_readers_see_it(record: None) -> None:
    """The plan has the lower number and comes later; its wording stands since the other one, in May."""
    put_in_force(department(intro="Plan:"), at=START + timedelta(days=1), in_force_from=LATER + timedelta(days=365))
    put_in_force(department(intro="Plan:", registers=""), at=START + timedelta(days=60))
    put_in_force(department(intro="Plan:", registers=""), at=LATER)
    assert keys(date(2026, 10, 31)) == ALL - {"dept"}
    assert keys(date(2026, 11, 2)) == ALL


def test_a_correction_counts_since_it_was_published(record: None) -> None:
    put_in_force(department(intro="Sprostowanie:"), at=LATER, in_force_from=START)
    assert keys(date(2026, 9, 3)) == ALL - {"dept"}


def test_what_is_withdrawn_is_not_asked_about(record: None) -> None:
    withdraw(put_in_force(department(intro="Omyłka:"), at=LATER))
    assert keys(date(2027, 9, 3)) == {"common"}


def test_one_subject_alone(record: None, office: Office) -> None:
    root = Unit(key="dept")
    assert keys(date(2026, 9, 3), [office]) == {"common"}
    assert keys(date(2026, 9, 3), [root]) == ALL - {"common"}
    assert keys(date(2026, 9, 3), []) == set()


def test_each_knows_the_units_that_it_belongs_to(record: None) -> None:
    lines = {each.key: each.line for each in due(None, datetime(2027, 1, 1, tzinfo=UTC))}
    assert lines["stalls"] == ("stalls", "promo", "dept")
    assert lines["desk-box"] == ("desk", "dept")
    assert (lines["dept"], lines["box"], lines["common"]) == (("dept",), ("dept",), ())


def test_an_office_of_any_size_costs_the_same(record: None) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(due(None, timezone.now() + timedelta(days=300))) >= 7
        return len(queries)

    few = asked()
    publish_all(make_office(Size(departments=2, units=200, duties=0, largest_units=190, largest_duties=0)))
    assert asked() == few == 5


def test_little_is_asked_where_nothing_can_be_due(record: None, by: User) -> None:
    """Of a young record, or where all was checked: the front page of the admin asks each time."""

    def asked(at: datetime) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert due(None, at) == []
        return len(queries)

    assert asked(START + timedelta(days=30)) == 2
    for key in ALL:
        checked(key, date(2026, 9, 1), by)
    assert asked(datetime(2026, 10, 1, 12, tzinfo=UTC)) == 3


# Obstacles


def test_obstacles_for_the_law_s_page(record: None) -> None:
    at = datetime(2026, 9, 3, 12, tzinfo=UTC)
    told = obstacles_of_checks(due(None, at))
    found = {(each.code, each.law, each.severity, each.link): each.text for each in told}
    desk, office = "/admin/biurko/dept/#do-sprawdzenia", "/admin/biurko/office/#do-sprawdzenia"
    assert found == {
        ("contact-unchecked", "D6", Severity.WARNS, desk): (
            "„Departament Próby”: od ponad pół roku nikt nie sprawdził, czy aktualne są: 2 kontakty."
        ),
        ("unit-unchecked", "D1", Severity.WARNS, desk): (
            "„Departament Próby”: od ponad pół roku nikt nie sprawdził, czy aktualne są: 4 komórki."
        ),
        ("contact-unchecked", "D6", Severity.WARNS, office): (
            "„Urząd Próbny”: od ponad pół roku nikt nie sprawdził, czy aktualne są: 1 kontakt."
        ),
    }
    assert list(obstacles_of_checks([])) == []


def test_they_stand_in_no_publication_s_way(office: Office, department: Unit, by: User) -> None:
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    with time_machine.travel(timezone.now() + timedelta(days=300)):
        assert due([department], timezone.now())
        Unit.objects.filter(pk=department.pk).update(intro="Inaczej:")
        proposal = submitted(department, by=by)
        assert obstacles_of_proposal(proposal, at=timezone.now()) == []


# The front page


def test_the_front_page_says_how_much_is_due(office: Office, department: Unit) -> None:
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    unit = Unit.objects.get(symbol="PRI")
    people = {
        "whole": account("cala", EDITOR),
        "department": account("departamentu", PUBLISHER, department),
        "unit": account("wydzialu", EDITOR, unit),
        "auditor": account("audytor", AUDITOR),
    }
    assert {who: attention(user) for who, user in people.items()} == {who: [] for who in people}
    with time_machine.travel(timezone.now() + timedelta(days=300)):
        said = {who: [(item.text, item.link, item.urgent) for item in attention(user)] for who, user in people.items()}
        many = "Do sprawdzenia po ponad pół roku: 4 komórki i 2 kontakty, na kilku biurkach (2)."
        one = "Departament Próby: do sprawdzenia po ponad pół roku: "
        desk = f"/admin/biurko/{department.key}/#do-sprawdzenia"
        assert said == {
            "whole": [(many, "/admin/biurko/", False)],
            "department": [(f"{one}4 komórki i 1 kontakt.", desk, False)],
            "unit": [(f"{one}2 komórki.", desk, False)],
            "auditor": [],
        }
