"""Whoever must act next learns it by e-mail, after commit, and on his desk."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from orgchart.models import Deputy, Unit
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER
from orgchart.services import change_unit
from publishing.attention import attention
from publishing.models import Proposal
from publishing.notices import tell, tell_of_remark
from publishing.services import (
    approve_and_publish,
    approve_proposal,
    countersign,
    freeze_draft,
    publish_at_once,
    publish_edition,
    reject_proposal,
    submit_proposal,
)
from publishing.services.links import leave_remark, make_link
from tests.publishing.people import REASON, account, submitted, touched
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db


@kept
def anna(department: Unit) -> User:
    return account("anna", EDITOR, first_name="Anna", last_name="Redaktor")


@kept
def ewa(department: Unit) -> User:
    return account("ewa", PUBLISHER)


@pytest.fixture
def letters(mailoutbox: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """What is sent when the transaction in which a proposal is told of was committed: (to whom, subject, body)."""

    def sent(proposal: Proposal) -> list[tuple[str, str, str]]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            tell(proposal)
            assert mailoutbox == []
        assert all(len(letter.to) == 1 for letter in mailoutbox)
        return [(letter.to[0].partition("@")[0], letter.subject, letter.body) for letter in mailoutbox]

    return sent


def test_those_who_may_approve_are_told_of_a_submission(department: Unit, anna: User, ewa: User, letters: Any) -> None:
    deputy, hand = account("zastepca", EDITOR, department), account("piotr", PUBLISHER)
    Deputy.objects.create(principal=ewa, deputy=deputy, until=timezone.localdate() + timedelta(days=1))
    account("gdzie-indziej", PUBLISHER, department.children.get(symbol="PRI"))
    account("nieczynna", PUBLISHER, is_active=False)
    silent = account("bez-adresu", PUBLISHER)
    User.objects.filter(pk=silent.pk).update(email="")
    touched(hand, department.key)
    proposal = submitted(department, by=anna, reason="Nowy statut <§ 5>.")
    told = letters(proposal)
    assert [to for to, _, _ in told] == ["ewa", "zastepca"]
    _, subject, body = told[0]
    assert subject == "Czeka na zatwierdzenie: Departament Próby"
    assert "Anna Redaktor" in body and "Nowy statut <§ 5>." in body
    assert "http://testserver/admin/" in body


def test_the_author_is_told_what_came_of_it(department: Unit, anna: User, ewa: User, letters: Any) -> None:
    proposal = approve_proposal(submitted(department, by=anna), by=ewa)
    ((to, subject, body),) = letters(proposal)
    assert (to, subject) == ("anna", "Zatwierdzono projekt: Departament Próby")
    ((to, subject, body),) = letters(reject_proposal(proposal, "Brakuje uchwały.", by=ewa))
    assert (to, subject) == ("anna", "Odrzucono projekt: Departament Próby")
    assert "Brakuje uchwały." in body
    again = submitted(department, by=anna)
    approve_and_publish(again, by=ewa)
    ((to, subject, _),) = letters(again)
    assert (to, subject) == ("anna", "Opublikowano: Departament Próby")


def test_those_who_may_publish_are_told_of_an_approval(department: Unit, anna: User, ewa: User, letters: Any) -> None:
    account("druga", PUBLISHER)
    account("gdzie-indziej", PUBLISHER, department.children.get(symbol="PRI"))
    told = letters(approve_proposal(submitted(department, by=anna), by=ewa))
    assert [(to, subject) for to, subject, _ in told] == [
        ("anna", "Zatwierdzono projekt: Departament Próby"),
        ("druga", "Czeka na publikację: Departament Próby"),
    ]


def test_a_draft_and_a_withdrawn_one_concern_nobody(department: Unit, anna: User, ewa: User, letters: Any) -> None:
    draft = freeze_draft([department], by=anna)
    assert letters(draft) == []
    Proposal.objects.update(state=Proposal.State.WITHDRAWN)
    assert letters(draft) == []


def test_those_whom_an_emergency_overtook_and_those_who_countersign_it(
    department: Unit, anna: User, ewa: User, letters: Any
) -> None:
    submitted(department, by=anna)
    chief = account("szef", ADMINISTRATOR)
    change_unit(department, intro="Pilne:")
    proposal = publish_at_once([department], REASON, by=ewa)
    assert [(to, subject.partition(":")[0]) for to, subject, _ in letters(proposal)] == [
        (chief.username, "Czeka na kontrasygnatę"),
        ("anna", "Projekt wyprzedziło inne wydanie"),
    ]
    countersign(proposal, "", by=chief)
    assert [to for to, _, _ in letters(proposal)] == ["anna"]


def test_the_author_of_a_plan_that_was_left_behind_is_told(
    department: Unit, anna: User, ewa: User, letters: Any
) -> None:
    plan = submitted(department, by=anna, in_force_from=timezone.now() + timedelta(days=30))
    approve_and_publish(plan, by=ewa)
    change_unit(department, intro="Pilne:")
    piotr = account("piotr", EDITOR)
    newer = submit_proposal(freeze_draft([department], by=piotr), REASON, by=piotr, confirmed=["plan-left-behind"])
    approve_and_publish(newer, by=ewa, confirmed=["plan-left-behind"])
    assert [(to, subject.partition(":")[0]) for to, subject, _ in letters(newer)] == [
        ("piotr", "Opublikowano"),
        ("anna", "Odnów plan"),
    ]


def test_the_author_is_told_of_a_remark(
    department: Unit, anna: User, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    proposal = submitted(department, by=anna)
    link, _ = make_link(proposal, for_whom="Dyrektor", expires_at=timezone.now() + timedelta(days=1), by=anna)
    with django_capture_on_commit_callbacks(execute=True):
        tell_of_remark(leave_remark(proposal, text="Brakuje <§ 5>.", author="Jan Dyrektor", link=link))
    (letter,) = mailoutbox
    assert letter.to == [anna.email] and letter.subject == "Uwaga do projektu: Departament Próby"
    assert "Jan Dyrektor" in letter.body and "Brakuje <§ 5>." in letter.body


def test_a_letter_that_cannot_be_sent_is_logged(
    department: Unit, anna: User, ewa: User, letters: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise OSError("no such host")

    proposal = submitted(department, by=anna)
    monkeypatch.setattr("publishing.notices.send_mail", fails)
    with caplog.at_level(logging.ERROR, "publishing.notices"):
        assert letters(proposal) == []
    assert "was not sent" in caplog.text
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.SUBMITTED


def urgent(user: User) -> list[str]:
    return [item.text for item in attention(user) if item.urgent]


def test_the_desk_says_what_waits_for_whom(department: Unit, anna: User, ewa: User) -> None:
    hand = account("piotr", PUBLISHER)
    touched(hand, department.key)
    proposal = submitted(department, by=anna)
    assert urgent(ewa) == ["Czeka na zatwierdzenie: Departament Próby (Anna Redaktor)."]
    assert urgent(hand) == urgent(anna) == []
    approve_proposal(proposal, by=ewa)
    assert urgent(hand) == urgent(ewa) == ["Zatwierdzono, czeka na publikację: Departament Próby."]
    reject_proposal(proposal, "Jednak nie.", by=ewa)
    assert urgent(anna) == ["Odrzucono projekt: Departament Próby. Powód: Jednak nie."]
    again = submitted(department, by=anna)
    assert urgent(anna) == []
    publish_edition(department, STATEMENT)
    assert urgent(anna) == ["Wyprzedziło go inne wydanie, odnów: Departament Próby."]
    assert urgent(ewa) == []
    assert again.pk != proposal.pk


def test_an_old_rejection_is_forgotten(department: Unit, anna: User, ewa: User) -> None:
    reject_proposal(submitted(department, by=anna), "Nie.", by=ewa)
    Proposal.objects.update(closed_at=timezone.now() - timedelta(days=31))
    assert attention(anna) == []


def test_everybody_is_asked_for_a_countersignature_until_it_is_given(department: Unit, anna: User, ewa: User) -> None:
    second, auditor = account("piotr", PUBLISHER), account("adam", AUDITOR)
    proposal = publish_at_once([department], REASON, by=ewa)
    text = "Opublikowano bez drugiej osoby, czeka na kontrasygnatę: Departament Próby."
    asked = {
        user.username: [item.urgent for item in attention(user) if item.text == text] for user in User.objects.all()
    }
    assert asked == {"anna": [False], "ewa": [False], "piotr": [True], "adam": [False]}
    countersign(proposal, "", by=second)
    assert attention(auditor) == attention(anna) == []


def test_plans_and_those_left_behind(department: Unit, anna: User, ewa: User) -> None:
    day = timezone.now().replace(year=timezone.now().year + 1, month=1, day=1, hour=11, minute=0)
    approve_and_publish(submitted(department, by=anna, in_force_from=day), by=ewa)
    comes = f"Departament Próby: wydanie 1 zacznie obowiązywać 01.01.{day.year} 12:00."
    assert [(item.text, item.urgent) for item in attention(anna)] == [(comes, False)]
    change_unit(department, intro="Już dziś:")
    draft = freeze_draft([department], by=anna)
    sooner = submit_proposal(draft, REASON, by=anna, confirmed=["plan-left-behind"])
    approve_and_publish(sooner, by=ewa, confirmed=["plan-left-behind"])
    left = (
        f"Departament Próby: wydanie 1 (od 01.01.{day.year} 12:00) powstało przed wydaniem 2 i cofnie jego zmiany: "
        "odnów plan."
    )
    assert urgent(anna) == urgent(ewa) == [left]
    assert urgent(account("adam", AUDITOR)) == []


def test_who_has_no_desk_is_told_nothing(department: Unit, anna: User) -> None:
    submitted(department, by=anna)
    assert attention(User.objects.create_user("nikt")) == []
