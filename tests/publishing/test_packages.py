"""Several departments at once: one approval, one moment, all or nothing; what went from one to another has moved."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from orgchart.models import Office, Unit
from orgchart.rights import ADMINISTRATOR, EDITOR, PUBLISHER
from orgchart.services import add_unit, change_unit, move_unit
from publishing import reading
from publishing.models import Edition, Proposal, RegisterEntry, RegisterUnit
from publishing.services import (
    ProposalStatement,
    RoadForbidden,
    RoadRefused,
    add_part,
    approve_and_publish,
    approve_proposal,
    changes_of,
    fingerprint_of,
    freeze_draft,
    publish_edition,
    publish_proposal,
    remove_part,
    submit_proposal,
)
from publishing.telling import from_text
from publishing.trace import write_traces
from tasks.models import Duty
from tests.publishing.people import REASON, account, codes, submitted, touched
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db
State = Proposal.State


@kept
def culture(department: Unit) -> Unit:
    root = add_unit(parent=None, name="Departament Kultury")
    add_unit(parent=root, name="Wydział Muzeów", symbol="KUM")
    return root


@kept
def anna(department: Unit) -> User:
    return account("anna", EDITOR)


@kept
def ewa(department: Unit) -> User:
    return account("ewa", PUBLISHER)


def move_a_duty() -> Duty:
    duty = Duty.objects.get(text="Promocja.")
    Duty.objects.filter(pk=duty.pk).update(unit=Unit.objects.get(symbol="KUM"), position=1)
    return duty


def sentences(proposal: Proposal) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (part.title, [(chapter.title, told.sentence) for chapter in chapters for told in chapter.told])
        for part, chapters in changes_of(proposal)
    ]


def test_all_parts_are_published_at_one_moment(
    office: Office, department: Unit, culture: Unit, anna: User, ewa: User
) -> None:
    package = submitted(culture, department, office, by=anna)
    editions = approve_and_publish(package, by=ewa)
    assert [edition.title for edition in editions] == ["Urząd Próbny", "Departament Kultury", "Departament Próby"]
    assert len({(edition.published_at, edition.in_force_from) for edition in editions}) == 1
    assert {reading.metadata_of(edition).package for edition in editions} == {str(package.pk)}


def test_a_failure_in_one_part_publishes_nothing(
    department: Unit, culture: Unit, anna: User, ewa: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = approve_proposal(submitted(culture, department, by=anna), by=ewa)

    def dies_at_the_second(edition: Edition, content: Any) -> None:
        if edition.key == department.key:
            raise SystemExit("the process is killed")
        write_traces(edition, content)

    monkeypatch.setattr("publishing.services.editions.write_traces", dies_at_the_second)
    with pytest.raises(SystemExit):
        publish_proposal(package, by=ewa)
    package.refresh_from_db()
    assert (package.state, Edition.objects.count()) == (State.APPROVED, 0)
    monkeypatch.undo()
    assert len(publish_proposal(package, by=ewa)) == 2


def test_one_part_left_behind_stops_all(department: Unit, culture: Unit, anna: User, ewa: User) -> None:
    package = approve_proposal(submitted(culture, department, by=anna), by=ewa)
    publish_edition(culture, STATEMENT)
    package.refresh_from_db()
    assert package.state == State.OVERTAKEN
    with pytest.raises(RoadRefused):
        publish_proposal(package, by=ewa)
    assert Edition.objects.count() == 1


def test_a_part_that_changes_nothing_is_named(department: Unit, culture: Unit, anna: User) -> None:
    publish_edition(culture, STATEMENT)
    with pytest.raises(RoadRefused, match="Departament Kultury: Bez tego wydania") as refusal:
        submitted(culture, department, by=anna)
    assert codes(refusal) == ["nothing-changed"]


def test_adding_a_part_takes_an_approval_back(department: Unit, culture: Unit, anna: User, ewa: User) -> None:
    package = approve_proposal(submitted(department, by=anna), by=ewa)
    touched(ewa, Unit.objects.get(symbol="KUM").key)
    package = add_part(package, culture, by=anna)
    package.refresh_from_db()
    assert (package.state, package.approved_by, package.approved_at) == (State.SUBMITTED, None, None)
    assert package.is_package
    with pytest.raises(RoadRefused) as refusal:
        approve_proposal(package, by=ewa)
    assert codes(refusal) == ["touched-by-approver"]
    assert len(approve_and_publish(package, by=account("piotr", PUBLISHER))) == 2


def test_removing_a_part_takes_an_approval_back_and_forgets_who_touched_it(
    department: Unit, culture: Unit, anna: User, ewa: User
) -> None:
    touched(ewa, Unit.objects.get(symbol="KUM").key)
    package = approve_proposal(submitted(department, culture, by=anna), by=account("piotr", PUBLISHER))
    package = remove_part(package, package.parts.get(key=culture.key), by=anna)
    assert package.state == State.SUBMITTED
    assert list(package.touched_by.all()) == [anna]
    approve_and_publish(package, by=ewa)
    assert Edition.objects.get().title == "Departament Próby"


def test_removing_a_part_does_not_free_whoever_added_another(
    department: Unit, culture: Unit, anna: User, ewa: User
) -> None:
    sport = add_unit(parent=None, name="Departament Sportu")
    piotr = account("piotr", ADMINISTRATOR)
    touched(piotr, Unit.objects.get(symbol="KUM").key)
    package = add_part(submitted(department, culture, by=anna), sport, by=piotr)
    package = remove_part(package, package.parts.get(key=culture.key), by=anna)
    with pytest.raises(RoadRefused) as refusal:
        approve_proposal(package, by=piotr)
    assert codes(refusal) == ["touched-by-approver"]
    assert len(approve_and_publish(package, by=ewa)) == 2


def test_the_last_part_stays(department: Unit, anna: User) -> None:
    proposal = submitted(department, by=anna)
    with pytest.raises(RoadRefused) as refusal:
        remove_part(proposal, proposal.parts.get(), by=anna)
    assert codes(refusal) == ["last-part"]


def test_a_part_comes_once_and_from_one_proposal(department: Unit, culture: Unit, anna: User) -> None:
    package = submitted(department, by=anna)
    with pytest.raises(RoadRefused) as refusal:
        add_part(package, department, by=anna)
    assert codes(refusal) == ["already-in-package"]
    submitted(culture, by=anna)
    with pytest.raises(RoadRefused) as refusal:
        add_part(package, culture, by=anna)
    assert codes(refusal) == ["already-proposed"]


def test_parts_are_added_by_those_who_propose_in_all_of_them(department: Unit, culture: Unit, anna: User) -> None:
    package = submitted(department, by=anna)
    with pytest.raises(RoadForbidden):
        add_part(package, culture, by=account("olga", EDITOR, culture))


def test_a_decision_about_what_somebody_did_not_see_is_refused(
    department: Unit, culture: Unit, anna: User, ewa: User
) -> None:
    package = submitted(department, by=anna)
    seen = fingerprint_of(package)
    add_part(package, culture, by=anna)
    with pytest.raises(RoadRefused) as refusal:
        approve_and_publish(package, by=ewa, seen=seen)
    assert codes(refusal) == ["changed-meanwhile"]
    approve_and_publish(package, by=ewa, seen=fingerprint_of(package))


def test_a_duty_that_went_to_another_department_is_told_as_moved_in_both(
    department: Unit, culture: Unit, anna: User
) -> None:
    for subject in (department, culture):
        publish_edition(subject, STATEMENT)
    move_a_duty()
    package = freeze_draft([department, culture], by=anna)
    assert sentences(package) == [
        (
            "Departament Próby",
            [
                (
                    "Wydział Promocji (PRI)",
                    "Przeniesiono do „Departament Kultury”: zadanie 1. Wcześniej: Wydział Promocji (PRI), zadanie 2.",
                )
            ],
        ),
        (
            "Departament Kultury",
            [
                (
                    "Wydział Muzeów (KUM)",
                    "Przeniesiono z „Departament Próby”: zadanie 1. Wcześniej: Wydział Promocji (PRI), zadanie 2.",
                )
            ],
        ),
    ]


def test_readers_are_told_of_it_as_moved_too(
    office: Office, department: Unit, culture: Unit, anna: User, ewa: User
) -> None:
    """In the register, and when that is made anew; never as removed here and added there."""
    for subject in (office, department, culture):
        publish_edition(subject, STATEMENT)
    duty = move_a_duty()
    editions = approve_and_publish(submitted(department, culture, by=anna), by=ewa)
    told = register_of(editions)
    assert [sentence.split(" „")[0] for sentence in told] == ["Przeniesiono do", "Przeniesiono z"]
    assert RegisterUnit.objects.filter(entry__in=[edition.pk for edition in editions]).count() == 2
    call_command("rebuild_traces")
    assert register_of(editions) == told
    page = Client().get(f"/{culture.slug}/wydania/2/zmiany/").content.decode()
    assert "Przeniesiono" in page and "Departament Próby" in page and "Dodano" not in page
    assert duty.key in editions[1].body.content


def register_of(editions: list[Edition]) -> list[str]:
    entries = RegisterEntry.objects.filter(edition__in=editions).order_by("pk")
    return [told.sentence for entry in entries for chapter in from_text(entry.chapters) for told in chapter.told]


def test_what_changed_on_the_way_is_told_where_it_stands_now(department: Unit, culture: Unit, anna: User) -> None:
    for subject in (department, culture):
        publish_edition(subject, STATEMENT)
    duty = move_a_duty()
    Duty.objects.filter(pk=duty.pk).update(text="Promocja kultury.")
    change_unit(department, intro="Do zadań Departamentu należą:")
    (_, ours), (_, theirs) = sentences(freeze_draft([department, culture], by=anna))
    assert [title for title, _ in ours] == ["Wydział Promocji (PRI)", "Departament Próby"]
    assert ours[1][1] == "Departament – wstęp do zadań:"
    assert theirs[0] == ("Wydział Muzeów (KUM)", "Zadanie 1 – brzmienie:")
    assert theirs[1][1].startswith("Przeniesiono z „Departament Próby”: zadanie 1.")


def test_a_new_department_takes_over(department: Unit, anna: User) -> None:
    publish_edition(department, STATEMENT)
    root = add_unit(parent=None, name="Departament Nowy")
    move_unit(Unit.objects.get(symbol="PRI"), parent=root)
    (_, ours), (_, new) = sentences(freeze_draft([department, root], by=anna))
    assert [told for _, told in ours] == ["Przeniesiono do „Departament Nowy” wydział. Wcześniej: Departament Próby."]
    assert new == []


def test_two_departments_exchange_their_addresses(department: Unit, culture: Unit, anna: User, ewa: User) -> None:
    for subject in (department, culture):
        publish_edition(subject, STATEMENT)
    slugs = {department.key: culture.slug, culture.key: department.slug}
    Unit.objects.filter(pk=department.pk).update(slug="na-chwile")
    for unit in (culture, department):
        Unit.objects.filter(pk=unit.pk).update(slug=slugs[unit.key])
    editions = approve_and_publish(submitted(department, culture, by=anna), by=ewa)
    assert {edition.key: edition.slug for edition in editions} == slugs


def test_a_draft_of_several_is_one_statement(department: Unit, culture: Unit, anna: User) -> None:
    draft = freeze_draft([department, culture], by=anna)
    with pytest.raises(RoadRefused) as refusal:
        submit_proposal(draft, ProposalStatement(reason="", prepared_by="A", responsible="B"), by=anna)
    assert codes(refusal) == ["statement-incomplete"]
    assert submit_proposal(draft, REASON, by=anna).is_package
