"""Dates: as far back as the edition in force, farther only to correct; and plans that another edition left behind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from orgchart.models import Appointment, Unit
from orgchart.rights import EDITOR, PUBLISHER
from orgchart.services import change_unit
from publishing import reading
from publishing.models import Edition, Proposal
from publishing.services import (
    RoadRefused,
    approve_and_publish,
    approve_proposal,
    changes_of,
    freeze_draft,
    publish_edition,
    publish_proposal,
    renew_proposal,
    statement_of,
    submit_proposal,
    three_way,
)
from tests.publishing.people import REASON, account, codes
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 23, tzinfo=UTC)  # midnight in Warsaw
SAID = replace(REASON, prepared_on=date(2026, 11, 2))
KNOWN = ["plan-left-behind"]


@pytest.fixture
def that_day() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@kept
def anna(department: Unit) -> User:
    return account("anna", EDITOR)


@kept
def ewa(department: Unit) -> User:
    return account("ewa", PUBLISHER)


def intro_at(moment: datetime) -> str:
    edition = Edition.objects.filter(subject="department").in_force(moment).select_related("body").get()
    return reading.department_document_of(edition).unit.intro


def submitted(department: Unit, intro: str, by: User, **said: Any) -> Proposal:
    change_unit(department, intro=intro)
    draft = freeze_draft([department], by=by, in_force_from=said.get("in_force_from"))
    return submit_proposal(draft, replace(SAID, **said), by=by, confirmed=KNOWN)


def published(department: Unit, intro: str, **said: Any) -> Edition:
    """By people whom nobody has seen before."""
    number = User.objects.count()
    author, publisher = account(f"r{number}", EDITOR), account(f"w{number}", PUBLISHER)
    proposal = submitted(department, intro, author, **said)
    return approve_and_publish(proposal, by=publisher, confirmed=KNOWN)[0]


def test_a_planned_edition_waits_for_its_day(department: Unit) -> None:
    published(department, "Dziś:")
    plan = published(department, "Od nowego roku:", in_force_from=NEW_YEAR)
    assert (plan.published_at, plan.in_force_from) == (NOON, NEW_YEAR)
    assert intro_at(NEW_YEAR - timedelta(seconds=1)) == "Dziś:"
    assert intro_at(NEW_YEAR) == "Od nowego roku:"


def test_a_draft_speaks_of_the_day_from_which_it_is_to_be_in_force(department: Unit, anna: User) -> None:
    director = department.posts.get(function="Dyrektor")
    Appointment.objects.update(until=date(2026, 12, 31))
    Appointment.objects.create(post=director, person="Dorota Nowa", since=date(2027, 1, 1))
    draft = freeze_draft([department], by=anna, in_force_from=NEW_YEAR)
    assert "Dorota Nowa" in draft.parts.get().content
    with pytest.raises(RoadRefused, match="stanowiska zajmują inne osoby") as refusal:
        submit_proposal(draft, SAID, by=anna)
    assert codes(refusal) == ["draft-outdated"]
    submit_proposal(draft, replace(SAID, in_force_from=NEW_YEAR), by=anna)


def test_an_edition_that_leaves_a_plan_behind_is_confirmed_twice(department: Unit, anna: User, ewa: User) -> None:
    published(department, "Dziś:")
    published(department, "Od nowego roku:", in_force_from=NEW_YEAR)
    change_unit(department, intro="Jeszcze dziś:")
    draft = freeze_draft([department], by=anna)
    with pytest.raises(RoadRefused, match=r"Wydanie 2 .* zaplanowane od 01\.01\.2027 00:00") as refusal:
        submit_proposal(draft, SAID, by=anna)
    assert codes(refusal) == KNOWN
    proposal = approve_proposal(submit_proposal(draft, SAID, by=anna, confirmed=KNOWN), by=ewa)
    with pytest.raises(RoadRefused) as refusal:
        publish_proposal(proposal, by=ewa)
    assert codes(refusal) == KNOWN
    publish_proposal(proposal, by=ewa, confirmed=KNOWN)
    assert (intro_at(NOON), intro_at(NEW_YEAR)) == ("Jeszcze dziś:", "Od nowego roku:")


def test_a_proposal_beside_a_plan_tells_what_changes_for_readers(department: Unit, anna: User, ewa: User) -> None:
    published(department, "Pierwszy:")
    published(department, "Zaplanowany:", in_force_from=NEW_YEAR)
    proposal = submitted(department, "Zaplanowany dziś:", anna)
    ((_, (chapter,)),) = changes_of(proposal)
    assert [piece.text for piece in chapter.told[0].pieces if piece.how == "del"] == ["Pierwszy:"]
    approve_and_publish(proposal, by=ewa, confirmed=KNOWN)
    ((_, afterwards),) = changes_of(proposal)
    assert afterwards == [chapter]


def test_plans_left_behind_are_told_until_they_are_renewed(department: Unit, anna: User, ewa: User) -> None:
    published(department, "Dziś:")
    plan = published(department, "Od nowego roku:", in_force_from=NEW_YEAR)
    assert not Edition.objects.left_behind(NOON).exists()
    published(department, "Jeszcze dziś:")
    assert list(Edition.objects.left_behind(NOON)) == [plan]
    assert not Edition.objects.left_behind(NEW_YEAR).exists()

    change_unit(department, intro="Od nowego roku, z dzisiejszym:")
    draft = renew_proposal(plan.part.proposal, by=anna)
    assert draft != plan.part.proposal and draft.state == Proposal.State.DRAFT
    assert (draft.in_force_from, draft.reason) == (NEW_YEAR, SAID.reason)
    approve_and_publish(submit_proposal(draft, statement_of(draft), by=anna), by=ewa)
    assert not Edition.objects.left_behind(NOON).exists()
    assert (intro_at(NOON), intro_at(NEW_YEAR)) == ("Jeszcze dziś:", "Od nowego roku, z dzisiejszym:")
    plan.part.proposal.refresh_from_db()
    assert plan.part.proposal.state == Proposal.State.PUBLISHED


def test_a_later_plan_leaves_an_earlier_one_alone(department: Unit) -> None:
    published(department, "Od nowego roku:", in_force_from=NEW_YEAR)
    published(department, "Od lutego:", in_force_from=NEW_YEAR + timedelta(days=31))
    assert not Edition.objects.left_behind(NOON).exists()


def test_the_past_reaches_back_to_the_edition_in_force(department: Unit, anna: User, that_day: Any) -> None:
    first = published(department, "Dziś:")
    that_day.move_to(NOON + timedelta(days=10))
    early = first.in_force_from - timedelta(seconds=1)
    with pytest.raises(RoadRefused) as refusal:
        submitted(department, "Wstecz:", anna, in_force_from=early)
    assert codes(refusal) == ["dated-before-in-force"]
    assert published(department, "Wstecz:", in_force_from=first.in_force_from).in_force_from == first.in_force_from
    assert intro_at(NOON) == "Wstecz:"


@pytest.mark.parametrize("kind", ["change", "minor"])
def test_farther_back_only_a_correction_reaches(department: Unit, anna: User, that_day: Any, kind: str) -> None:
    first = published(department, "Pierwsze:")
    that_day.move_to(NOON + timedelta(days=10))
    published(department, "Drugie:")
    between = NOON + timedelta(days=5)
    with pytest.raises(RoadRefused) as refusal:
        submitted(department, "Trzecie:", anna, in_force_from=between, kind=kind)
    assert codes(refusal) == ["dated-before-in-force"]
    correction = published(department, "Trzecie:", in_force_from=between, kind="correction", corrects=first)
    assert reading.metadata_of(correction).corrects == 1
    assert [intro_at(at) for at in (NOON, between, NOON + timedelta(days=10))] == ["Pierwsze:", "Trzecie:", "Drugie:"]


def test_no_correction_reaches_behind_the_first_edition(department: Unit, anna: User) -> None:
    first = published(department, "Pierwsze:")
    early = first.in_force_from - timedelta(days=1)
    with pytest.raises(RoadRefused) as refusal:
        submitted(department, "Drugie:", anna, in_force_from=early, kind="correction", corrects=first)
    assert codes(refusal) == ["dated-before-first"]


def test_a_correction_names_an_edition_of_its_subject(department: Unit, anna: User) -> None:
    published(department, "Pierwsze:")
    other = Edition.objects.create(
        subject="department", key="inny", number=1, title="Inny", digest="0" * 64, published_at=NOON, in_force_from=NOON
    )
    for corrects in (None, other):
        with pytest.raises(RoadRefused) as refusal:
            submitted(department, "Drugie:", anna, kind="correction", corrects=corrects)
        assert codes(refusal) == ["corrects-missing"]


@pytest.mark.parametrize(
    ("intro", "is_minor"),
    [
        ("Do zadań naleźy:", True),
        ("Do wszystkich zadań Departamentu Próby należą też:", True),
        ("Jeden dwa trzy cztery pięć sześć:", False),
    ],
)
def test_a_minor_correction_changes_a_few_words(department: Unit, anna: User, intro: str, is_minor: bool) -> None:
    published(department, "Do zadań należą:")
    if is_minor:
        assert published(department, intro, kind="minor").kind == "minor"
        return
    with pytest.raises(RoadRefused) as refusal:
        submitted(department, intro, anna, kind="minor")
    assert codes(refusal) == ["not-minor"]


def test_what_was_planned_for_later_is_no_minor_matter_today(department: Unit, anna: User) -> None:
    published(department, "Do zadań należą:")
    published(department, "Jeden dwa trzy cztery pięć sześć:", in_force_from=NEW_YEAR)
    with pytest.raises(RoadRefused) as refusal:
        submitted(department, "Jeden dwa trzy cztery pięć sześć siedem:", anna, kind="minor")
    assert codes(refusal) == ["not-minor"]


@pytest.mark.parametrize("change", [{"symbol": "PRX"}, {"name": "Wydział Promocji i Turystyki"}, {"kind": "biuro"}])
def test_a_symbol_or_a_name_is_no_minor_matter(department: Unit, anna: User, change: dict[str, str]) -> None:
    published(department, "Do zadań należą:")
    change_unit(Unit.objects.get(symbol="PRI"), **change)
    with pytest.raises(RoadRefused) as refusal:
        submitted(department, "Do zadań należą:", anna, kind="minor")
    assert codes(refusal) == ["not-minor"]


def test_an_overtaken_proposal_is_renewed_with_its_statement(department: Unit, anna: User, ewa: User) -> None:
    published(department, "Pierwsze:")
    proposal = submitted(department, "Nasze:", anna, legal_basis="uchwała 7")
    change_unit(department, intro="Pierwsze:", handling="W pokoju 12.")
    publish_edition(department, replace(STATEMENT, prepared_on=date(2026, 11, 2)))
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OVERTAKEN
    change_unit(department, intro="Nasze:")

    (three,) = three_way(proposal).parts
    assert three.newest and three.newest.number == 2
    assert told(three.theirs) == ["Departament – przyjmowanie i załatwianie spraw:"]
    assert told(three.ours) == told(three.renewed) == ["Departament – wstęp do zadań:"]

    draft = renew_proposal(proposal, by=ewa_who_edits(ewa))
    assert (draft, draft.state, draft.legal_basis) == (proposal, Proposal.State.DRAFT, "uchwała 7")
    assert draft.parts.get().base == three.newest
    assert (draft.author, set(draft.touched_by.all())) == (ewa, {anna})
    approve_and_publish(submit_proposal(draft, statement_of(draft), by=ewa), by=account("piotr", PUBLISHER))
    assert intro_at(NOON) == "Nasze:"


def ewa_who_edits(ewa: User) -> User:
    ewa.groups.add(*User.objects.get(username="anna").groups.all())
    return ewa


def told(chapters: Any) -> list[str]:
    return [told.sentence for chapter in chapters for told in chapter.told]


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "published"])
def test_what_stands_well_is_not_renewed(department: Unit, anna: User, state: str) -> None:
    proposal = submitted(department, "Nasze:", anna)
    Proposal.objects.update(state=state)
    with pytest.raises(RoadRefused) as refusal:
        renew_proposal(proposal, by=anna)
    assert codes(refusal) == ["nothing-to-renew"]


@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_a_rejected_one_is_the_ground_of_a_new_draft(department: Unit, anna: User, state: str) -> None:
    proposal = submitted(department, "Nasze:", anna)
    Proposal.objects.update(state=state)
    draft = renew_proposal(proposal, by=anna)
    assert (draft == proposal, draft.state, statement_of(draft)) == (False, "draft", SAID)
