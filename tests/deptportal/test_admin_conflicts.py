"""Two people who edit the same thing: the second sees both versions, keeps what he typed, and decides."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Channel, Contact
from orgchart.conflicts import CHANGED_MEANWHILE
from orgchart.models import Appointment, Office, Officer, Post, Unit
from orgchart.services import move_unit, remove_unit
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties
from tests.factories import (
    AppointmentFactory,
    ChannelFactory,
    ContactFactory,
    OfficeFactory,
    OfficerFactory,
    PostFactory,
)
from tests.filled import fields_of, load, row_of
from tests.small_tree import outline

pytestmark = pytest.mark.django_db


class Desk:
    """Two people at the same page: `mine` was loaded before the other one saves."""

    def __init__(self, me: Client, other: Client, thing: Any) -> None:
        name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
        self.me, self.other, self.address = me, other, reverse(name, args=[thing.pk])
        self.mine = load(me, self.address)

    def other_saves(self, **changes: str) -> None:
        fields = load(self.other, self.address)
        assert self.other.post(self.address, fields | changes).status_code == 302

    def i_save(self, fields: dict[str, str]) -> Any:
        return self.me.post(self.address, fields)

    def i_am_stopped(self, fields: dict[str, str]) -> str:
        answer = self.i_save(fields)
        assert answer.status_code == 200
        page: str = answer.content.decode()
        assert CHANGED_MEANWHILE in page
        return page


def table(page: str) -> str:
    return page.partition('class="both-versions"')[2].partition("</section>")[0]


def as_seen(page: str) -> dict[str, str]:
    """The form as the page's script posts it: the rows numbered as they stand on the page."""
    fields = fields_of(page)
    seen = re.findall(r'name="(duties-\d+)-key"', page.partition("<template")[0])
    return fields | {f"{row}-place": str(place) for place, row in enumerate(seen, 1)} | {"duties-arranged": "1"}


def rows_as_stored(unit: Unit) -> list[DutyRow]:
    return [
        DutyRow(duty.text, duty.key, points=tuple(DutyRow(point.text, point.key) for point in duty.points.all()))
        for duty in unit.duties.filter(parent=None).order_by("position")
    ]


def gone(desk: Desk, fields: dict[str, str]) -> str:
    """The answer to a form about something that somebody removed meanwhile."""
    answer = desk.i_save(fields)
    assert answer.status_code == 409
    page: str = answer.content.decode()
    assert "Niczego nie zapisano, bo w tym czasie ktoś to usunął." in page
    return page


@pytest.fixture
def desk(editor: Client, second_editor: Client, unit: Unit) -> Desk:
    return Desk(editor, second_editor, unit)


class TestUnits:
    def test_both_versions_stand_side_by_side_and_the_second_person_decides(self, desk: Desk, unit: Unit) -> None:
        desk.other_saves(name="Wydział Marki")
        page = desk.i_am_stopped(desk.mine | {"name": "Wydział Reklamy", "intro": "Do zadań należy:"})
        assert "<td>Wydział Reklamy</td>" in table(page)
        assert "<td>Wydział Marki</td>" in table(page)
        unit.refresh_from_db()
        assert unit.name == "Wydział Marki"
        again = fields_of(page)
        assert (again["name"], again["intro"]) == ("Wydział Reklamy", "Do zadań należy:")
        assert desk.i_save(again).status_code == 302
        unit.refresh_from_db()
        assert (unit.name, unit.intro) == ("Wydział Reklamy", "Do zadań należy:")

    def test_a_third_save_in_between_is_noticed_again(self, desk: Desk) -> None:
        desk.other_saves(name="Wydział Marki")
        again = fields_of(desk.i_am_stopped(desk.mine | {"name": "Wydział Reklamy"}))
        desk.other_saves(name="Wydział Targów")
        assert "Wydział Targów" in table(desk.i_am_stopped(again))

    def test_a_form_without_its_digest_saves_nothing(self, desk: Desk) -> None:
        desk.i_am_stopped({name: value for name, value in desk.mine.items() if name != "loaded"})

    def test_somebody_elses_move_is_no_conflict(self, desk: Desk, unit: Unit) -> None:
        move_unit(unit, parent=Unit.objects.get(symbol="PRII"))
        assert desk.i_save(desk.mine | {"name": "Wydział Reklamy"}).status_code == 302
        unit.refresh_from_db()
        assert (unit.name, unit.level) == ("Wydział Reklamy", 2)

    def test_a_unit_that_is_gone(self, desk: Desk, unit: Unit) -> None:
        remove_unit(unit)
        page = gone(desk, desk.mine | {"name": "Wydział <Reklamy>", "duties-3-text": "Promocja za granicą;"})
        for typed in ("Wydział &lt;Reklamy&gt;", "Promocja za granicą;", "Nadzór;", "Zadanie 1 punkt 2 – Treść"):
            assert typed in page, typed
        assert f'href="{reverse("admin:orgchart_unit_add")}"' in page
        assert 'type="submit" name=' not in page

    def test_a_unit_that_is_gone_is_told_to_readers_as_before(self, desk: Desk, reader: Client, unit: Unit) -> None:
        remove_unit(unit)
        assert reader.post(desk.address, desk.mine).status_code == 403


@pytest.mark.once
class TestDuties:
    def test_a_duty_reworded_by_both(self, desk: Desk, unit: Unit) -> None:
        row = row_of(desk.mine, "Promocja;")
        desk.other_saves(**{f"{row}-text": "Promocja w kraju;"})
        page = desk.i_am_stopped(desk.mine | {f"{row}-text": "Promocja za granicą;"})
        assert "Zadanie 2 – Treść" in table(page)
        assert "<td>Promocja za granicą;</td>" in table(page)
        assert "<td>Promocja w kraju;</td>" in table(page)
        assert desk.i_save(fields_of(page)).status_code == 302
        assert "Promocja za granicą;" in outline(unit)

    def test_a_duty_that_the_other_one_added_is_not_lost(self, desk: Desk, unit: Unit) -> None:
        desk.other_saves(**{"duties-5-text": "Dodane;", "duties-5-place": "4"})
        page = desk.i_am_stopped(desk.mine | {"name": "Wydział Reklamy"})
        assert "<td>nie ma</td>" in table(page)
        assert "Dodane;" in table(page)
        assert "Ten wiersz dodał w tym czasie ktoś inny." in page
        assert desk.i_save(fields_of(page)).status_code == 302
        assert outline(unit) == ["Nadzór;", "- plany;", "- wnioski;", "Dodane;", "Promocja;", "Współpraca."]

    def test_a_duty_that_the_other_one_removed_is_made_anew(self, desk: Desk, unit: Unit) -> None:
        row = row_of(desk.mine, "Promocja;")
        old = desk.mine[f"{row}-key"]
        desk.other_saves(**{f"{row}-DELETE": "on"})
        page = desk.i_am_stopped(desk.mine | {f"{row}-text": "Promocja regionu;"})
        assert "Ktoś inny usunął ten wiersz w tym czasie." in page
        assert desk.i_save(fields_of(page)).status_code == 302
        assert outline(unit)[3] == "Promocja regionu;"
        assert not Duty.objects.filter(key=old).exists()

    def test_another_order_is_told(self, desk: Desk) -> None:
        desk.other_saves(**{"duties-4-place": "4"})
        rows = table(desk.i_am_stopped(desk.mine | {"intro": "Do zadań należy:"}))
        assert "Zadanie – kolejność" in rows
        assert "<td>Promocja; | Współpraca.</td>" in rows
        assert "<td>Współpraca. | Promocja;</td>" in rows

    def test_a_duty_that_became_a_point_is_told(self, desk: Desk) -> None:
        desk.other_saves(**{"duties-3-point": "on"})
        rows = table(desk.i_am_stopped(desk.mine))
        assert "Zadanie 2 – punkt" in rows
        assert "<td>nie</td>" in rows
        assert "<td>tak</td>" in rows

    def test_my_point_stays_with_its_duty_when_the_other_one_adds_a_duty_there(self, desk: Desk, unit: Unit) -> None:
        desk.other_saves(**{"duties-5-text": "Cudze;", "duties-5-place": "5"})
        mine = {"duties-5-text": "mój punkt", "duties-5-point": "on", "duties-5-place": "5", "duties-4-place": "6"}
        page = desk.i_am_stopped(desk.mine | mine | {"duties-arranged": "1"})
        assert desk.i_save(as_seen(page)).status_code == 302
        assert outline(unit)[3:] == ["Promocja;", "- mój punkt", "Cudze;", "Współpraca."]

    def test_points_of_an_added_duty_stay_with_it(self, desk: Desk, unit: Unit) -> None:
        added = [DutyRow("Cudze;", points=(DutyRow("c1"), DutyRow("c2")))]
        arrange_duties(unit, [*rows_as_stored(unit), *added])
        nadzor = Duty.objects.get(text="Nadzór;")
        Duty.objects.create(unit=unit, parent=nadzor, text="sprawozdania;", position=3)
        page = desk.i_am_stopped(desk.mine | {"duties-5-text": "Moje;", "duties-5-place": "6", "duties-arranged": "1"})
        assert desk.i_save(as_seen(page)).status_code == 302
        assert outline(unit) == [
            *("Nadzór;", "- plany;", "- wnioski;", "- sprawozdania;", "Promocja;"),
            *("Współpraca.", "Cudze;", "- c1", "- c2", "Moje;"),
        ]

    def test_without_the_script_they_stay_with_it_too(self, desk: Desk, unit: Unit) -> None:
        first, *others = rows_as_stored(unit)
        arrange_duties(unit, [first, DutyRow("Cudze;", points=(DutyRow("c1"),)), *others])
        page = desk.i_am_stopped(desk.mine | {"duties-5-text": "Moje;", "duties-5-place": "5"})
        assert desk.i_save(fields_of(page)).status_code == 302
        assert outline(unit)[:5] == ["Nadzór;", "- plany;", "- wnioski;", "Cudze;", "- c1"]
        assert outline(unit)[5:] == ["Promocja;", "Moje;", "Współpraca."]

    def test_the_same_change_twice_is_said_to_be_the_same(self, desk: Desk) -> None:
        desk.other_saves(name="Wydział Marki")
        assert "Obie wersje są takie same." in desk.i_am_stopped(desk.mine | {"name": "Wydział Marki"})


@pytest.mark.once
class TestPosts:
    @pytest.fixture
    def desk(self, editor: Client, second_editor: Client, unit: Unit) -> Desk:
        post = PostFactory.create(unit=unit, function="Kierownik", position=1)
        AppointmentFactory.create(post=post, since=date(2020, 1, 1))
        return Desk(editor, second_editor, post)

    def test_appointments_by_both(self, desk: Desk) -> None:
        desk.other_saves(**{"appointments-0-until": "2025-12-31"})
        page = desk.i_am_stopped(desk.mine | {"appointments-0-person": "Maciej Łaski-Nowak"})
        assert "2025-12-31" in table(page)
        assert "Maciej Łaski-Nowak" in table(page)
        assert desk.i_save(fields_of(page)).status_code == 302
        held = Appointment.objects.get()
        assert (held.person, held.until) == ("Maciej Łaski-Nowak", None)

    def test_an_appointment_that_is_gone(self, desk: Desk) -> None:
        Appointment.objects.all().delete()
        page = desk.i_am_stopped(desk.mine)
        assert "Ktoś inny usunął ten wiersz" in page
        assert desk.i_save(fields_of(page)).status_code == 302
        assert Appointment.objects.get().person == "Maciej Łaski"

    def test_a_post_that_is_gone(self, desk: Desk, unit: Unit) -> None:
        Post.objects.all().delete()
        page = gone(desk, desk.mine | {"function": "Kierowniczka", "appointments-0-person": "Ewa Nowa"})
        assert "Kierowniczka" in page
        assert "Ewa Nowa" in page
        assert f'href="{reverse("admin:orgchart_post_add")}?unit={unit.pk}"' in page


@pytest.mark.once
class TestContacts:
    @pytest.fixture
    def desk(self, editor: Client, second_editor: Client, unit: Unit) -> Desk:
        contact = ContactFactory.create(unit=unit, title="Sekretariat", position=1)
        ChannelFactory.create(contact=contact, position=1)
        return Desk(editor, second_editor, contact)

    def test_channels_by_both(self, desk: Desk) -> None:
        desk.other_saves(**{"channels-0-value": "42 663 36 01"})
        page = desk.i_am_stopped(desk.mine | {"channels-0-value": "42 663 36 02", "title": "Sekretariat Wydziału"})
        assert "42 663 36 01" in table(page)
        assert "42 663 36 02" in table(page)
        assert desk.i_save(fields_of(page)).status_code == 302
        assert Channel.objects.get().value == "42 663 36 02"
        assert Contact.objects.get().title == "Sekretariat Wydziału"

    def test_a_channel_that_the_other_one_added(self, desk: Desk) -> None:
        desk.other_saves(**{"channels-1-kind": "faks", "channels-1-value": "42 663 36 09"})
        page = desk.i_am_stopped(desk.mine)
        assert desk.i_save(fields_of(page)).status_code == 302
        assert list(Channel.objects.order_by("position").values_list("kind", flat=True)) == ["telefon", "faks"]


class TestOffice:
    def test_officers_by_both(self, editor: Client, second_editor: Client) -> None:
        office = OfficeFactory.create()
        OfficerFactory.create(office=office, position=1)
        desk = Desk(editor, second_editor, office)
        desk.other_saves(**{"officers-0-phone": "42 1"}, name="Urząd Drugi")
        page = desk.i_am_stopped(desk.mine | {"officers-0-phone": "42 2"})
        assert "Urząd Drugi" in table(page)
        assert "Osoba 1 – Telefon" in table(page)
        assert desk.i_save(fields_of(page)).status_code == 302
        assert Officer.objects.get().phone == "42 2"
        assert Office.objects.get().name == "Urząd Próbny"
