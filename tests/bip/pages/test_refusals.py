"""Addresses, methods and what they are answered; every refusal is a page of the site, in Polish, with a way on."""

from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from bip import views
from tests.bip.pages.reader import Page, Reader

pytestmark = pytest.mark.once

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ADDRESSES = {
    "/": "200 200 405 405 405 405 405",
    "/instrukcja/": "200 200 405 405 405 405 405",
    "/departament-proby/": "200 200 405 405 405 405 405",
    "/departament-proby/pri/": "200 200 405 405 405 405 405",
    "/zadanie/d-one/": "200 200 405 405 405 405 405",
    "/kontakt/common/": "200 200 200 405 405 405 405",
    "/szukaj/podpowiedzi/": "200 200 405 405 405 405 405",
    "/szukaj/": "200 200 405 405 405 405 405",
    "/nie-ma/": "404 404 405 405 405 405 405",
    "/departament-proby/nie-ma/": "404 404 405 405 405 405 405",
    "/departament-proby/pri/za/daleko/": "404 404 404 404 404 404 404",
    "/zadanie/nie-ma/": "404 404 405 405 405 405 405",
    "/kontakt/nie-ma/": "404 404 404 405 405 405 405",
    "/DEPARTAMENT-PROBY/": "301 301 405 405 405 405 405",
}


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("zepsute")


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def misunderstand(request: HttpRequest) -> HttpResponse:
    raise BadRequest


class Broken:
    """The portal's addresses, and some that go wrong."""

    urlpatterns = [
        path("zepsute", break_down),
        path("zabronione", refuse),
        path("niejasne", misunderstand),
        path("", include("deptportal.urls")),
    ]
    handler400 = "bip.refusals.bad_request"
    handler403 = "bip.refusals.forbidden"
    handler500 = "bip.refusals.broken"


def page_of(answer: Any) -> Page:
    return Page(answer.content.decode())


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_asks_how_is_answered_what(portal: None, reader: Reader, address: str) -> None:
    for method, status in zip(METHODS, map(int, ADDRESSES[address].split()), strict=True):
        assert_answered(reader.client.generic(method, address), address, method, status)


def assert_answered(answer: Any, address: str, method: str, status: int) -> None:
    assert answer.status_code == status, method
    assert not answer.cookies
    if status == 405:
        assert answer["Allow"] == ("GET, POST, HEAD" if "kontakt" in address else "GET, HEAD")
    if status >= 400 and method != "HEAD":
        page = page_of(answer)
        assert page.one("html").attributes["lang"] == "pl"
        assert len(page.said("h1")) == 1
        assert "/" in page.links
        assert page.one("meta", name="robots").attributes["content"] == "noindex"


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/zepsute", 500, "Coś się zepsuło po naszej stronie"),
        ("/zabronione", 403, "Odmowa dostępu"),
        ("/niejasne", 400, "Niezrozumiałe zapytanie"),
    ],
)
def test_what_goes_wrong_is_told_without_the_database(
    reader: Reader, settings: Any, django_assert_num_queries: Any, address: str, status: int, heading: str
) -> None:
    settings.ROOT_URLCONF = Broken
    settings.IN_FORCE_MEMORY_SECONDS = 1
    reader.get(address)
    with django_assert_num_queries(0):
        answer = reader.get(address)

    assert answer.status_code == status
    assert page_of(answer).said("h1") == [heading]


def test_an_unknown_page_is_of_this_office(portal: None, reader: Reader) -> None:
    page = reader.read("/nie/ma/takiej/strony/", status=404)

    assert page.said("h1") == ["Nie ma takiej strony"]
    assert page.one("title").text == "Nie ma takiej strony – BIP – Urząd Próbny"
    ways = page.words.partition("Co można zrobić")[2]
    assert "Napisz w wyszukiwarce, o co chodzi." in ways
    assert "Zobacz wszystkie strony na mapie strony." in ways
    assert {"/szukaj/", "/mapa-strony/", "/instrukcja/"} <= set(page.links)


def test_an_unknown_page_of_an_empty_portal(reader: Reader) -> None:
    page = reader.read("/nie/ma/takiej/strony/", status=404)

    assert page.one("title").text == "Nie ma takiej strony – Biuletyn Informacji Publicznej"


def test_every_view_is_public_in_the_same_way() -> None:
    for view in (views.office, views.subject, views.unit, views.duty, views.contact):
        assert vars(view)["csrf_exempt"] is True, view  # it refuses other methods itself, with a page


def test_a_form_without_its_token_is_refused_in_polish(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert page_of(answer).said("h1") == ["Odmowa dostępu"]


def test_an_account_without_the_right_is_told_so(reader: Reader, settings: Any) -> None:
    settings.ROOT_URLCONF = Broken

    assert "Twoje konto nie ma uprawnień" in reader.get("/zabronione").content.decode()
