"""The road of a proposal: which step may be taken in which state, by whom, and what each leaves behind."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from journal.models import Entry
from orgchart.models import Office, Unit
from orgchart.rights import EDITOR, PUBLISHER
from orgchart.services import change_unit
from publishing import reading
from publishing.models import Attachment, Edition, Proposal
from publishing.services import (
    RoadForbidden,
    RoadRefused,
    approve_and_publish,
    approve_proposal,
    freeze_draft,
    publish_edition,
    publish_proposal,
    reject_proposal,
    submit_proposal,
    withdraw_proposal,
)
from tests.publishing.people import REASON, account, codes, submitted
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db
State = Proposal.State


@kept
def anna(department: Unit) -> User:
    return account("anna", EDITOR, department, first_name="Anna", last_name="Redaktor")


@kept
def ewa(department: Unit) -> User:
    return account("ewa", PUBLISHER, department, first_name="Ewa", last_name="Wydawca")


def test_what_was_approved_becomes_the_edition(department: Unit, anna: User, ewa: User) -> None:
    file = Attachment.objects.create(name="uchwala.pdf", digest="ab" * 32, content=b"%PDF", size=4)
    proposal = submitted(department, by=anna, legal_basis="uchwała Nr 1/26", attachment=file)
    change_unit(department, intro="Dopisane po złożeniu:")
    approve_proposal(proposal, by=ewa)
    (edition,) = publish_proposal(proposal, by=ewa)
    assert reading.department_document_of(edition).unit.intro == "Do zadań należą:"
    said = reading.metadata_of(edition)
    assert (said.prepared_by, said.published_by, said.approved_by) == ("Anna Redaktor", "Ewa Wydawca", "Ewa Wydawca")
    assert (said.legal_basis_file, said.legal_basis_digest, said.kind) == ("uchwala.pdf", "ab" * 32, "change")
    assert said.package == ""
    proposal.refresh_from_db()
    assert (proposal.state, proposal.closed_by, proposal.parts.get().edition) == (State.PUBLISHED, ewa, edition)


def test_every_step_stands_in_the_journal_by_the_name_of_who_took_it(department: Unit, anna: User, ewa: User) -> None:
    approve_and_publish(submitted(department, by=anna), by=ewa)
    steps = Entry.objects.filter(kind=Entry.Kind.ROAD).order_by("pk").values_list("act", "actor")
    assert [act for act, _ in steps] == [
        "zamrożono szkic",
        "złożono projekt",
        "zatwierdzono projekt",
        "opublikowano wydanie 1",
        "opublikowano projekt",
    ]
    assert [actor for act, actor in steps if "projekt" in act] == ["Anna Redaktor", "Ewa Wydawca", "Ewa Wydawca"]


ACTS: dict[str, Callable[[Proposal, User, User], Any]] = {
    "submit": lambda proposal, anna, ewa: submit_proposal(proposal, REASON, by=anna),
    "approve": lambda proposal, anna, ewa: approve_proposal(proposal, by=ewa),
    "publish": lambda proposal, anna, ewa: publish_proposal(proposal, by=ewa),
    "approve_and_publish": lambda proposal, anna, ewa: approve_and_publish(proposal, by=ewa),
    "reject": lambda proposal, anna, ewa: reject_proposal(proposal, "Zły symbol.", by=ewa),
    "withdraw": lambda proposal, anna, ewa: withdraw_proposal(proposal, by=anna),
}
ALLOWED = {
    State.DRAFT: {"submit", "withdraw"},
    State.SUBMITTED: {"approve", "approve_and_publish", "reject", "withdraw"},
    State.APPROVED: {"publish", "reject", "withdraw"},
    State.OVERTAKEN: {"withdraw"},
    State.PUBLISHED: set[str](),
    State.REJECTED: set[str](),
    State.WITHDRAWN: set[str](),
}
AFTER = {
    "submit": State.SUBMITTED,
    "approve": State.APPROVED,
    "publish": State.PUBLISHED,
    "approve_and_publish": State.PUBLISHED,
    "reject": State.REJECTED,
    "withdraw": State.WITHDRAWN,
}


def outcome(act: str, proposal: Proposal, author: User, publisher: User) -> str:
    """What the proposal became, or what refused the step; all is as it was before, afterwards."""
    try:
        with transaction.atomic():
            ACTS[act](proposal, author, publisher)
            became = str(Proposal.objects.get().state)
            transaction.set_rollback(True)
    except RoadRefused as refusal:
        return ", ".join(obstacle.code for obstacle in refusal.obstacles)
    except RoadForbidden:
        return "forbidden"
    return became


def test_each_step_is_taken_in_its_states_only(department: Unit, anna: User, ewa: User) -> None:
    proposal = submitted(department, by=anna)
    found, expected = {}, {}
    for state in State:
        Proposal.objects.update(state=state)
        for act in ACTS:
            found[state, act] = outcome(act, proposal, anna, ewa)
            expected[state, act] = AFTER[act] if act in ALLOWED[state] else "wrong-state"
            assert (Proposal.objects.get().state, Edition.objects.count()) == (state, 0)
    assert found == expected


WHO = {
    "author": {"submit", "withdraw"},
    "other editor": set[str](),
    "publisher": {"approve", "reject", "publish", "approve_and_publish"},
    "publisher elsewhere": set[str](),
    "superuser": {"approve", "reject", "publish", "approve_and_publish"},
}


BEFORE = {"submit": State.DRAFT, "publish": State.APPROVED}


def test_each_step_is_for_those_who_have_the_right(office: Office, department: Unit) -> None:
    author = account("anna", EDITOR, department)
    people = {
        "author": author,
        "other editor": account("olga", EDITOR, department),
        "publisher": account("ewa", PUBLISHER, department),
        "publisher elsewhere": account("piotr", PUBLISHER, department.children.get(symbol="PRI")),
        "superuser": User.objects.create_superuser("root"),
    }
    proposal = submitted(department, by=author)
    found, expected = {}, {}
    for act in ACTS:
        Proposal.objects.update(state=BEFORE.get(act, State.SUBMITTED))
        for who, user in people.items():
            found[who, act] = outcome(act, proposal, user, user)
            expected[who, act] = AFTER[act] if act in WHO[who] else "forbidden"
    assert found == expected


def test_a_draft_is_for_those_who_may_propose_or_publish(department: Unit, ewa: User) -> None:
    freeze_draft([department], by=ewa)
    with pytest.raises(RoadForbidden):
        freeze_draft([department], by=account("olga", EDITOR, department.children.get(symbol="PRI")))


def test_a_draft_frozen_again_is_the_same_draft(office: Office, department: Unit, anna: User, ewa: User) -> None:
    first = freeze_draft([department], by=anna)
    change_unit(department, intro="Inaczej:")
    again = freeze_draft([department], by=anna)
    assert again == first and "Inaczej:" in again.parts.get().content
    assert freeze_draft([department], by=ewa) != first
    wide = account("adam", EDITOR)
    package = freeze_draft([department, office], by=wide)
    assert [part.subject for part in package.parts.all()] == ["office", "department"]
    assert freeze_draft([department], by=wide) != package


def test_only_what_was_previewed_is_submitted(department: Unit, anna: User) -> None:
    draft = freeze_draft([department], by=anna)
    change_unit(department, intro="Po podglądzie:")
    with pytest.raises(RoadRefused) as refusal:
        submit_proposal(draft, REASON, by=anna)
    assert codes(refusal) == ["draft-outdated"]
    submit_proposal(freeze_draft([department], by=anna), REASON, by=anna)


def test_a_draft_that_another_edition_left_behind_is_outdated(department: Unit, anna: User) -> None:
    draft = freeze_draft([department], by=anna)
    publish_edition(department, STATEMENT)
    with pytest.raises(RoadRefused) as refusal:
        submit_proposal(draft, REASON, by=anna)
    assert codes(refusal) == ["draft-outdated", "nothing-changed"]


@pytest.mark.parametrize("missing", ["reason", "prepared_by", "responsible"])
def test_what_the_law_asks_is_declared(department: Unit, anna: User, missing: str) -> None:
    draft = freeze_draft([department], by=anna)
    blank: dict[str, Any] = {missing: " "}
    with pytest.raises(RoadRefused) as refusal:
        submit_proposal(draft, replace(REASON, **blank), by=anna)
    assert codes(refusal) == ["statement-incomplete"]


def test_a_subject_is_in_one_proposal_at_a_time(department: Unit, anna: User) -> None:
    first = submitted(department, by=anna)
    change_unit(department, intro="Inaczej:")
    with pytest.raises(RoadRefused) as refusal:
        submitted(department, by=account("olga", EDITOR, department))
    assert codes(refusal) == ["already-proposed"]
    withdraw_proposal(first, by=anna)
    submitted(department, by=User.objects.get(username="olga"))


def test_a_rejection_says_why(department: Unit, anna: User, ewa: User) -> None:
    proposal = submitted(department, by=anna)
    with pytest.raises(RoadRefused) as refusal:
        reject_proposal(proposal, "  ", by=ewa)
    assert codes(refusal) == ["comment-missing"]
    assert reject_proposal(proposal, "Brakuje zadania 5.", by=ewa).comment == "Brakuje zadania 5."


def test_another_edition_overtakes_what_waits(office: Office, department: Unit, anna: User, ewa: User) -> None:
    proposal = submitted(department, by=anna)
    publish_edition(office, STATEMENT)
    proposal.refresh_from_db()
    assert proposal.state == State.SUBMITTED
    publish_edition(department, STATEMENT)
    proposal.refresh_from_db()
    assert proposal.state == State.OVERTAKEN
    with pytest.raises(RoadRefused) as refusal:
        approve_proposal(proposal, by=ewa)
    assert codes(refusal) == ["wrong-state"]


@pytest.mark.parametrize("act", ["approve", "publish", "approve_and_publish"])
def test_a_proposal_found_overtaken_stays_so(department: Unit, anna: User, ewa: User, act: str) -> None:
    proposal = submitted(department, by=anna)
    publish_edition(department, STATEMENT)
    proposal.state = State.APPROVED if act == "publish" else State.SUBMITTED  # as after a restored backup
    proposal.save()
    with pytest.raises(RoadRefused, match="Projekt wyprzedziło wydanie 1") as refusal:
        ACTS[act](proposal, anna, ewa)
    assert codes(refusal) == ["overtaken"]
    proposal.refresh_from_db()
    assert proposal.state == State.OVERTAKEN
    assert Edition.objects.count() == 1


def test_obstacles_lead_to_where_they_are_mended(department: Unit, anna: User) -> None:
    unit = department.children.get(symbol="PRI")
    Unit.objects.filter(pk=unit.pk).update(kind="nieznany")
    with pytest.raises(RoadRefused) as refusal:
        freeze_draft([department], by=anna)
    (obstacle,) = refusal.value.obstacles
    assert (obstacle.code, obstacle.link, obstacle.law) == (
        "kind-unknown",
        f"/admin/orgchart/unit/{unit.pk}/change/",
        "D1",
    )


def test_the_moment_is_that_of_publication(department: Unit, anna: User, ewa: User) -> None:
    before = timezone.now()
    (edition,) = approve_and_publish(submitted(department, by=anna), by=ewa)
    assert before <= edition.published_at == edition.in_force_from <= timezone.now()
