"""Accounts of the road's tests, and a proposal on its way."""

from typing import Any

from django.contrib.auth.models import User

from journal.models import Entry
from orgchart.models import Unit
from publishing.models import Proposal
from publishing.services import ProposalStatement, freeze_draft, submit_proposal
from publishing.subjects import Subject
from tests import cast

REASON = ProposalStatement(reason="Zmiana zadań.", prepared_by="Anna Redaktor", responsible="Maciej Łaski")


def account(name: str, role: str, *units: Unit | None, **facts: Any) -> User:
    """Somebody with the role, in those parts of the office; in the whole of it, if none is given."""
    return cast.account(name, role, of=units or (cast.WHOLE_OFFICE,), email=f"{name}@urzad.example", **facts)


def touched(user: User, key: str, title: str = "zadanie", **facts: Any) -> Entry:
    """As the journal records a change of the working copy."""
    return Entry.objects.create(
        kind=Entry.Kind.CHANGE,
        act="zmieniono",
        actor=user.username,
        actor_id=user.pk,
        key=key,
        title=title,
        **facts,
    )


def submitted(*subjects: Subject, by: User, **said: Any) -> Proposal:
    draft = freeze_draft(subjects, by=by, in_force_from=said.get("in_force_from"))
    return submit_proposal(draft, ProposalStatement(**{**vars(REASON), **said}), by=by)


def codes(refusal: Any) -> list[str]:
    return [obstacle.code for obstacle in refusal.value.obstacles]
