"""What the tests of the desk share: who is signed in, and a proposal in each state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from orgchart.models import Unit
from orgchart.services import add_unit, change_unit
from publishing.models import Proposal
from publishing.services import freeze_draft, publish_edition
from tests.cast import editor_of, publisher_of
from tests.filled import load
from tests.publishing.people import submitted
from tests.publishing.small_office import STATEMENT

FIRST = "Do zadań należą:"
CHANGED = "Do zadań należą sprawy:"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(proposal: Proposal) -> str:
    return reverse("admin:publishing_proposal_change", args=[proposal.pk])


def step_of(proposal: Proposal, name: str) -> str:
    return reverse("admin:publishing_proposal_act", args=[proposal.pk, name])


def desk_of(key: str, name: str = "subject") -> str:
    return reverse(f"desk:{name}", args=[key])


def body(answer: Any) -> str:
    return str(answer.content.decode())


@dataclass(frozen=True)
class Changed:
    """A department with edition 1 in force, and a changed working copy."""

    department: Unit

    @classmethod
    def make(cls, office: Any, department: Unit) -> "Changed":
        publish_edition(office, STATEMENT)
        publish_edition(department, STATEMENT)
        return cls(change_unit(department, intro=CHANGED))

    def draft(self, author: User) -> Proposal:
        return freeze_draft([self.department], by=author)

    def submitted(self, author: User, **said: Any) -> Proposal:
        return submitted(self.department, by=author, **said)


def take(client: Client, proposal: Proposal, name: str, **typed: Any) -> Any:
    """Press the button of a step, with the form as the page serves it."""
    return client.post(step_of(proposal, name), {**load(client, page_of(proposal)), **typed})


def read_page(user: User, proposal: Proposal) -> str:
    answer = client_of(user).get(page_of(proposal))
    assert answer.status_code == 200
    return body(answer)


def state_of(proposal: Proposal) -> str:
    return str(Proposal.objects.get(pk=proposal.pk).state)


@pytest.fixture
def somebody(changed: Changed, request: pytest.FixtureRequest) -> Callable[[str], Client]:
    """Whoever is named: a fixture of `tests.cast`, or somebody of this department or of another."""
    made: dict[str, Callable[[], Client]] = {
        "foreign_editor": lambda: editor_of(add_unit(parent=None, name="Departament Kultury")),
        "own_editor": lambda: editor_of(changed.department),
        "own_publisher": lambda: publisher_of(changed.department),
    }

    def client(who: str) -> Client:
        found: Client = made[who]() if who in made else request.getfixturevalue(who)
        return found

    return client
