"""An edition is copied back into the working copy, by keys: afterwards that says what the edition says."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Channel, Contact
from journal.models import Entry
from orgchart.models import Appointment, Gone, Office, Officer, Post, Unit
from orgchart.removals import answer_gone
from orgchart.services import add_unit, change_unit, move_unit, remove_unit
from publishing.canonical import canonical
from publishing.models import Edition
from publishing.reading import document_of
from publishing.services import publish_edition
from publishing.services.restoring import (
    RestorationRefused,
    day_of,
    preview_restoration,
    restore_edition,
    working_copy_of,
)
from publishing.telling import Chapter
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties, close_unit
from tests.publishing.small_office import STATEMENT
from tests.publishing.working_copy import edit_anything
from tests.small_tree import rows_of
from tests.worlds import kept

pytestmark = pytest.mark.django_db


@kept
def person() -> User:
    return User.objects.create_superuser("szefowa")


@kept
def edition(department: Unit) -> Edition:
    promotion = Unit.objects.get(symbol="PRI")
    box = Contact.objects.create(unit=promotion, title="Sekretariat")
    Channel.objects.create(contact=box, kind="telefon", value="42 663 36 03", position=1)
    Channel.objects.create(contact=box, kind="e-mail", value="", position=2)
    Channel.objects.create(contact=box, kind="e-mail", value="pri@urzad.example", position=3)
    return publish_edition(department, STATEMENT)


def sentences(chapters: list[Chapter]) -> list[str]:
    return [f"{chapter.title}: {told.sentence}" for chapter in chapters for told in chapter.told]


def says(edition: Edition) -> str:
    content = document_of(edition)
    now = working_copy_of(content, day_of(edition, content))
    return canonical(now) if now else ""


def assert_restored(edition: Edition, person: User) -> None:
    told = preview_restoration(edition)
    assert restore_edition(edition, by=person) == told
    assert says(edition) == edition.body.content
    assert preview_restoration(edition) == []
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert restore_edition(edition, by=person) == []
    written = [query["sql"] for query in queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert [sql for sql in written if "journal_entry" not in sql] == []


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.once) for seed in range(6, 12))])
def test_after_any_edits_the_working_copy_says_what_the_edition_says(
    edition: Edition, department: Unit, person: User, seed: int
) -> None:
    random = Random(seed)
    for _ in range(random.randint(1, 14)):
        edit_anything(department, random)

    assert_restored(edition, person)


def swap_symbols(department: Unit) -> None:
    first, second = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRII")
    change_unit(first, symbol="", slug="obok")
    change_unit(second, symbol="PRI", slug="pri")
    change_unit(first, symbol="PRII", slug="prii")


def swap_duties(department: Unit) -> None:
    first, second = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRII")
    one, other = rows_of(first)
    arrange_duties(second, [one, DutyRow("Nowe.")])
    arrange_duties(first, [DutyRow("Inne."), other, DutyRow("plany;", points=())])


def turn_the_tree_round(department: Unit) -> None:
    first, below = Unit.objects.get(symbol="PRI"), Unit.objects.get(symbol="PRI-T")
    move_unit(below, parent=department, index=0)
    move_unit(first, parent=below)


def put_under_a_new_unit(department: Unit) -> None:
    new = add_unit(parent=department, name="Zespół Nowy", symbol="ZN", index=0)
    move_unit(Unit.objects.get(symbol="PRII"), parent=new)
    Contact.objects.filter(title="Sekretariat").update(unit=new)
    Post.objects.filter(function="Dyrektor").update(unit=new)


def remove_a_unit(department: Unit) -> None:
    remove_unit(Unit.objects.get(symbol="PRI"))
    add_unit(parent=department, name="Wydział Promocji", symbol="PRI")


def exchange_the_director(department: Unit) -> None:
    today = timezone.localdate()
    Appointment.objects.filter(person="Maciej Łaski").update(until=today)
    Appointment.objects.create(
        post=Post.objects.get(function="Dyrektor"), person="Anna Nowa", since=today + timedelta(days=1)
    )


ACTS: list[Callable[[Unit], None]] = [
    swap_symbols,
    swap_duties,
    turn_the_tree_round,
    put_under_a_new_unit,
    remove_a_unit,
    exchange_the_director,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_acts_that_stand_in_their_own_way_are_undone(
    edition: Edition, department: Unit, person: User, act: Callable[[Unit], None]
) -> None:
    act(department)

    assert says(edition) != edition.body.content
    assert_restored(edition, person)


def test_appointments_of_other_days_stay_where_they_contradict_nothing(
    edition: Edition, department: Unit, person: User
) -> None:
    director = Post.objects.get(function="Dyrektor")
    Appointment.objects.create(post=director, person="Dawny", until=date(2019, 12, 31))
    Appointment.objects.filter(person="Maciej Łaski").update(person="Maciej Ł.", until=timezone.localdate())
    Appointment.objects.create(post=director, person="Następna", since=timezone.localdate() + timedelta(days=1))
    told = sentences(restore_edition(edition, by=person))

    assert any("zniknie powołanie Następna od" in sentence for sentence in told)
    assert set(director.appointments.values_list("person", flat=True)) == {"Dawny", "Maciej Łaski"}


def test_a_department_that_went_comes_back(edition: Edition, department: Unit, person: User) -> None:
    remove_unit(department)

    told = sentences(preview_restoration(edition))
    assert "Departament Próby: Przywrócono cały departament „Departament Próby”." in told
    restore_edition(edition, by=person)
    assert says(edition) == edition.body.content


def test_a_channel_that_is_not_filled_in_stays(edition: Edition, person: User) -> None:
    Channel.objects.filter(value="42 663 36 03").update(value="42 663 36 99")
    restore_edition(edition, by=person)

    assert Channel.objects.filter(contact__title="Sekretariat", value="").count() == 1


def test_what_another_department_has_now_comes_back(edition: Edition, department: Unit, person: User) -> None:
    other = add_unit(parent=None, name="Departament Drugi")
    move_unit(Unit.objects.get(symbol="PRI-T"), parent=other)
    arrange_duties(other, [rows_of(Unit.objects.get(symbol="PRI"))[1]])

    assert "Departament Drugi: Wróci stąd do „Departament Próby”: „Promocja.”." in sentences(
        preview_restoration(edition)
    )
    assert_restored(edition, person)
    assert not Duty.objects.filter(unit=other).exists()


def test_nothing_is_taken_from_where_one_may_not_edit(edition: Edition, department: Unit) -> None:
    other = add_unit(parent=None, name="Departament Drugi")
    move_unit(Unit.objects.get(symbol="PRI-T"), parent=other)
    person = User.objects.create_user("redaktorka", is_staff=True)

    with pytest.raises(RestorationRefused, match="„Oddział Targów \\(PRI-T\\)” jest teraz w „Departament Drugi”"):
        restore_edition(edition, by=person)


def test_a_unit_under_which_others_were_put_elsewhere_is_not_torn_away(
    edition: Edition, department: Unit, person: User
) -> None:
    unit = Unit.objects.get(symbol="PRI-T")
    move_unit(unit, parent=add_unit(parent=None, name="Departament Drugi"))
    add_unit(parent=unit, name="Zespół Obcy")

    with pytest.raises(RestorationRefused, match="podlega jej „Zespół Obcy”"):
        restore_edition(edition, by=person)
    assert Unit.objects.get(symbol="PRI-T").get_root().name == "Departament Drugi"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"symbol": "PRI"}, "Ten symbol ma już komórka „Cudza”"), ({"slug": "pri"}, "Ten adres ma już inna komórka")],
)
def test_what_cannot_be_stored_today_is_told_and_nothing_done(
    edition: Edition, department: Unit, person: User, facts: dict[str, str], sentence: str
) -> None:
    change_unit(Unit.objects.get(symbol="PRI"), symbol="INNY", slug="inny")
    change_unit(add_unit(parent=None, name="Cudza"), **facts)
    arrange_duties(Unit.objects.get(symbol="INNY"), [])
    before = says(edition)

    with pytest.raises(RestorationRefused, match=sentence):
        restore_edition(edition, by=person)
    assert says(edition) == before


def test_an_address_that_the_portal_took_for_itself(
    edition: Edition, department: Unit, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_unit(Unit.objects.get(symbol="PRI"), symbol="INNY", slug="inny")
    monkeypatch.setattr("orgchart.addresses.RESERVED", frozenset({"pri"}))

    with pytest.raises(RestorationRefused, match="zajęty przez stałą stronę portalu"):
        restore_edition(edition, by=person)


def test_the_office(office: Office, department: Unit, person: User) -> None:
    second = add_unit(parent=None, name="Departament Drugi")
    edition = publish_edition(office, STATEMENT)
    Office.objects.update(seat="ul. Krzywa 2")
    Officer.objects.all().delete()
    Officer.objects.create(office=office, role=Officer.Role.INSPECTOR, name="Jan", position=1)
    Officer.objects.create(office=office, role=Officer.Role.EDITOR, name="Ewa", position=2)
    Contact.objects.filter(unit=None).delete()
    Contact.objects.create(title="Inne")
    move_unit(second, parent=None, index=0)

    assert_restored(edition, person)
    assert list(Unit.objects.filter(parent=None).order_by("position")) == [department, second]


def test_what_comes_back_is_gone_no_more_and_what_goes_is(edition: Edition, department: Unit, person: User) -> None:
    promotion = Unit.objects.get(symbol="PRI")
    keys = {duty.key for duty in promotion.duties.all()} | {promotion.key, Unit.objects.get(symbol="PRI-T").key}
    close_unit(promotion)
    new = add_unit(parent=department, name="Zespół Nowy", symbol="ZN")
    publish_edition(department, STATEMENT)
    assert set(Gone.objects.values_list("key", flat=True)) == keys

    restore_edition(edition, by=person)
    assert list(Gone.objects.values_list("key", flat=True)) == [new.key]


def test_an_answer_is_discarded_with_the_rest(edition: Edition, department: Unit, person: User) -> None:
    close_unit(Unit.objects.get(symbol="PRII"))
    gone = Gone.objects.get()
    answer_gone(gone, how="closed", successors=[])
    last = publish_edition(department, STATEMENT)
    answer_gone(gone, how="merged", successors=[Unit.objects.get(symbol="PRI").key])

    assert says(last) != last.body.content
    assert_restored(last, person)
    gone.refresh_from_db()
    assert (gone.how, gone.successors) == ("closed", "")


def test_it_stands_in_the_journal(edition: Edition, person: User) -> None:
    restore_edition(edition, by=person)
    entry = Entry.objects.get(act="przywrócono wydanie do wersji roboczej")

    assert (entry.kind, entry.key, entry.title) == (Entry.Kind.ROAD, edition.key, str(edition))


def test_rows_that_pass_from_list_to_list_do_not_meet(edition: Edition, department: Unit, person: User) -> None:
    Contact.objects.filter(title="Kontakt").update(position=2)
    Contact.objects.filter(title="Sekretariat").update(unit=department, position=1)

    assert_restored(edition, person)


def test_queries_grow_with_what_changed_and_not_with_the_department(department: Unit, person: User) -> None:
    def queries() -> int:
        edition = publish_edition(department, STATEMENT)
        Duty.objects.filter(text="Promocja.").update(text="Inaczej.")
        with CaptureQueriesContext(connection) as captured:
            restore_edition(edition, by=person)
        return len(captured)

    few = queries()
    for number in range(12):
        unit = add_unit(parent=department, name=f"Zespół {number}")
        arrange_duties(unit, [DutyRow(f"Zadanie {each}") for each in range(20)])
        Post.objects.create(unit=unit, function="Kierownik")
        Contact.objects.create(unit=unit, title="Sekretariat")

    assert queries() == few
