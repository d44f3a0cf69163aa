"""Who may do what: every line of the table in `docs/rights.md`, by the predicates and by real requests."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgchart.models import Deputy, Grant, Unit
from orgchart.rights import EDITOR, PUBLISHER, Account, may_edit
from orgchart.services import move_unit
from publishing.rights import desks_of, may_propose, may_publish, may_see_desk
from tests.cast import account, once_but, signed_in
from tests.deptportal.acts import ACTS, Attempt
from tests.deptportal.people import Place, build, people
from tests.factories import UnitFactory
from tests.undone import undone
from tests.worlds import kept

pytestmark = pytest.mark.django_db
DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "rights.md"


def read_table() -> dict[tuple[str, str], bool]:
    """(who, what): whether it is allowed."""
    _, _, text = DOCUMENT.read_text(encoding="utf-8").partition("## The table")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    (_, *who), _, *lines = rows
    assert {cell for line in lines for cell in line[1:]} == {"yes", "–"}
    return {(person, line[0]): cell == "yes" for line in lines for person, cell in zip(who, line[1:], strict=True)}


TABLE: Final = read_table()
WHO: Final = list(dict.fromkeys(who for who, _ in TABLE))


@kept
def place() -> Place:
    return build()


@kept
def everybody(place: Place) -> dict[str, Account]:
    return people(place)


@kept
def forms(place: Place, everybody: dict[str, Account]) -> dict[str, dict[str, Any] | None]:
    """What is posted at each attempt, put into the form of somebody who may do everything."""
    chief = signed_in(User.objects.create_superuser("naczelny", password="x"))
    with undone():
        return {what: attempt.prepare(chief, place) for what, (_, attempt) in ACTS.items() if attempt}


def test_the_table_asks_for_every_act_once() -> None:
    assert {what for _, what in TABLE} == set(ACTS)
    assert all(asks or tries for asks, tries in ACTS.values())


@pytest.mark.parametrize("who", WHO)
def test_what_the_predicates_say(place: Place, everybody: dict[str, Account], who: str) -> None:
    user = everybody[who]
    said = {what: asks(user, place) for what, (asks, _) in ACTS.items() if asks}
    assert said == {what: TABLE[who, what] for what in said}


@pytest.mark.parametrize("who", once_but("editor of A", "publisher of A", "administrator", of=WHO))
def test_what_a_request_does(
    place: Place, everybody: dict[str, Account], forms: dict[str, dict[str, Any] | None], who: str
) -> None:
    """Each is tried with the form of somebody who may do everything, and then undone."""
    user = everybody[who]
    client = signed_in(user) if isinstance(user, User) else Client()
    cookies = deepcopy(client.cookies)
    wrong = []
    for what, (_, attempt) in ACTS.items():
        if attempt is not None:
            client.cookies = deepcopy(cookies)  # one attempt changes the session's key
            with undone():
                outcome = try_it(attempt, client, place, forms[what], is_known=user.is_active)
            wrong += [(what, outcome)] if outcome != ("done" if TABLE[who, what] else "refused") else []
    assert wrong == []


def try_it(attempt: Attempt, client: Client, place: Place, fields: dict[str, Any] | None, *, is_known: bool) -> str:
    answer = attempt.send(client, place, fields)
    if answer.status_code < 400 and attempt.succeeded(answer, place):
        return "done"
    if attempt.is_done and attempt.is_done(place):
        return f"done in spite of {answer.status_code}"
    if not is_known:
        leads_to = answer.headers.get("Location", "")
        return "refused" if leads_to.startswith(reverse("admin:login")) else f"{answer.status_code} {leads_to}"
    is_refusal = answer.status_code == 403 or (attempt.is_honest and answer.status_code == 200)
    return "refused" if is_refusal else str(answer.status_code)


def test_a_large_tree_costs_no_more_queries(place: Place, everybody: dict[str, Account]) -> None:
    editor = account("redaktor-duzego", EDITOR, of=(place.a, place.b_unit))
    deputy = everybody["deputy"]
    questions: list[Callable[[], bool]] = [
        lambda: may_edit(editor, place.a1_unit),
        lambda: may_publish(deputy, place.a),
        lambda: may_see_desk(deputy, place.b),
    ]
    few = [queries(ask) for ask in questions]
    parent = place.a1_unit
    for _ in range(10):
        parent = UnitFactory.create(parent=parent)
    assert may_edit(editor, parent)
    assert [queries(ask) for ask in questions] == few
    assert max(few) <= 6


def queries(ask: Callable[[], bool]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert ask()
    return len(captured)


def test_a_right_that_was_taken_away_is_gone_at_once(place: Place) -> None:
    editor = account("redaktor-a", EDITOR, of=(place.a,))
    assert may_edit(editor, place.a1)
    Grant.objects.all().delete()
    assert not may_edit(editor, place.a1)


def test_a_unit_that_moves_takes_its_editors_along(place: Place) -> None:
    editor, other = account("redaktor-a1", EDITOR, of=(place.a1,)), account("redaktor-b", EDITOR, of=(place.b,))
    move_unit(place.a1, parent=place.b)
    assert may_edit(editor, place.a1_unit) and may_edit(other, place.a1_unit)


def test_the_tree_s_numbers_mislead_nobody(place: Place) -> None:
    """Somebody wrote to the database by hand: B seems to be within A, and A2 is its own grandparent."""
    Unit.objects.filter(pk=place.b.pk).update(tree_id=place.a.tree_id, lft=2, rght=3)
    Unit.objects.filter(pk=place.a1.pk).update(parent=place.a1_unit)
    editor = account("redaktor-a", EDITOR, of=(place.a,))
    assert not may_edit(editor, place.b)
    assert may_edit(account("redaktor-a1", EDITOR, of=(place.a1,)), place.a1_unit)


def test_only_an_active_publisher_has_a_deputy(place: Place, everybody: dict[str, Account]) -> None:
    principal = User.objects.get(username="wydawca-a")
    assert may_publish(everybody["deputy"], place.a)
    principal.groups.clear()
    assert not may_publish(everybody["deputy"], place.a)
    principal.groups.add(Group.objects.get(name=PUBLISHER))
    User.objects.filter(pk=principal.pk).update(is_active=False)
    assert not may_publish(everybody["deputy"], place.a)


def test_a_deputy_s_day_is_warsaw_s(place: Place) -> None:
    principal, deputy = account("wydawca", PUBLISHER, of=(place.a,)), account("zastepca")
    Deputy.objects.create(principal=principal, deputy=deputy, since=date(2027, 1, 1), until=date(2027, 1, 1))
    with time_machine.travel("2026-12-31T23:30:00Z", tick=False):
        assert may_publish(deputy, place.a)
    with time_machine.travel("2027-01-01T23:30:00Z", tick=False):
        assert not may_publish(deputy, place.a)


@pytest.mark.parametrize(
    ("permission", "predicate"),
    [("orgchart.edit", may_edit), ("publishing.propose", may_propose), ("publishing.publish", may_publish)],
)
def test_the_predicates_answer_as_permissions_too(
    place: Place, everybody: dict[str, Account], permission: str, predicate: Any
) -> None:
    said = {who: user.has_perm(permission, place.a) for who, user in everybody.items()}
    assert said == {who: predicate(user, place.a) for who, user in everybody.items()}
    assert len(set(said.values())) == 2


def test_the_desks_that_somebody_sees(place: Place, everybody: dict[str, Account]) -> None:
    every: list[Any] = [place.office, place.a, place.b, place.page, place.statement.page]
    seen = {
        "closed": [],
        "no role": [],
        "editor of A1": [place.a],
        "publisher of A": [place.a],
        "deputy": [place.a, place.b],
        "was deputy": [place.b],
        "auditor": every,
        "editor": every,
        "superuser": every,
    }
    assert {who: desks_of(everybody[who]) for who in seen} == seen


def test_daily_work_takes_no_superuser(place: Place) -> None:
    """Whatever a superuser may do here, somebody with a role may, except what keeps superusers apart."""
    others = [who for who in WHO if who != "superuser"]
    alone = [what for what in ACTS if TABLE["superuser", what] and not any(TABLE[who, what] for who in others)]
    assert set(alone) == {"change a group's permissions", "change a superuser's password"}
