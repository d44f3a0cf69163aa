"""Rules that the database keeps when a program goes past forms and models."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Value

from orgchart.addresses import RESERVED
from orgchart.models import Appointment, Office, Officer, Post, Unit
from orgchart.services import add_unit, change_unit
from orgchart.triggers import OVERLAP
from tests.factories import AppointmentFactory, OfficeFactory, OfficerFactory, PostFactory

pytestmark = pytest.mark.django_db


def refused(write: Any) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    return str(error.value)


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class TestUnits:
    def test_a_symbol_is_unique_whatever_its_case(self, department: Unit) -> None:
        with pytest.raises(ValidationError, match="Ten symbol ma już komórka „Wydział Promocji”"):
            add_unit(parent=department, name="Inny", symbol="pri")
        refused(lambda: Unit.objects.filter(symbol="PRII").update(symbol="pri"))

    def test_a_symbol_with_polish_letters_is_unique_too(self, department: Unit) -> None:
        add_unit(parent=department, name="Wydział Środowiska", symbol="ŚR")
        with pytest.raises(ValidationError) as error:
            add_unit(parent=department, name="Inny", symbol="śr")
        assert error.value.messages == ["Ten symbol ma już komórka „Wydział Środowiska”."]
        refused(lambda: Unit.objects.filter(symbol="PRII").update(symbol="śr"))

    def test_a_symbol_is_unique_whatever_writes_it(self, department: Unit) -> None:
        refused(lambda: sql("UPDATE orgchart_unit SET symbol = 'PRI' WHERE symbol = %s", "PRII"))
        refused(lambda: Unit.objects.filter(symbol="PRII").update(symbol=Value("PRI")))

    def test_many_units_have_no_symbol(self, department: Unit) -> None:
        for _ in range(2):
            add_unit(parent=department, name="Bez symbolu")
        assert Unit.objects.filter(symbol="").count() == 3

    def test_siblings_do_not_share_a_place(self, department: Unit) -> None:
        refused(lambda: Unit.objects.filter(symbol="PRII").update(position=1))

    def test_departments_do_not_share_a_place(self, department: Unit) -> None:
        other = add_unit(parent=None, name="Departament Drugi")
        refused(lambda: Unit.objects.filter(pk=other.pk).update(position=1))

    def test_a_unit_is_not_its_own_parent(self, department: Unit) -> None:
        refused(lambda: sql("UPDATE orgchart_unit SET parent_id = id WHERE symbol = %s", "PRI"))

    def test_a_department_is_a_root(self, department: Unit) -> None:
        refused(lambda: Unit.objects.filter(symbol="PRI").update(kind="departament"))

    def test_a_slug_is_unique(self, department: Unit) -> None:
        refused(lambda: Unit.objects.filter(symbol="PRI").update(slug="prii"))

    @pytest.mark.parametrize("word", sorted(RESERVED))
    def test_reserved_addresses_are_refused(self, department: Unit, word: str) -> None:
        with pytest.raises(ValidationError, match="jest zajęty przez stałą stronę"):
            change_unit(department, slug=word)

    @pytest.mark.parametrize("slug", ["Promocja", "Szukaj"])
    def test_an_address_has_no_capitals(self, department: Unit, slug: str) -> None:
        with pytest.raises(ValidationError) as error:
            change_unit(department, slug=slug)
        assert error.value.messages == ["Adres składa się z małych liter, cyfr i łączników, np. „promocja”."]
        refused(lambda: Unit.objects.filter(pk=department.pk).update(slug=slug))

    def test_an_address_is_made_of_the_words_of_a_long_name_that_fit(self, department: Unit) -> None:
        name = (
            "Samodzielne Stanowisko do spraw koordynacji współpracy międzynarodowej z regionami partnerskimi oraz "
            "organizacjami pozarządowymi w województwie"
        )
        first, second, third = (add_unit(parent=department, name=name) for _ in range(3))
        assert first.slug == "samodzielne-stanowisko-do-spraw-koordynacji-wspolpracy-miedzynarodowej-z"
        assert second.slug == f"{first.slug}-departament-proby"
        assert third.slug == f"{first.slug}-2"

    def test_an_address_is_made_of_one_endless_word(self, department: Unit) -> None:
        assert add_unit(parent=department, name="x" * 200).slug == "x" * 80

    def test_where_a_unit_stands_is_no_fact_of_its_own(self, department: Unit) -> None:
        with pytest.raises(TypeError, match="does not write parent, position"):
            change_unit(department, parent=None, position=2)

    def test_a_derived_address_steps_out_of_a_reserved_ones_way(self, department: Unit) -> None:
        assert add_unit(parent=department, name="Szukaj").slug == "szukaj-departament-proby"

    @pytest.mark.parametrize("symbol", ["1A", "P W", "PW-", "-PW", "PW/1"])
    def test_a_symbol_has_its_form(self, department: Unit, symbol: str) -> None:
        with pytest.raises(ValidationError, match="Symbol zaczyna się literą"):
            add_unit(parent=department, name="Inny", symbol=symbol)


class TestOffice:
    def test_there_is_one(self) -> None:
        OfficeFactory.create()
        refused(lambda: Office.objects.bulk_create([Office(pk=2, name="Drugi", seat="x", website="https://x.pl")]))

    def test_officers_do_not_share_a_place(self) -> None:
        office = OfficeFactory.create()
        OfficerFactory.create(office=office, position=1)
        refused(lambda: Officer.objects.bulk_create([Officer(office=office, role="iod", name="x", position=1)]))


class TestPosts:
    def test_posts_of_a_unit_do_not_share_a_place(self, department: Unit) -> None:
        PostFactory.create(unit=department, position=1)
        refused(lambda: Post.objects.bulk_create([Post(unit=department, function="x", position=1)]))


class TestAppointments:
    def test_none_ends_before_it_begins(self) -> None:
        held = AppointmentFactory.create(since=date(2026, 1, 2))
        with pytest.raises(ValidationError, match="kończy się, zanim się zaczęło"):
            Appointment(
                post=held.post, person="x", acting=True, since=date(2026, 1, 2), until=date(2026, 1, 1)
            ).full_clean()
        refused(lambda: Appointment.objects.filter(pk=held.pk).update(until=date(2026, 1, 1)))

    def test_one_day_is_an_appointment(self) -> None:
        AppointmentFactory.create(since=date(2026, 1, 2), until=date(2026, 1, 2))

    @pytest.mark.parametrize(
        ("since", "until"),
        [
            (None, None),
            (date(2026, 6, 1), None),
            (None, date(2026, 1, 1)),
            (date(2026, 12, 31), date(2027, 1, 1)),
            (date(2025, 1, 1), date(2027, 1, 1)),
            (date(2026, 3, 1), date(2026, 3, 1)),
        ],
    )
    def test_two_do_not_overlap(self, since: date | None, until: date | None) -> None:
        post = AppointmentFactory.create(since=date(2026, 1, 1), until=date(2026, 12, 31)).post
        other = Appointment(post=post, person="Ewa Nowa", since=since, until=until)
        with pytest.raises(ValidationError, match="W tym czasie stanowisko zajmuje Maciej Łaski"):
            other.full_clean()
        assert OVERLAP in refused(lambda: Appointment.objects.bulk_create([other]))

    @pytest.mark.parametrize(
        ("since", "until"),
        [(date(2027, 1, 1), None), (None, date(2025, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))],
    )
    def test_one_follows_another(self, since: date | None, until: date | None) -> None:
        post = AppointmentFactory.create(since=date(2026, 1, 1), until=date(2026, 12, 31)).post
        other = Appointment(post=post, person="Ewa Nowa", since=since, until=until)
        other.full_clean()
        other.save()

    def test_an_acting_one_overlaps(self) -> None:
        post = AppointmentFactory.create().post
        acting = Appointment(post=post, person="Ewa Zastępca", acting=True)
        acting.full_clean()
        acting.save()

    def test_an_acting_one_does_not_become_full_while_another_is(self) -> None:
        post = AppointmentFactory.create().post
        acting = AppointmentFactory.create(post=post, acting=True)
        assert OVERLAP in refused(lambda: Appointment.objects.filter(pk=acting.pk).update(acting=False))

    def test_one_does_not_grow_into_another(self) -> None:
        post = AppointmentFactory.create(since=date(2026, 1, 1)).post
        before = AppointmentFactory.create(post=post, until=date(2025, 12, 31))
        statement = "UPDATE orgchart_appointment SET until = %s WHERE id = %s"
        assert OVERLAP in refused(lambda: sql(statement, date(2026, 1, 1), before.pk))

    def test_another_post_is_another_matter(self) -> None:
        AppointmentFactory.create()
        AppointmentFactory.create()
