"""The map of the site for people, and the list of addresses for search engines."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bip import sitemap
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import OFFICE, PUBLISHED, department, put_in_force, soon, withdraw
from tests.bip.pages.test_office import other
from tests.kept import forget_documents

pytestmark = pytest.mark.once

MAP, PEOPLE = "/sitemap.xml", "/mapa-strony/"
LATER = PUBLISHED + timedelta(days=30)


def read(reader: Reader, path: str = MAP) -> dict[str, str]:
    """The day of the last change of each address."""
    answer = reader.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return {entry[0].text or "": entry[1].text or "" for entry in ElementTree.fromstring(answer.content)}


@pytest.mark.usefixtures("portal")
def test_every_address_says_when_its_page_changed(reader: Reader) -> None:
    put_in_force(department(other("late", "Departament Zdrowia", "zdrowie")), at=LATER)
    put_in_force(department(intro="Kiedyś."), in_force_from=soon())
    changed = read(reader)

    assert changed["http://testserver/zdrowie/"] == "2026-04-01T11:30:00+02:00"
    assert changed["http://testserver/"] == changed["http://testserver/rejestr-zmian/"] == "2026-04-01T11:30:00+02:00"
    for path in (
        "departament-proby/",
        "departament-proby/pri-t/",
        "zadanie/p-two/",
        "departament-proby/rejestr-zmian/",
    ):
        assert changed[f"http://testserver/{path}"] == "2026-03-02T10:30:00+01:00", path


@pytest.mark.usefixtures("portal")
def test_a_duty_that_stands_in_two_departments_is_listed_once(reader: Reader) -> None:
    unit = other("heir", "Departament Dziedzica", "dziedzic")
    put_in_force(department(unit.model_copy(update={"units": department().unit.units})), at=LATER)

    assert read(reader)["http://testserver/zadanie/d-two/"].startswith("2026-04-01")


@pytest.mark.usefixtures("portal")
def test_more_than_a_file_holds_is_told_in_several(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(reader)
    monkeypatch.setattr(sitemap, "MOST", 10)
    reader = Reader()  # the first worker keeps the whole list
    files = list(read(reader))
    told = [list(read(reader, file.removeprefix("http://testserver"))) for file in files]

    assert files == [f"http://testserver/sitemap-{number}.xml" for number in range(1, len(whole) // 10 + 2)]
    assert [address for part in told for address in part] == list(whole)
    for number in (0, len(files) + 1):
        assert reader.get(f"/sitemap-{number}.xml").status_code == 404


@pytest.mark.usefixtures("portal")
def test_a_crawler_that_has_it_gets_it_not_again(reader: Reader) -> None:
    for path in (MAP, PEOPLE):
        tag = reader.get(path)["ETag"]
        assert reader.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 304, path
        put_in_force(department(intro=f"Zmiana: {path}"), at=LATER)
        assert reader.get(path, HTTP_IF_NONE_MATCH=tag).status_code == 200, path


@pytest.mark.usefixtures("portal")
def test_they_ask_little_of_the_database(reader: Reader) -> None:
    for path in (MAP, PEOPLE):
        reader.get("/robots.txt")
        forget_documents()
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(path).status_code == 200
        assert len(queries) <= 2, [query["sql"][:200] for query in queries]


@pytest.mark.usefixtures("portal")
def test_people_see_departments_in_the_order_of_the_menu_with_their_units(reader: Reader) -> None:
    put_in_force(department(other("late", "Departament Zdrowia", "zdrowie")))
    put_in_force(OFFICE.model_copy(update={"departments": ("late", "dept")}))
    page = reader.read(PEOPLE)
    where = [page.links.index(path) for path in ("/zdrowie/", "/departament-proby/", "/departament-proby/pri-t/")]

    assert page.said("h1") == ["Mapa strony"]
    assert where == sorted(where)
    assert "PRI Wydział Promocji PRI-T Oddział Targów Samodzielne Stanowisko ds. Rozliczeń" in page.words
    assert {"/rejestr-zmian/atom.xml", "/zdrowie/rejestr-zmian/", "/#Kontakt"} <= set(page.links)


@pytest.mark.usefixtures("portal")
def test_what_is_withdrawn_stands_on_neither(reader: Reader) -> None:
    withdraw(put_in_force(department(), at=LATER))

    assert not [path for path in reader.read(PEOPLE).links if path.startswith("/departament-proby/")]
    assert not [address for address in read(reader) if "departament-proby" in address or "zadanie" in address]


def test_before_anything_is_published_they_say_so(db: None, reader: Reader) -> None:
    for path in (MAP, PEOPLE, "/sitemap-1.xml"):
        assert reader.get(path).status_code == 503, path


def test_without_departments_the_map_says_so(db: None, reader: Reader) -> None:
    put_in_force(OFFICE)

    assert "Nie opublikowano jeszcze strony żadnego departamentu." in reader.read(PEOPLE).words
