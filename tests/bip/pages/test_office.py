"""The front page."""

import pytest

from publishing.document import Unit
from tests.bip.harvester import addresses
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import EMAIL, OFFICE, department, put_in_force, soon

pytestmark = pytest.mark.once


def other(key: str, name: str, slug: str) -> Unit:
    return Unit(key=key, kind="departament", name=name, slug=slug, heading=name)


def test_it_works(portal: None, reader: Reader) -> None:
    page = reader.read("/")

    assert page.said("h1") == ["Biuletyn Informacji Publicznej"]
    assert page.one("title").text == "BIP – Urząd Próbny"
    assert page.one("link", rel="canonical").attributes["href"] == "http://testserver/"
    assert page.main.one("a", href="/departament-proby/").text.split() == ["Departament", "Próby"]


def test_the_law_s_links_are_in_the_header(portal: None, reader: Reader) -> None:
    page = reader.read("/")
    logo = page.one("svg", role="img")

    assert page.links[:4] == ["#Tresc", "https://www.gov.pl/bip", "/", "https://urzad.example/"]
    assert logo.attributes["aria-label"] == "BIP – strona główna Biuletynu Informacji Publicznej"
    assert "Strona urzędu: urzad.example" in page.words


def test_departments_stand_in_the_order_of_the_menu(portal: None, reader: Reader) -> None:
    put_in_force(department(other("late", "Departament Zdrowia", "departament-zdrowia")))
    put_in_force(department(other("early", "Departament Aktów", "departament-aktow")))
    put_in_force(OFFICE.model_copy(update={"departments": ("late", "dept")}))

    page = reader.read("/")
    named = [link for link in page.links if link.startswith("/departament")]
    order = ["/departament-zdrowia/", "/departament-proby/", "/departament-aktow/"]
    assert named == order * 2  # in the menu and on the page
    assert [link for link in page.main.links if link.startswith("/departament")] == order


def test_its_contacts_are_there_without_addresses(portal: None, reader: Reader) -> None:
    page = reader.read("/")

    assert "Urząd Próbny ul. Prosta 1 00-001 Łódź" in page.words
    assert "Biuro Podawcze e-mail: Pokaż adres" in page.words
    assert EMAIL not in page.source
    assert not addresses(page.source)


def test_without_departments_it_says_so(db: None, reader: Reader) -> None:
    put_in_force(OFFICE)

    assert "Nie opublikowano jeszcze strony żadnego departamentu." in reader.read("/").words


def test_a_planned_department_is_not_listed(db: None, reader: Reader) -> None:
    put_in_force(OFFICE)
    put_in_force(department(), in_force_from=soon())

    assert "Departament Próby" not in reader.read("/").words


def test_before_anything_is_published_it_says_what_to_do(db: None, reader: Reader) -> None:
    for path in (
        "/",
        "/instrukcja/",
        "/departament-proby/",
        "/departament-proby/pri/",
        "/zadanie/d-one/",
        "/kontakt/box/",
    ):
        answer = reader.get(path)
        assert (answer.status_code, answer["Retry-After"]) == (503, "3600"), path

    page = reader.read("/", status=503)
    assert page.said("h1") == ["Jeszcze nic tu nie opublikowano"]
    assert "/admin/" in page.links


def test_a_planned_office_is_no_office_yet(db: None, reader: Reader) -> None:
    put_in_force(OFFICE, in_force_from=soon())

    reader.read("/", status=503)
