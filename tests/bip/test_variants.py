"""However an address is written – with a query, with a port, in capitals – its page is made once and kept once."""

from typing import Any

import pytest
from django.conf import settings as portal
from django.test import RequestFactory

from bip import shortpath
from tests.bip.reader import Reader

ASK = RequestFactory()


# The query.


def test_a_query_that_nobody_reads_costs_no_page(reader: Reader, site: list[str]) -> None:
    bodies = {reader.ask(path).body for path in ("/?a=1", "/?a=2", "/", "/?utm_source=x", "/?")}

    assert site == ["/"]
    assert len(bodies) == 1


def test_a_view_that_does_not_say_so_cannot_read_the_query(reader: Reader, site: list[str]) -> None:
    answers = [reader.ask(path).body.decode() for path in ("/reading/?q=secret", "/reading/", "/reading/?q=other")]

    assert site == ["/reading/"]
    assert len(set(answers)) == 1
    assert "secret" not in answers[0]


def test_a_view_that_says_so_reads_the_query_and_its_pages_are_never_kept(reader: Reader, site: list[str]) -> None:
    queries = ("?q=one", "", "?q=two", "?q=one")
    answers = [reader.ask(f"/searching/{query}").body.decode() for query in queries]

    assert [answer.split("</h1>")[1] for answer in answers] == ["one", "", "two", "one"]
    assert site == ["/searching/"] * 4


def test_a_query_that_nobody_reads_is_carried_along(reader: Reader) -> None:
    assert reader.ask("/leading/?a=1").headers["Location"] == "/second/?a=1"
    assert reader.ask("/leading/").headers["Location"] == "/second/"


# The host.


def test_a_host_may_be_written_in_several_ways(reader: Reader, site: list[str], settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    for host in ("testserver", "TESTSERVER", "testserver:80", "testserver:8000", "testserver.", "localhost"):
        assert reader.ask("/", host=host).status == 200

    assert site == ["/"]


def test_ports_in_any_number_make_nothing_anew_and_fill_nothing(reader: Reader, site: list[str]) -> None:
    hosts = shortpath.AllowedHosts()
    for port in range(1, 3 * shortpath.HOSTS_REMEMBERED):
        assert reader.ask("/", host=f"testserver:{port}").status == 200
        assert hosts.allow(ASK.get("/", HTTP_HOST=f"testserver:{port}"))

    assert site == ["/"]
    assert len(hosts) == shortpath.HOSTS_REMEMBERED


@pytest.mark.parametrize("host", ["intruder.example", "testserver:port", "testserver/", "", "a@testserver"])
def test_an_unknown_host_is_refused_though_the_page_is_kept(reader: Reader, site: list[str], host: str) -> None:
    assert reader.ask("/").status == 200
    for _ in range(2):
        assert reader.ask("/", host=host).status == 400
    assert reader.ask("/").status == 200
    assert site == ["/"]


def test_hosts_below_an_allowed_domain_share_pages_and_others_are_refused(
    reader: Reader, site: list[str], settings: Any
) -> None:
    settings.ALLOWED_HOSTS = [".example.pl"]
    asked = ["bip.example.pl", "a.bip.example.pl:81", "example.pl", "badexample.pl", "example.pl.bad", "bip.example.pl"]

    assert [reader.ask("/", host=host).status for host in asked] == [200, 200, 200, 400, 400, 200]
    assert site == ["/"]


def test_a_request_without_a_host_is_judged_by_the_server_s_name() -> None:
    hosts = shortpath.AllowedHosts()
    request = ASK.get("/")
    for name, allowed in (("testserver", True), ("intruder.example", False)):
        request.META["SERVER_NAME"] = name
        assert hosts.allow(request) is allowed

    assert len(hosts) == 0


def test_the_host_is_taken_from_nothing_but_its_header() -> None:
    assert not portal.USE_X_FORWARDED_HOST
    assert not portal.USE_X_FORWARDED_PORT
