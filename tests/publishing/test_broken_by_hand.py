"""A working copy that somebody broke past the application: obstacles that say what is wrong, never an exception."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection

from contacts.models import Channel
from orgchart.models import Office, Unit
from orgchart.rights import EDITOR, PUBLISHER
from orgchart.services import change_unit
from publishing.models import Proposal
from publishing.services import (
    PublicationRefused,
    RoadRefused,
    changes_since_in_force,
    find_obstacles,
    freeze_draft,
    obstacles_of_proposal,
    publish_at_once,
    publish_edition,
    submit_proposal,
    three_way,
)
from tests.publishing.people import REASON, account, codes
from tests.publishing.small_office import STATEMENT

pytestmark = pytest.mark.django_db


def unit(symbol: str) -> Unit:
    return Unit.objects.get(symbol=symbol)


def cycle(department: Unit) -> None:
    Unit.objects.filter(symbol="PRI").update(parent=unit("PRI-T"))


def cycle_through_the_department(department: Unit) -> None:
    Unit.objects.filter(pk=department.pk).update(parent=unit("PRI-T"), kind="inna")


def orphan(department: Unit) -> None:
    Unit.objects.filter(symbol="PRI").update(parent=987_654)  # the database asks at the end of the transaction


def doubled_symbol(department: Unit) -> None:
    with connection.cursor() as cursor:
        for index in ("symbol_is_unique", "symbol_has_no_double"):
            cursor.execute(f"DROP INDEX {index}")
        cursor.execute("UPDATE orgchart_unit SET symbol = 'PRI', caseless_symbol = 'pri' WHERE symbol = 'PRII'")


def doubled_symbol_past_the_column_without_case(department: Unit) -> None:
    with connection.cursor() as cursor:  # no constraint of the database sees that
        cursor.execute("UPDATE orgchart_unit SET symbol = 'pri' WHERE symbol = 'PRII'")


def unknown_kind(department: Unit) -> None:
    Unit.objects.filter(symbol="PRI").update(kind="cokolwiek")


def wrong_number(department: Unit) -> None:
    Channel.objects.filter(contact__unit=department).update(value="jutro")


def no_office(department: Unit) -> None:
    Office.objects.all().delete()


BROKEN: dict[Callable[[Unit], None], list[str]] = {
    cycle: ["tree-broken"],
    orphan: ["tree-broken"],
    cycle_through_the_department: ["not-a-department", "tree-broken"],
    doubled_symbol: ["symbol-doubled", "symbol-doubled"],
    doubled_symbol_past_the_column_without_case: ["symbol-doubled", "symbol-doubled"],
    unknown_kind: ["kind-unknown"],
    wrong_number: ["channel-wrong"],
    no_office: ["office-missing"],
}


@pytest.mark.parametrize("break_it", BROKEN)
def test_every_step_tells_what_is_broken(department: Unit, break_it: Callable[[Unit], None]) -> None:
    anna, ewa = account("anna", EDITOR), account("ewa", PUBLISHER)
    publish_edition(department, STATEMENT)
    change_unit(department, intro="Inaczej:")
    draft = freeze_draft([department], by=anna)
    break_it(department)
    department.refresh_from_db()
    expected = BROKEN[break_it]
    steps: list[Callable[[], object]] = [
        lambda: freeze_draft([department], by=anna),
        lambda: submit_proposal(draft, REASON, by=anna),
        lambda: publish_at_once([department], REASON, by=ewa),
        lambda: publish_edition(department, STATEMENT),
        lambda: changes_since_in_force(department),
    ]
    for step in steps:
        with pytest.raises(PublicationRefused) as refusal:
            step()
        assert codes(refusal) == expected
    assert [obstacle.code for obstacle in find_obstacles(department, STATEMENT)] == expected
    assert [obstacle.code for obstacle in three_way(draft).obstacles] == expected
    Unit.objects.filter(symbol="PRI").update(parent=department)


def test_what_was_frozen_before_goes_on(department: Unit, office: Office) -> None:
    anna = account("anna", EDITOR)
    proposal = submit_proposal(freeze_draft([department], by=anna), REASON, by=anna)
    cycle(department)
    assert obstacles_of_proposal(proposal, at=proposal.frozen_at) == []


def test_a_department_removed_meanwhile_is_an_obstacle(department: Unit, office: Office) -> None:
    anna: User = account("anna", EDITOR)
    draft = freeze_draft([department], by=anna)
    for each in ("PRI-T", "PRI", "PRII"):
        unit(each).delete()
    Unit.objects.filter(pk=department.pk).delete()
    with pytest.raises(RoadRefused) as refusal:
        submit_proposal(draft, REASON, by=anna)
    assert codes(refusal) == ["draft-outdated"]
    assert Proposal.objects.get().state == Proposal.State.DRAFT
