"""Nobody approves what he touched: who counts as having touched it, what he is told, and how an office may defer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from contacts.models import Channel
from journal.acting import Acting, acts
from journal.models import Entry
from journal.services import prune
from orgchart.models import Appointment, Office, Officer, Unit
from orgchart.rights import ADMINISTRATOR, EDITOR, PUBLISHER
from orgchart.services import add_unit, change_unit, move_unit, remove_unit
from publishing.models import Edition, Proposal
from publishing.services import (
    RoadRefused,
    approve_and_publish,
    approve_proposal,
    freeze_draft,
    obstacles_of_approval,
    publish_edition,
    submit_proposal,
)
from publishing.touches import unpublished_entries
from tasks.models import Duty
from tasks.services import arrange_duties, move_duty
from tests.publishing.people import REASON, account, codes, submitted, touched
from tests.publishing.small_office import STATEMENT
from tests.worlds import kept

pytestmark = pytest.mark.django_db


@kept
def anna(department: Unit) -> User:
    return account("anna", EDITOR)


@kept
def ewa(department: Unit) -> User:
    return account("ewa", PUBLISHER)


def add_duty(unit: Unit, text: str) -> Duty:
    return Duty.objects.create(unit=unit, text=text, position=unit.duties.filter(parent=None).count() + 1)


def a_duty() -> Duty:
    return Duty.objects.filter(parent=None).order_by("pk")[0]


def hands(proposal: Proposal) -> set[str]:
    return set(proposal.touched_by.values_list("username", flat=True))


def keys_of_everything(department: Unit) -> dict[str, str]:
    contact = department.contacts.get()
    return {
        "department": department.key,
        "unit": Unit.objects.get(symbol="PRI-T").key,
        "duty": a_duty().key,
        "point": Duty.objects.exclude(parent=None)[0].key,
        "post": department.posts.get(function="Dyrektor").key,
        "appointment": Appointment.objects.get().key,
        "contact": contact.key,
        "channel": contact.channels.get().key,
    }


def test_whoever_changed_anything_in_it_cannot_approve_it(department: Unit, anna: User) -> None:
    keys = keys_of_everything(department)
    people = {kind: account(kind, PUBLISHER) for kind in keys}
    for kind, key in keys.items():
        touched(people[kind], key)
    proposal = submitted(department, by=anna)
    assert hands(proposal) == set(keys)
    for user in people.values():
        with pytest.raises(RoadRefused) as refusal:
            approve_proposal(proposal, by=user)
        assert codes(refusal) == ["touched-by-approver"]
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.SUBMITTED
    approve_proposal(proposal, by=account("piotr", PUBLISHER))


def test_he_is_told_what_he_touched(department: Unit, anna: User, ewa: User) -> None:
    for title in ["zadanie 1 (PRI)", "zadanie 1 (PRI)", "zadanie 2 (PRI)"]:
        touched(ewa, a_duty().key, title)
    (obstacle,) = obstacles_of_approval(submitted(department, by=anna), by=ewa)
    assert "„zadanie 1 (PRI)”, „zadanie 2 (PRI)”)" in obstacle.text
    assert obstacle.blocks


def test_the_author_cannot_approve_it(department: Unit) -> None:
    both = account("ewa", PUBLISHER)
    both.groups.add(*account("anna", EDITOR).groups.all())
    with pytest.raises(RoadRefused, match="złożono z tego konta") as refusal:
        approve_proposal(submitted(department, by=both), by=both)
    assert codes(refusal) == ["touched-by-approver"]


@pytest.mark.parametrize("is_superuser", [True, False])
def test_neither_administrator_nor_superuser_is_excepted(department: Unit, anna: User, is_superuser: bool) -> None:
    chief = account("szef", ADMINISTRATOR, is_superuser=is_superuser)
    touched(chief, department.key)
    with pytest.raises(RoadRefused) as refusal:
        approve_and_publish(submitted(department, by=anna), by=chief)
    assert codes(refusal) == ["touched-by-approver"]
    assert not Edition.objects.exists()


def test_an_attempt_is_recorded(department: Unit, anna: User, ewa: User) -> None:
    touched(ewa, department.key)
    with pytest.raises(RoadRefused):
        approve_proposal(submitted(department, by=anna), by=ewa)
    entry = Entry.objects.get(kind=Entry.Kind.REFUSAL)
    assert (entry.actor, entry.actor_id) == ("ewa", ewa.pk)


def test_what_concerns_another_department_or_only_reads_does_not_count(
    department: Unit, office: Office, anna: User, ewa: User
) -> None:
    touched(ewa, "zupelnie2inny")
    touched(ewa, "office")
    Entry.objects.create(kind=Entry.Kind.ROAD, act="złożono projekt", actor_id=ewa.pk, key=department.key)
    assert hands(submitted(department, by=anna)) == set()


def test_what_was_changed_after_the_freezing_belongs_to_the_next_proposal(
    department: Unit, anna: User, ewa: User
) -> None:
    proposal = submitted(department, by=anna)
    touched(ewa, department.key)
    (edition,) = approve_and_publish(proposal, by=ewa)
    change_unit(department, intro="Inaczej:")
    following = submitted(department, by=anna)
    assert hands(following) == {"ewa"}
    assert following.parts.get().base == edition


def test_what_was_published_before_does_not_count(department: Unit, anna: User, ewa: User) -> None:
    touched(ewa, department.key)
    approve_and_publish(submitted(department, by=anna), by=account("piotr", PUBLISHER))
    change_unit(department, intro="Inaczej:")
    assert hands(submitted(department, by=anna)) == set()


def test_of_an_edition_that_went_no_road_its_moment_counts(department: Unit, anna: User, ewa: User) -> None:
    touched(ewa, department.key, at=timezone.now() - timedelta(minutes=1))
    publish_edition(department, STATEMENT)
    change_unit(department, intro="Inaczej:")
    touched(anna, department.key)
    assert hands(submitted(department, by=anna)) == {"anna"}


def test_whoever_removed_a_duty_touched_it(department: Unit, anna: User, ewa: User) -> None:
    publish_edition(department, STATEMENT)
    duty = a_duty()
    touched(ewa, duty.key)
    duty.delete()
    assert hands(submitted(department, by=anna)) == {"ewa"}


def test_those_who_name_the_officers_touch_the_office(office: Office, anna: User, ewa: User) -> None:
    officer = Officer.objects.get()
    touched(ewa, f"orgchart.officer:{officer.pk}", model="orgchart.officer")
    assert hands(submitted(office, by=anna)) == {"ewa"}


def test_commands_and_accounts_that_are_gone_count_for_nobody(department: Unit, anna: User, ewa: User) -> None:
    Entry.objects.create(kind=Entry.Kind.CHANGE, act="wczytano", key=department.key)
    touched(ewa, department.key)
    Entry.objects.create(kind=Entry.Kind.CHANGE, act="zmieniono", actor_id=999_999, key=department.key)
    assert hands(submitted(department, by=anna)) == {"ewa"}


def test_an_office_of_one_may_defer_the_second_pair_of_eyes(department: Unit, settings: Any) -> None:
    settings.DEFERRED_COUNTERSIGNATURE = True
    alone = account("sama", ADMINISTRATOR)
    touched(alone, department.key)
    proposal = submitted(department, by=alone)
    assert [obstacle.blocks for obstacle in obstacles_of_approval(proposal, by=alone)] == [False]
    approve_and_publish(proposal, by=alone)
    assert list(Proposal.objects.uncountersigned()) == [proposal]
    proposal.refresh_from_db()
    assert proposal.deferred


def test_somebody_without_a_hand_in_it_defers_nothing(department: Unit, anna: User, ewa: User, settings: Any) -> None:
    settings.DEFERRED_COUNTERSIGNATURE = True
    assert not approve_proposal(submitted(department, by=anna), by=ewa).deferred


def by_people() -> set[Entry]:
    return set(unpublished_entries().exclude(actor_id=None))


def test_entries_of_what_is_not_published_yet_are_told_apart(
    department: Unit, office: Office, anna: User, ewa: User
) -> None:
    duty = a_duty()
    old = [touched(anna, duty.key), touched(anna, department.posts.all()[0].key)]
    of_office = touched(ewa, "office")
    touched(ewa, "zupelnie2inny")
    assert by_people() == {*old, of_office}
    approve_and_publish(submitted(department, by=anna), by=ewa)
    assert by_people() == {of_office}
    duty.delete()
    removal = touched(anna, duty.key)
    assert by_people() == {of_office, removal}


def test_the_journal_keeps_them_however_old_they_are(department: Unit, anna: User) -> None:
    long_ago = timezone.now() - timedelta(days=1200)
    kept = touched(anna, a_duty().key, at=long_ago)
    touched(anna, "zupelnie2inny", at=long_ago)
    assert prune(timezone.now() - timedelta(days=1000)) == 1
    assert list(Entry.objects.filter(at=long_ago)) == [kept]
    assert hands(submitted(department, by=account("olga", EDITOR))) == {"anna"}


def rename_the_fair(department: Unit) -> None:
    change_unit(Unit.objects.get(symbol="PRI-T"), name="Oddział Targów i Wystaw")


def take_the_director_off(department: Unit) -> None:
    Appointment.objects.all().delete()


def remove_duties(department: Unit) -> None:
    arrange_duties(Unit.objects.get(symbol="PRI"), [])


def change_the_fax(department: Unit) -> None:
    Channel.objects.filter(contact__unit=department).update(value="42 663 36 09")


def remove_a_unit(department: Unit) -> None:
    remove_unit(Unit.objects.get(symbol="PRII"))


@pytest.mark.parametrize(
    "change", [rename_the_fair, take_the_director_off, remove_duties, change_the_fax, remove_a_unit]
)
def test_what_is_really_changed_is_really_found(
    department: Unit, anna: User, ewa: User, change: Callable[[Unit], None]
) -> None:
    """With the journal's own entries, whatever way the change is written."""
    publish_edition(department, STATEMENT)
    with acts(Acting("ewa", ewa.pk)):
        change(department)
    proposal = submitted(department, by=anna)
    assert hands(proposal) == {"ewa"}
    approve_and_publish(proposal, by=account("piotr", PUBLISHER))
    with acts(Acting("anna", anna.pk)):
        change_unit(department, intro="Inaczej:")
    assert hands(submitted(department, by=anna)) == {"anna"}


def test_the_order_of_the_departments_is_somebody_s_change(
    department: Unit, office: Office, anna: User, ewa: User
) -> None:
    other = add_unit(parent=None, name="Departament Kultury")
    publish_edition(office, STATEMENT)
    with acts(Acting("anna", anna.pk)):
        change_unit(department, intro="Inaczej:")
    with acts(Acting("ewa", ewa.pk)):
        move_unit(other, parent=None, index=0)
    proposal = submitted(office, by=account("olga", EDITOR))
    assert hands(proposal) == {"ewa"}
    assert Entry.objects.get(key=other.key, actor_id=ewa.pk) in unpublished_entries()


def test_whoever_is_appointed_for_a_later_day_is_a_change_of_that_day(
    department: Unit, office: Office, anna: User, ewa: User, time_machine: Any
) -> None:
    """The edition between could not tell of him: nobody has seen what was entered."""
    publish_edition(office, STATEMENT)
    day = timezone.localdate() + timedelta(days=10)
    with acts(Acting("ewa", ewa.pk)):
        vice = department.posts.get(function="Zastępca Dyrektora")
        Appointment.objects.create(post=vice, person="Nowa Osoba", since=day)
    publish_edition(department, STATEMENT)
    assert "Nowa Osoba" not in Edition.objects.get(title=department.name).body.content
    entry = Entry.objects.get(actor_id=ewa.pk)
    assert entry in unpublished_entries()
    time_machine.move_to(timezone.now() + timedelta(days=11))
    proposal = submitted(department, by=anna)
    assert hands(proposal) == {"ewa"}
    with pytest.raises(RoadRefused) as refusal:
        approve_proposal(proposal, by=ewa)
    assert codes(refusal) == ["touched-by-approver"]
    approve_and_publish(proposal, by=account("piotr", PUBLISHER))
    assert entry not in unpublished_entries()
    change_unit(department, intro="Inaczej:")
    assert hands(submitted(department, by=anna)) == set()


@pytest.mark.parametrize("is_new", [False, True])
def test_what_was_changed_in_another_department_before_it_moved_here(
    department: Unit, office: Office, anna: User, ewa: User, is_new: bool
) -> None:
    """The other department's edition is newer than the change, and never held what was changed."""
    other = add_unit(parent=None, name="Departament Kultury")
    publish_edition(department, STATEMENT)
    promotion = Unit.objects.get(symbol="PRI")
    with acts(Acting("ewa", ewa.pk)):
        if is_new:
            duty = add_duty(promotion, "Nowe zadanie.")
        else:
            duty = a_duty()
            duty.text = "Inaczej;"
            duty.save()
    publish_edition(other, STATEMENT)
    with acts(Acting("anna", anna.pk)):
        move_duty(duty, unit=other)
    assert hands(submitted(other, by=anna)) == {"anna", "ewa"}
    assert Entry.objects.filter(actor_id=ewa.pk, key=duty.key).exists()


def test_what_was_published_where_it_stood_is_nobody_s_change_any_more(
    department: Unit, office: Office, anna: User, ewa: User
) -> None:
    other = add_unit(parent=None, name="Departament Kultury")
    duty = a_duty()
    touched(ewa, duty.key)
    publish_edition(department, STATEMENT)
    publish_edition(other, STATEMENT)
    with acts(Acting("anna", anna.pk)):
        move_duty(duty, unit=other)
    assert hands(submitted(other, by=anna)) == {"anna"}


def test_a_draft_frozen_again_counts_anew(department: Unit, anna: User, ewa: User) -> None:
    draft = freeze_draft([department], by=anna)
    touched(ewa, department.key)
    change_unit(department, intro="Inaczej:")
    draft = submit_proposal(freeze_draft([department], by=anna), REASON, by=anna)
    assert hands(draft) == {"ewa"}
