"""The short path answers again only what a public page function made, and only what the whole stack has allowed."""

from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bip import record
from bip.shortpath import KeptPages
from tests.bip.reader import Reader


def test_it_stands_first() -> None:
    assert portal.MIDDLEWARE[0] == "bip.shortpath.ShortPath"


def test_a_page_is_made_once_and_answered_the_same_again(reader: Reader, site: list[str]) -> None:
    first, second = reader.ask("/"), reader.ask("/")

    assert site == ["/"]
    assert first == second


def test_each_address_has_its_own_page(reader: Reader, site: list[str]) -> None:
    for path in ("/", "/second/", "/", "/second/"):
        reader.ask(path)

    assert site == ["/", "/second/"]


def test_a_kept_page_costs_one_query(reader: Reader) -> None:
    reader.ask("/")
    with CaptureQueriesContext(connection) as queries:
        reader.ask("/")

    assert [query["sql"] for query in queries] == [record.VERSION]


# What is never kept.


def test_a_post_is_never_kept_nor_answered_from_what_is(reader: Reader, site: list[str], settings: Any) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Csrf" not in name]
    for method in ("POST", "GET", "POST"):
        reader.ask("/", method)

    assert site == ["/", "/", "/"]


@pytest.mark.parametrize(
    "path", ["/absent/", "/with-cookie/", "/by-language/", "/by-session/", "/private/", "/plain/", "/undeclared/"]
)
def test_what_is_not_the_same_page_for_all_is_never_kept(reader: Reader, site: list[str], path: str) -> None:
    reader.ask(path)
    reader.ask(path)

    assert site == [path, path]


def test_a_cookie_comes_through(reader: Reader) -> None:
    answer = reader.ask("/with-cookie/", accept_encoding="br")

    assert len(answer.cookies) == 1
    assert "Content-Encoding" not in answer.headers


def test_head_is_answered_from_what_is_kept_but_not_kept(reader: Reader, site: list[str]) -> None:
    for method in ("HEAD", "GET", "HEAD"):
        reader.ask("/", method)

    assert site == ["/", "/"]


def test_the_admin_is_never_kept(reader: Reader, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "APP_DIRS": True, "OPTIONS": ADMIN_TEMPLATE_OPTIONS}]
    monkeypatch.setattr(KeptPages, "keep", lambda *_: pytest.fail("the admin was kept"))
    answers = [reader.ask(path) for path in ("/admin/", "/admin/login/", "/admin/login/")]

    assert [answer.status for answer in answers] == [302, 200, 200]
    assert "Cookie" in answers[-1].headers["Vary"]


ADMIN_TEMPLATE_OPTIONS = portal.TEMPLATES[0]["OPTIONS"]


# What the whole stack refuses, the short path does not give.


def test_the_redirect_to_https_is_not_skipped(reader: Reader, site: list[str], settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    for _ in range(2):
        assert reader.ask("/", scheme="https").status == 200
        redirect = reader.ask("/", scheme="http")
        assert (redirect.status, redirect.headers["Location"]) == (301, "https://testserver/")

    assert site == ["/"]


def test_a_page_over_https_keeps_the_header_that_demands_https(reader: Reader) -> None:
    for _ in range(2):
        assert "Strict-Transport-Security" in reader.ask("/", scheme="https").headers
        assert "Strict-Transport-Security" not in reader.ask("/", scheme="http").headers


def test_a_page_kept_behind_a_proxy_is_kept_by_the_scheme_that_the_reader_used(reader: Reader, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True

    assert reader.ask("/", x_forwarded_proto="https").status == 200
    assert reader.ask("/", x_forwarded_proto="http").status == 301
