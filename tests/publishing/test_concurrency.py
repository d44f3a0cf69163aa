"""Publishers who press the button at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection

from orgchart.models import Unit
from orgchart.rights import EDITOR, PUBLISHER
from orgchart.services import change_unit
from publishing.models import Edition, Proposal
from publishing.services import (
    PublicationRefused,
    RoadRefused,
    approve_and_publish,
    approve_proposal,
    publish_at_once,
    publish_edition,
    publish_proposal,
    withdraw_proposal,
)
from publishing.verification import verify_editions
from tests.publishing.people import REASON, account, submitted
from tests.publishing.small_office import STATEMENT, make_department, make_office

WRITERS = 6
ROUNDS = 4

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"),
]


def change_and_publish(department: Unit, writer: int) -> int:
    """Publish a few times; returns how many editions came of it."""
    published = 0
    try:
        for turn in range(ROUNDS):
            change_unit(department, intro=f"Pisze {writer}, raz {turn}:")
            with suppress(PublicationRefused):  # somebody else published this very change
                publish_edition(department, STATEMENT)
                published += 1
    finally:
        connection.close()
    return published


def test_numbers_stay_without_gaps() -> None:
    make_office()
    department = make_department()
    with ThreadPoolExecutor(WRITERS) as pool:
        published = sum(pool.map(change_and_publish, [department] * WRITERS, range(WRITERS)))
    assert published >= WRITERS
    numbers = Edition.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, published + 1))
    assert verify_editions().broken == []


def test_two_publishers_of_one_change_make_one_edition() -> None:
    make_office()
    department = make_department()

    def publish(_: Any) -> bool:
        try:
            publish_edition(department, STATEMENT)
        except PublicationRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(publish, range(2))) == [False, True]
    assert Edition.objects.count() == 1


def together(*acts: Callable[[], object]) -> list[list[str] | None]:
    """All at once; None for an act that went through, else the codes of what refused it."""

    def done(act: Callable[[], object]) -> list[str] | None:
        try:
            act()
        except RoadRefused as refusal:
            return [obstacle.code for obstacle in refusal.obstacles]
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(done, acts))


def test_of_two_who_publish_a_proposal_one_is_told_that_the_other_did() -> None:
    make_office()
    department = make_department()
    first, second = account("ewa", PUBLISHER), account("piotr", PUBLISHER)
    proposal = approve_proposal(submitted(department, by=account("anna", EDITOR)), by=first)
    told = together(lambda: publish_proposal(proposal, by=first), lambda: publish_proposal(proposal, by=second))
    assert told.count(None) == told.count(["wrong-state"]) == 1
    assert Edition.objects.count() == 1


def test_an_author_who_withdraws_and_a_publisher_who_publishes() -> None:
    make_office()
    department = make_department()
    anna, ewa = account("anna", EDITOR), account("ewa", PUBLISHER)
    proposal = submitted(department, by=anna)
    told = together(lambda: withdraw_proposal(proposal, by=anna), lambda: approve_and_publish(proposal, by=ewa))
    assert told.count(None) == 1
    assert told.count(["wrong-state"]) == 1
    proposal.refresh_from_db()
    assert (proposal.state == Proposal.State.PUBLISHED) == Edition.objects.exists()


def test_an_emergency_beside_an_approval_makes_a_chain_without_forks() -> None:
    make_office()
    department = make_department()
    ewa, piotr = account("ewa", PUBLISHER), account("piotr", PUBLISHER)
    proposal = submitted(department, by=account("anna", EDITOR))
    change_unit(department, intro="Pilne:")
    told = together(
        lambda: approve_and_publish(proposal, by=ewa), lambda: publish_at_once([department], REASON, by=piotr)
    )
    assert told[1] is None  # an emergency is overtaken by nothing
    assert Edition.objects.count() == (2 if told[0] is None else 1)
    assert verify_editions().is_sound
