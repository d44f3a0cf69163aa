"""Editors are told the very pages on which readers see a contact."""

from typing import Any

import pytest
from django.test import Client

from contacts.models import Contact
from contacts.pages import MOST_LISTED, Page, listed, pages_of
from orgchart.models import Unit
from publishing.services import Statement, publish_edition
from tasks.models import Duty
from tasks.services import DutyRow, arrange_duties
from tests.factories import ChannelFactory, ContactFactory, OfficeFactory, OfficerFactory, UnitFactory
from tests.worlds import kept

pytestmark = pytest.mark.django_db
STATEMENT = Statement(prepared_by="Anna Redaktor", responsible="Jan Łaski", published_by="Ewa Wydawca", reason="Nowe.")


def box(unit: Unit | None, title: str) -> Contact:
    contact: Contact = ContactFactory.create(unit=unit, title=title)
    ChannelFactory.create(contact=contact, position=1)
    return contact


@kept
def office(department: Unit) -> dict[str, Contact]:
    """Boxes of the office, of the department, and of PRI; none of PRII, PRI-T and the other department's unit."""
    second = UnitFactory.create(name="Departament Drugi")
    UnitFactory.create(parent=second, name="Wydział Drogowy", symbol="WD")
    for unit in Unit.objects.exclude(symbol="PRI"):
        arrange_duties(unit, [DutyRow(f"Zadanie: {unit}.")])
    boxes = {"common": box(None, "Biuro Podawcze"), "department": box(department, "Skrzynka departamentu")}
    return boxes | {"unit": box(Unit.objects.get(symbol="PRI"), "Sekretariat wydziału")}


def publish() -> None:
    office = OfficeFactory.create()
    OfficerFactory.create(office=office)
    publish_edition(office, STATEMENT)
    for root in Unit.objects.roots():
        publish_edition(root, STATEMENT)


def showing(contact: Contact, paths: list[str]) -> set[str]:
    return {path for path in paths if contact.title in Client().get(path).content.decode()}


def test_they_are_those_that_readers_see(office: dict[str, Contact]) -> None:
    publish()
    paths = ["/", *(unit.path for unit in Unit.objects.all())]
    for contact in office.values():
        assert {page.path for page in pages_of(contact.unit)} == showing(contact, paths), contact.title


@pytest.mark.once
@pytest.mark.parametrize("place", ["common", "department", "unit"])
def test_a_contact_that_moves_is_told_where_readers_will_see_it(office: dict[str, Contact], place: str) -> None:
    contact = office["unit"]
    told = {page.path for page in pages_of(office[place].unit, contact)}
    contact.unit, contact.position = office[place].unit, 9
    contact.save()
    publish()

    assert told == showing(contact, ["/", *(unit.path for unit in Unit.objects.all())])


@pytest.mark.once
def test_duties_show_what_their_unit_shows(office: dict[str, Contact]) -> None:
    """A department's own page is more: all its units, each with its box, stand there."""
    publish()
    for contact in office.values():
        told = {page.path for page in pages_of(contact.unit)}
        for duty in Duty.objects.exclude(unit__parent=None):
            path = f"/zadanie/{duty.key}/"
            assert (showing(contact, [path]) == {path}) is (duty.unit.path in told), (contact.title, path)


def test_a_contact_that_is_not_stored_yet_counts(department: Unit) -> None:
    paths = [page.path for page in pages_of(Unit.objects.get(symbol="PRI"))]
    assert paths == ["/departament-proby/pri/", "/departament-proby/", "/departament-proby/pri-t/"]


def test_a_long_list_is_cut() -> None:
    pages = [Page(f"Komórka {number}", f"/d/{number}/") for number in range(MOST_LISTED + 7)]
    assert listed(pages) == [*pages[:MOST_LISTED], Page("oraz pozostałe strony komórek: 7", "")]
    assert listed(pages[:MOST_LISTED]) == pages[:MOST_LISTED]


def test_it_costs_the_same_for_a_large_office(department: Unit, django_assert_max_num_queries: Any) -> None:
    for _ in range(10):
        UnitFactory.create(parent=department)
    with django_assert_max_num_queries(3):
        pages_of(None)
