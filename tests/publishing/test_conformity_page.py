"""«Zgodność» in admin: the law line by line, for whoever sees any desk."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Contact
from journal.models import Entry
from orgchart.models import Office, Officer, Unit
from orgchart.services import add_unit
from pages.kinds import ACCESSIBILITY, DECLARATION
from pages.models import Page
from publishing.law import LINES
from tests.cast import editor_of, signed_in
from tests.publishing.desk import body, client_of, desk_of
from tests.publishing.people import account
from tests.publishing.whole_office import ADDRESS as E_DELIVERY

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/zgodnosc/"
ROW = re.compile(r'<tr id="(\w+)" class="(\w+)" role="row">(.*?)</tr>', re.DOTALL)


SHORTFALLS = re.compile(r'<ul class="shortfalls">(.*?)</ul>', re.DOTALL)
HREF = re.compile(r'href="([^"#]+)')


def rows(page: str) -> dict[str, tuple[str, str]]:
    """(state, what stands there) of each id."""
    return {law: (state, " ".join(re.sub(r"<[^>]*>", " ", said).split())) for law, state, said in ROW.findall(page)}


def read(client: Client, query: str = "") -> str:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    return body(answer)


def test_every_line_of_the_law_is_told(whole: Unit, anna: User) -> None:
    found = rows(read(client_of(anna)))
    assert list(found) == list(LINES)
    assert {state for state, _ in found.values()} == {"met", "portal", "coming", "beside"}
    assert "Spełnione" in found["S1"][1] and "telefon, faks i e-mail" in found["S1"][1]
    assert found["M5"][1].strip().endswith("Zapewnia portal")
    assert found["B3"][0] == "beside"


@pytest.mark.once
def test_what_is_missing_is_counted_and_leads_to_where_it_is_mended(whole: Unit, office: Office, anna: User) -> None:
    before = read(client_of(anna))
    Officer.objects.update(fax="")
    Contact.objects.filter(unit=whole).update(unit=None, position=9)
    page = read(client_of(anna))
    met, total = re.findall(r"Spełnione (\d+) z (\d+)</b>", before)[0]
    assert met == total
    assert f"Spełnione {int(met) - 1} z {total}</b>, z brakami 1" in page
    assert rows(page)["S1"][0] == "missing"
    here = f'<a href="/admin/orgchart/office/{office.pk}/change/">Przejdź tam<'
    assert f"faks redakcji BIP: żaden redaktor z telefonem i adresem e-mail go nie ma. {here}" in page


@pytest.mark.once
class TestOnlyWhatIsMissing:
    def test_it_is_one_table(self, whole: Unit, anna: User) -> None:
        Officer.objects.filter(role=Officer.Role.COORDINATOR).delete()
        page = read(client_of(anna), "?braki=1")
        assert list(rows(page)) == ["S6"]
        assert page.count('<table class="conformity"') == 1
        assert '<a href="/admin/zgodnosc/?braki=1" aria-current="page">Tylko braki</a>' in page

    def test_nothing_missing_is_said(self, whole: Unit, anna: User) -> None:
        assert "Nie ma żadnych braków." in read(client_of(anna), "?braki=1")

    @pytest.mark.parametrize("query", ["?braki=2", "?braki=", "?braki=0&x=%00", "?inne"])
    def test_anything_else_shows_all(self, whole: Unit, anna: User, query: str) -> None:
        assert list(rows(read(client_of(anna), query))) == list(LINES)


@pytest.mark.once
class TestWhatSomebodySees:
    def test_departments_are_those_of_his_desks(self, whole: Unit) -> None:
        culture = add_unit(parent=None, name="Departament Kultury", symbol="KD")
        page = read(editor_of(culture))
        assert "Departamenty, które widzisz: Departament Kultury." in page
        assert "Departament Próby" not in page
        assert rows(page)["D1"][0] == "missing"
        ours = read(editor_of(whole))
        assert rows(ours)["D1"][0] == "met" and "Departament Kultury" not in ours

    def test_without_any_nothing_is_called_met(self, whole: Unit) -> None:
        found = rows(read(signed_in(account("nowa", "Redaktor", add_unit(parent=None, name="Departament Nowy")))))
        assert found["D1"][0] == "missing"
        Unit.objects.filter(name="Departament Nowy").delete()
        found = rows(read(editor_of()))
        assert {found[law][0] for law in ("D1", "D2", "D3", "D4", "D5", "D6")} == {"unseen"}
        assert found["S1"][0] == "met"

    @pytest.mark.parametrize("who", ["editor here", "auditor", "publisher"])
    def test_every_link_opens_for_whoever_sees_it(
        self, office: Office, department: Unit, request: pytest.FixtureRequest, who: str
    ) -> None:
        """Of an office that lacks much; a desk or a journal that is not his is no link."""
        Page.objects.create(kind=ACCESSIBILITY, title="Dostępność", slug="dostepnosc", body="[uzupełnij: plan]")
        Page.objects.create(kind=DECLARATION, title="Deklaracja dostępności", slug="deklaracja-dostepnosci", position=2)
        Entry.objects.create(kind=Entry.Kind.CHANGE, act="zmieniono", at=timezone.now() - timedelta(days=9))
        client = editor_of(department) if who == "editor here" else request.getfixturevalue(who)
        links = {link for said in SHORTFALLS.findall(read(client)) for link in HREF.findall(said)}
        assert len(links) > 8
        assert [
            (link, status) for link in sorted(links) if (status := client.get(link, follow=True).status_code) != 200
        ] == []
        assert (desk_of("office") in links) is (who != "editor here")


@pytest.mark.once
def test_a_long_list_is_folded(whole: Unit, anna: User) -> None:
    for number in range(14):
        add_unit(parent=whole, name=f"Zespół {number}", symbol=f"Z{number}")
    page = read(client_of(anna))
    assert "Są braki: 14" in rows(page)["D2"][1]
    assert "<summary>I jeszcze 4</summary>" in page


@pytest.mark.once
def test_what_was_typed_is_no_markup(whole: Unit, anna: User) -> None:
    add_unit(parent=whole, name="<script>alert(1)</script>", symbol="X")
    assert "<script>alert" not in read(client_of(anna))


@pytest.mark.once
def test_it_is_reached_from_the_front_page_and_from_the_desk(whole: Unit, anna: User, powerless: Client) -> None:
    link = '<a href="/admin/zgodnosc/">Zgodność z prawem</a>'
    for address in ("/admin/", "/admin/biurko/"):
        assert link in body(client_of(anna).get(address))
    assert link not in body(powerless.get("/admin/"))


def test_a_large_office_costs_no_more_queries(whole: Unit, anna: User) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(client_of(anna))
        return len(asked)

    few = questions()
    for number in range(4):
        root = add_unit(parent=None, name=f"Departament {number}")
        for letter in "abc":
            add_unit(parent=root, name=f"Zespół {letter}", symbol=f"Z{number}{letter}")
    assert questions() == few


@pytest.mark.once
def test_a_tree_that_was_broken_does_not_break_the_page(whole: Unit, anna: User) -> None:
    Unit.objects.filter(symbol="PRI").update(parent=Unit.objects.get(symbol="PRI-T"))
    page = read(client_of(anna))
    assert "Drzewo komórek jest uszkodzone." in rows(page)["D1"][1]
    assert rows(page)["D6"][0] == "met" and E_DELIVERY not in page
