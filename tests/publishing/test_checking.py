"""«Sprawdzono dnia»: who may say that what readers see is right, once a day, and of what was read."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Channel, Contact
from journal.models import Entry
from orgchart.models import Appointment, Office, Unit
from orgchart.rights import ADMINISTRATOR, AUDITOR, EDITOR, PUBLISHER
from orgchart.services import add_unit, change_unit, remove_unit
from publishing.models import Check, Edition, PublicVersion
from publishing.services import (
    CheckRefused,
    Grounds,
    RoadForbidden,
    check,
    publish_edition,
    withdraw_editions,
)
from publishing.services.checking import shown_now
from tasks.models import Duty
from tests.publishing.people import account, codes
from tests.publishing.small_office import STATEMENT, make_department, make_office
from tests.worlds import kept

pytestmark = pytest.mark.django_db


@kept
def published(office: Office, department: Unit) -> Unit:
    publish_edition(office, STATEMENT)
    publish_edition(department, STATEMENT)
    return department


@pytest.fixture
def box(published: Unit) -> Contact:
    return Contact.objects.get(unit=published)


def read(*keys: str) -> dict[str, str]:
    """What somebody reads now: each key with its fingerprint."""
    shown = shown_now(keys, timezone.now())
    assert set(shown) == set(keys)
    return {key: each.fingerprint for key, each in shown.items()}


def rows() -> list[tuple[str, date, str]]:
    return [(row.key, row.day, row.by.username) for row in Check.objects.order_by("pk")]


def test_it_is_a_row_a_new_public_version_and_an_entry_of_the_journal(
    published: Unit, box: Contact, anna: User
) -> None:
    version, last = PublicVersion.objects.get(), Entry.objects.latest("pk").pk
    checked = check(read(box.key, published.key), by=anna)
    today = timezone.localdate()
    assert rows() == [(box.key, today, "anna"), (published.key, today, "anna")]
    assert (checked.told, checked.before) == ("1 komórka i 1 kontakt", ())
    after = PublicVersion.objects.get()
    assert after.number > version.number and after.editions == version.editions
    assert Edition.objects.count() == 2
    entries = Entry.objects.filter(pk__gt=last).order_by("pk")
    told = [(entry.act, entry.model, entry.key, entry.owner, entry.title) for entry in entries]
    act = ("sprawdzono, nadal aktualne", "publishing.check")
    assert told == [
        (*act, box.key, published.key, "Kontakt"),
        (*act, published.key, published.key, "Departament Próby"),
    ]


def test_once_a_day_is_enough_by_the_clock_of_warsaw(box: Contact, anna: User, ewa: User) -> None:
    with time_machine.travel(datetime(2027, 3, 1, 22, 30, tzinfo=UTC), tick=False):
        check(read(box.key), by=anna)
        version = PublicVersion.objects.get().number
        again = check(read(box.key), by=ewa)
        assert (again.now, [each.key for each in again.before]) == ((), [box.key])
        assert PublicVersion.objects.get().number == version
    with time_machine.travel(datetime(2027, 3, 1, 23, 30, tzinfo=UTC), tick=False):
        check(read(box.key), by=ewa)
    assert rows() == [(box.key, date(2027, 3, 1), "anna"), (box.key, date(2027, 3, 2), "ewa")]


def test_of_several_those_are_recorded_that_nobody_checked_today(published: Unit, box: Contact, anna: User) -> None:
    check(read(box.key), by=anna)
    checked = check(read(box.key, published.key), by=anna)
    assert [each.key for each in checked.now] == [published.key]
    assert len(rows()) == 2


def test_nothing_chosen(anna: User) -> None:
    with pytest.raises(CheckRefused, match="Nie wybrano") as refusal:
        check({}, by=anna)
    assert codes(refusal) == ["check-of-nothing"]


def test_what_readers_do_not_see_cannot_be_checked(published: Unit, box: Contact, anna: User) -> None:
    later = STATEMENT.__class__(**{**vars(STATEMENT), "in_force_from": timezone.now() + timedelta(days=30)})
    planned = add_unit(parent=published, name="Wydział Planowany")
    publish_edition(published, later)
    drafted = add_unit(parent=published, name="Wydział Roboczy")
    channel = Channel.objects.filter(contact=box).get()
    for key in (planned.key, drafted.key, channel.key, "nie-ma", ""):
        with pytest.raises(CheckRefused, match="już nie widzą") as refusal:
            check({key: "x"}, by=anna)
        assert codes(refusal) == ["check-of-nothing"]
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        check(read(planned.key), by=anna)
    assert len(rows()) == 1


def test_withdrawn_editions_show_nothing(published: Unit, box: Contact, anna: User) -> None:
    seen = read(box.key)
    grounds = Grounds("Błąd.", "art. 5", "Dyrektor")
    withdraw_editions(("department", published.key), grounds=grounds, by=anna)
    with pytest.raises(CheckRefused):
        check(seen, by=anna)


def test_what_came_into_force_meanwhile_is_read_first(published: Unit, box: Contact, anna: User) -> None:
    """The same with a planned edition whose moment came."""
    seen = read(box.key, published.key)
    Channel.objects.filter(contact=box).update(value="42 663 36 99")
    later = STATEMENT.__class__(**{**vars(STATEMENT), "in_force_from": timezone.now() + timedelta(days=1)})
    publish_edition(published, later)
    assert read(box.key, published.key) == seen
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        with pytest.raises(CheckRefused, match="„Kontakt” brzmi już inaczej") as refusal:
            check(seen, by=anna)
        assert codes(refusal) == ["check-outdated"]
        assert rows() == []
        check(read(box.key), by=anna)


def test_a_change_elsewhere_is_none_here(published: Unit, box: Contact, anna: User) -> None:
    """Nor is one of the units below or of the boxes: they are checked by themselves."""
    seen = read(box.key, published.key)
    add_unit(parent=published, name="Wydział Nowy", index=0)
    Contact.objects.filter(pk=box.pk).update(position=2)
    Contact.objects.create(unit=published, title="Sekretariat", position=1)
    publish_edition(published, STATEMENT)
    assert len(check(seen, by=anna).now) == 2


@pytest.mark.parametrize("change", ["intro", "person", "duty"])
def test_a_unit_says_its_words_its_people_and_its_duties(published: Unit, anna: User, change: str) -> None:
    unit = Unit.objects.get(symbol="PRI") if change == "duty" else published
    seen = read(unit.key)
    if change == "intro":
        change_unit(published, intro="Inaczej:")
    elif change == "person":
        Appointment.objects.update(person="Olga Nowa")
    else:
        Duty.objects.filter(unit=unit, parent=None).update(text="Inaczej.")
    publish_edition(published, STATEMENT)
    with pytest.raises(CheckRefused):
        check(seen, by=anna)


def test_whoever_edits_or_publishes_there_may(published: Unit, box: Contact) -> None:
    unit = Unit.objects.get(symbol="PRI")
    common = Contact.objects.get(unit=None)
    of_unit = Contact.objects.create(unit=unit, title="Pokój wydziału")
    publish_edition(published, STATEMENT)
    here, there, whole = (box.key,), (of_unit.key,), (common.key,)
    allowed = {
        account("cala", EDITOR): {*here, *there, *whole},
        account("departamentu", EDITOR, published): {*here, *there},
        account("wydzialu", EDITOR, unit): {*there},
        account("wydawca", PUBLISHER, published): {*here, *there},
        account("administrator", ADMINISTRATOR): {*here, *there, *whole},
        account("audytor", AUDITOR): set(),
        account("gdzie-indziej", EDITOR, add_unit(parent=None, name="Departament Kultury")): set(),
    }
    for user, keys in allowed.items():
        for key in (box.key, of_unit.key, common.key):
            if key in keys:
                check(read(key), by=user)
            else:
                with pytest.raises(RoadForbidden):
                    check(read(key), by=user)


def test_one_that_is_not_his_refuses_all(published: Unit, box: Contact) -> None:
    common = Contact.objects.get(unit=None)
    with pytest.raises(RoadForbidden):
        check(read(box.key, common.key), by=account("departamentu", EDITOR, published))
    assert rows() == []


def test_of_what_left_the_working_copy_the_nearest_above_is_asked(published: Unit) -> None:
    unit = Unit.objects.get(symbol="PRII")
    key, editor = unit.key, account("komorki", EDITOR, unit)
    remove_unit(unit)
    with pytest.raises(RoadForbidden):
        check(read(key), by=editor)
    check(read(key), by=account("departamentu", EDITOR, published))


def test_whoever_checks_has_no_hand_in_what_is_published_next(published: Unit, box: Contact, anna: User) -> None:
    check(read(box.key, published.key), by=anna)
    entries = Entry.objects.filter(model="publishing.check")
    assert {entry.kind for entry in entries} == {Entry.Kind.ROAD}


def test_many_cost_no_more_queries_to_find(published: Unit, box: Contact) -> None:
    def asked(*keys: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            read(*keys)
        return len(queries)

    few = asked(box.key)
    units = [add_unit(parent=published, name=f"Zespół {number}") for number in range(30)]
    publish_edition(published, STATEMENT)
    assert asked(*(unit.key for unit in units)) == few == 1


@pytest.fixture
def office_of_its_own(transactional_db: None) -> Unit:
    publish_edition(make_office(), STATEMENT)
    department = make_department()
    publish_edition(department, STATEMENT)
    return department


def at_once(*acts: Any) -> list[Any]:
    def done(act: Any) -> Any:
        try:
            return act()
        except CheckRefused as refusal:
            return [obstacle.code for obstacle in refusal.obstacles]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(done, acts))


on_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time anyway"
)


@on_postgresql
def test_two_at_once_make_one_row(office_of_its_own: Unit) -> None:
    anna, ewa = account("anna", EDITOR), account("ewa", PUBLISHER)
    seen = read(office_of_its_own.key)
    told = at_once(lambda: check(seen, by=anna), lambda: check(seen, by=ewa))
    assert sorted(len(each.now) for each in told) == [0, 1]
    assert Check.objects.count() == 1


@on_postgresql
def test_beside_a_publication_either_the_check_came_first_or_it_is_refused(office_of_its_own: Unit) -> None:
    anna, department = account("anna", EDITOR), office_of_its_own
    seen = read(department.key)
    change_unit(department, intro="Inaczej:")
    edition, told = at_once(lambda: publish_edition(department, STATEMENT), lambda: check(seen, by=anna))
    row = Check.objects.first()
    if told == ["check-outdated"]:
        assert row is None
    else:
        assert row is not None and row.at <= edition.published_at
