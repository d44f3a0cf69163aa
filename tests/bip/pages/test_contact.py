"""A contact, and the one button behind which its e-mail addresses are."""

from datetime import timedelta
from typing import Any

import pytest

from publishing.document import Channel
from tests.bip.harvester import addresses
from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import COMMON, EMAIL, OFFICE, PUBLISHED, department, put_in_force

pytestmark = pytest.mark.once

PATH = "/kontakt/common/"


def test_it_works(portal: None, reader: Reader) -> None:
    page = reader.read(PATH)

    assert page.said("h1") == ["Biuro Podawcze"]
    assert "tel. (42) 663 33 80" in page.words
    assert page.main.one("form").attributes["action"] == f"{PATH}#adres"
    assert "adres" not in page.ids
    assert not addresses(page.source)


def test_the_button_shows_the_address(portal: None, reader: Reader) -> None:
    answer = reader.client.post(PATH)
    page = Page(answer.content.decode())

    assert answer.status_code == 200
    assert page.one("a", href=f"mailto:{EMAIL}").text == EMAIL
    assert not page.main.all("button")
    assert page.one("title").text == "Adres e-mail – Biuro Podawcze – BIP – Urząd Próbny"
    assert page.said("h1") == ["Biuro Podawcze"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert not answer.cookies


def test_the_shown_address_is_announced(portal: None, reader: Reader) -> None:
    """The form leads to a heading that takes the focus, so that a screen reader reads what is new."""
    page = Page(reader.client.post(PATH).content.decode())
    heading = page.one("h2", id="adres")

    assert heading.attributes["tabindex"] == "-1"
    assert heading.text == "Dane kontaktowe z\xa0adresem e-mail"


def test_without_an_address_none_is_announced(portal: None, reader: Reader) -> None:
    page = Page(reader.client.post("/kontakt/desk-box/").content.decode())

    assert not page.all("a", href=f"mailto:{EMAIL}")
    assert "adres" not in page.ids
    assert "Adres e-mail" not in page.one("title").text


def test_the_office_s_contact_leads_back_to_the_departments(portal: None, reader: Reader) -> None:
    for source in (reader.read(PATH).source, reader.client.post(PATH).content.decode()):
        assert Page(source).one("a", href="/", **{"class": "back"}).text == "Wróć do listy departamentów"


def test_one_button_shows_all_addresses_of_a_box(db: None, reader: Reader) -> None:
    second = Channel(key="c-mail-2", kind="e-mail", value="druga@urzad.example")
    box = COMMON.model_copy(update={"channels": (*COMMON.channels, second)})
    put_in_force(OFFICE.model_copy(update={"contacts": (box,)}))

    assert reader.read(PATH).main.said("button") == ["Pokaż adresy – Biuro Podawcze"]
    page = Page(reader.client.post(PATH).content.decode())
    assert {f"mailto:{EMAIL}", "mailto:druga@urzad.example"} <= set(page.links)


def test_telephones_can_be_dialled(portal: None, reader: Reader) -> None:
    assert "tel:+48426633380" in reader.read(PATH).links


def test_a_department_s_contact_leads_back_to_it(portal: None, reader: Reader) -> None:
    page = reader.read("/kontakt/box/")

    assert "/departament-proby/" in page.links
    assert page.one("title").text == "Kontakt - Departament Próby – Departament Próby – BIP – Urząd Próbny"


def test_a_unit_s_contact_leads_back_to_the_unit(portal: None, reader: Reader) -> None:
    links = reader.read("/kontakt/desk-box/").links

    assert "/departament-proby/samodzielne-stanowisko-ds-rozliczen/" in links


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"HTTP_ORIGIN": "http://testserver"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 200),
        ({"HTTP_ORIGIN": "https://harvester.example"}, 403),
        ({"HTTP_ORIGIN": "http://testserver.example"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "none", "HTTP_ORIGIN": "null"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "https://inner.example"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"}, 403),
        ({"HTTP_REFERER": "http://testserver/departament-proby/"}, 200),
        ({"HTTP_REFERER": "https://harvester.example/"}, 403),
        ({"HTTP_REFERER": "http://testserver.example/"}, 403),
        ({"HTTP_REFERER": "http://testserver@harvester.example/"}, 403),
        ({"HTTP_REFERER": "http://[/"}, 403),
        ({"HTTP_REFERER": "about:blank"}, 403),
        ({"HTTP_REFERER": "https://harvester.example/", "HTTP_ORIGIN": "http://testserver"}, 200),
        ({"HTTP_REFERER": "https://harvester.example/", "HTTP_SEC_FETCH_SITE": "same-origin"}, 200),
    ],
)
def test_the_button_of_another_site_shows_nothing(
    portal: None, reader: Reader, headers: dict[str, Any], status: int
) -> None:
    answer = reader.client.post(PATH, **headers)

    assert answer.status_code == status
    assert (EMAIL in answer.content.decode()) is (status == 200)


def test_behind_a_proxy_the_site_s_own_address_is_its_own(portal: None, reader: Reader, settings: Any) -> None:
    settings.SITE_URL = "https://bip.example"

    assert reader.client.post(PATH, HTTP_ORIGIN="https://bip.example").status_code == 200


def test_a_refusal_is_a_page_of_the_site(portal: None, reader: Reader) -> None:
    answer = reader.client.post(PATH, HTTP_ORIGIN="https://harvester.example")
    page = Page(answer.content.decode())

    assert page.said("h1") == ["Odmowa dostępu"]
    assert "/" in page.links


def test_a_contact_that_is_gone_is_not_shown_any_more(portal: None, reader: Reader) -> None:
    put_in_force(department(contacts=()), at=PUBLISHED + timedelta(days=1))
    put_in_force(OFFICE.model_copy(update={"contacts": ()}), at=PUBLISHED + timedelta(days=1))

    for key in ("box", "common"):
        assert "663" not in reader.read(f"/kontakt/{key}/", status=410).source
        assert reader.client.post(f"/kontakt/{key}/").status_code == 410


def test_an_unknown_contact_is_not_found(portal: None, reader: Reader) -> None:
    reader.read("/kontakt/nieznany/", status=404)
    reader.read("/kontakt/d-one/", status=404)
