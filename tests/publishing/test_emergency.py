"""Published at once, with a reason, and countersigned afterwards by somebody who had no hand in it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from orgchart.models import Unit
from orgchart.rights import ADMINISTRATOR, EDITOR, PUBLISHER
from orgchart.services import change_unit
from publishing import reading
from publishing.models import Countersignature, Edition, ImmutableError, Proposal
from publishing.services import (
    RoadForbidden,
    RoadRefused,
    approve_and_publish,
    countersign,
    obstacles_of_countersignature,
    publish_at_once,
    submit_proposal,
)
from publishing.services.road import freeze_draft
from tests.publishing.desk import body, client_of, page_of
from tests.publishing.people import REASON, account, codes, submitted, touched

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [PUBLISHER, ADMINISTRATOR])
def test_he_who_changed_it_publishes_it(department: Unit, role: str) -> None:
    user = account("ktos", role)
    touched(user, department.key)
    proposal = publish_at_once([department], REASON, by=user)
    edition = Edition.objects.get()
    said = reading.metadata_of(edition)
    assert (edition.kind, said.kind, said.approved_by) == ("emergency", "emergency", "")
    assert list(Proposal.objects.uncountersigned()) == [proposal]
    assert (proposal.state, proposal.closed_by) == (Proposal.State.PUBLISHED, user)


def test_whoever_published_it_is_told_why_he_does_not_countersign(department: Unit, ewa: User) -> None:
    proposal = publish_at_once([department], REASON, by=ewa)
    told = " ".join(obstacle.text for obstacle in obstacles_of_countersignature(proposal, by=ewa))
    assert "Nie kontrasygnuje nikt, kto miał udział" in told and "zatwierdza nikt" not in told


def test_everybody_reads_on_its_page_that_a_countersignature_is_missing(department: Unit, ewa: User) -> None:
    proposal = publish_at_once([department], REASON, by=ewa)
    reader, chief = account("anna", EDITOR), account("szef", ADMINISTRATOR)
    assert "Czeka na kontrasygnatę" in body(client_of(reader).get(page_of(proposal)))
    countersign(proposal, "", by=chief)
    assert "Czeka na kontrasygnatę" not in body(client_of(reader).get(page_of(proposal)))


def test_an_editor_does_not(department: Unit) -> None:
    with pytest.raises(RoadForbidden):
        publish_at_once([department], REASON, by=account("anna", EDITOR))
    assert not Proposal.objects.exists()


def test_the_reason_is_obligatory_and_nothing_is_left_of_a_refusal(department: Unit, ewa: User) -> None:
    with pytest.raises(RoadRefused) as refusal:
        publish_at_once([department], replace(REASON, reason=" "), by=ewa)
    assert codes(refusal) == ["statement-incomplete"]
    assert not Proposal.objects.exists()


def test_an_emergency_neither_waits_for_its_day_nor_for_approval(department: Unit, ewa: User) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(RoadRefused) as refusal:
        publish_at_once([department], replace(REASON, in_force_from=tomorrow), by=ewa)
    assert codes(refusal) == ["emergency-at-once"]
    anna = account("anna", EDITOR)
    with pytest.raises(RoadRefused) as refusal:
        submit_proposal(freeze_draft([department], by=anna), replace(REASON, kind="emergency"), by=anna)
    assert codes(refusal) == ["emergency-at-once"]


def test_it_overtakes_what_waits(department: Unit, ewa: User) -> None:
    waiting = submitted(department, by=account("anna", EDITOR))
    change_unit(department, intro="Telefon alarmowy:")
    publish_at_once([department], REASON, by=ewa)
    waiting.refresh_from_db()
    assert waiting.state == Proposal.State.OVERTAKEN


def test_a_second_person_countersigns_once(department: Unit, ewa: User) -> None:
    proposal = publish_at_once([department], REASON, by=ewa)
    second = account("piotr", PUBLISHER)
    signature = countersign(proposal, " Zgadzam się. ", by=second)
    assert (signature.by, signature.note) == (second, "Zgadzam się.")
    assert not Proposal.objects.uncountersigned().exists()
    with pytest.raises(RoadRefused) as refusal:
        countersign(proposal, "", by=account("olga", PUBLISHER))
    assert codes(refusal) == ["nothing-to-countersign"]


def test_neither_the_publisher_nor_whoever_touched_it_countersigns(department: Unit, ewa: User) -> None:
    chief = account("szef", ADMINISTRATOR, is_superuser=True)
    touched(chief, department.key)
    proposal = publish_at_once([department], REASON, by=ewa)
    found = {user: [o.code for o in obstacles_of_countersignature(proposal, by=user)] for user in (ewa, chief)}
    assert found == {ewa: ["touched-by-approver", "published-by-countersigner"], chief: ["touched-by-approver"]}
    for user in found:
        with pytest.raises(RoadRefused):
            countersign(proposal, "", by=user)
    with pytest.raises(RoadForbidden):
        countersign(proposal, "", by=account("anna", EDITOR))
    assert not Countersignature.objects.exists()


def test_what_was_approved_needs_no_countersignature(department: Unit, ewa: User) -> None:
    proposal = submitted(department, by=account("anna", EDITOR))
    approve_and_publish(proposal, by=ewa)
    with pytest.raises(RoadRefused) as refusal:
        countersign(proposal, "", by=account("piotr", PUBLISHER))
    assert codes(refusal) == ["nothing-to-countersign"]


def test_deferral_does_not_let_anybody_countersign_himself(department: Unit, settings: Any) -> None:
    settings.DEFERRED_COUNTERSIGNATURE = True
    alone = account("sama", ADMINISTRATOR)
    proposal = submitted(department, by=alone)
    approve_and_publish(proposal, by=alone)
    proposal.refresh_from_db()
    with pytest.raises(RoadRefused):
        countersign(proposal, "", by=alone)
    countersign(proposal, "", by=account("piotr", PUBLISHER))


def test_a_countersignature_stays(department: Unit, ewa: User) -> None:
    signature = countersign(publish_at_once([department], REASON, by=ewa), "", by=account("piotr", PUBLISHER))
    with pytest.raises(ImmutableError):
        signature.save()
    with pytest.raises(ImmutableError):
        signature.delete()
    with pytest.raises(ImmutableError), transaction.atomic():
        Countersignature.objects.all().update(note="Inaczej")
