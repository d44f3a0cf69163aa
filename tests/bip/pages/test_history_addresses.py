"""Every address of the history: methods and answers, bad input, headers, and what it asks of the database."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.growth import MOST_QUERIES
from tests.bip.harvester import addresses
from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import DESK, OFFICE, PUBLISHED, department, put_in_force, soon
from tests.kept import forget_documents

LATER = PUBLISHED + timedelta(days=30)
HUGE = "99999999999999999999"
PACKETS = ["/departament-proby/wydania/1/paczka/", "/wydania/1/paczka/"]
PAGES = [
    "/rejestr-zmian/",
    "/departament-proby/rejestr-zmian/",
    "/wydania/1/",
    "/wydania/1/zmiany/",
    "/departament-proby/wydania/1/",
    "/departament-proby/wydania/1/pri/",
    "/departament-proby/wydania/2/",
    "/departament-proby/wydania/3/",
    "/departament-proby/wydania/1/zmiany/",
    "/departament-proby/wydania/2/zmiany/",
    "/departament-proby/wydania/2/zmiany/?wzgledem=1",
    "/departament-proby/wydania/1/zmiany/?wzgledem=3",
    "/departament-proby/stan-na/2026-03-15/",
    "/departament-proby/stan-na/2026-03-15/pri/",
    "/stan-na/2026-03-15/",
    *PACKETS,
]
FILES = [
    "/rejestr-zmian/atom.xml",
    "/departament-proby/rejestr-zmian/atom.xml",
]
REFUSED = [
    "/departament-proby/wydania/0/",
    "/departament-proby/wydania/4/",
    "/departament-proby/wydania/2147483648/",
    f"/departament-proby/wydania/{HUGE}/",
    f"/departament-proby/wydania/{HUGE}/zmiany/",
    f"/departament-proby/wydania/{HUGE}/paczka/",
    f"/departament-proby/wydania/{HUGE}/podstawa/",
    "/departament-proby/wydania/abc/",
    "/departament-proby/wydania/-1/",
    "/departament-proby/wydania/1/nie-ma/",
    "/departament-proby/wydania/2/pri/",  # it went with that edition
    "/departament-proby/wydania/1/podstawa/",
    "/departament-proby/wydania/1/zmiany/?wzgledem=0",
    "/departament-proby/wydania/1/zmiany/?wzgledem=abc",
    "/departament-proby/wydania/1/zmiany/?wzgledem=%C2%B2",
    f"/departament-proby/wydania/1/zmiany/?wzgledem={HUGE}",
    "/departament-proby/stan-na/",
    "/departament-proby/stan-na/?data=",
    "/departament-proby/stan-na/?data=2026-02-30",
    "/departament-proby/stan-na/?data=31.02.2026",
    "/departament-proby/stan-na/2026-02-30/",
    "/departament-proby/stan-na/0001-01-01/",
    "/departament-proby/stan-na/9999-12-31/",
    "/departament-proby/stan-na/2026-03-01/",
    "/departament-proby/stan-na/2026-3-1/",
    "/departament-proby/stan-na/2026-03-15/nie-ma/",
    "/stan-na/2001-01-01/",
    "/nie-ma/rejestr-zmian/",
    "/nie-ma/rejestr-zmian/atom.xml",
    "/nie-ma/wydania/1/",
    "/nie-ma/stan-na/2026-03-15/",
    "/wydania/1/pri/",
]
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture
def history(portal: None) -> None:
    """Three editions of the department: past, in force without a unit, and planned."""
    put_in_force(department(units=(DESK,)), at=LATER)
    put_in_force(department(units=(DESK,), intro="Od jutra."), in_force_from=soon())


@pytest.mark.usefixtures("history")
def test_they_answer(reader: Reader) -> None:
    for path in (*PAGES, *FILES):
        answer = reader.get(path)
        head = reader.client.head(path)

        assert answer.status_code == head.status_code == 200, path
        assert not answer.cookies, path
        assert head.content == b"", path
        assert "default-src 'none'" in answer["Content-Security-Policy"], path
        assert answer["X-Content-Type-Options"] == "nosniff", path


@pytest.mark.once
@pytest.mark.usefixtures("history")
def test_they_are_only_read(reader: Reader) -> None:
    for path in (*PAGES, *FILES, *REFUSED):
        for method in METHODS[path in PACKETS :]:  # the first is what gives a packet
            assert reader.client.generic(method, path).status_code in {404, 405}, (path, method)
    for path in {*PAGES, *FILES} - {*PACKETS}:
        assert reader.client.post(path)["Allow"] == "GET, HEAD", path


@pytest.mark.usefixtures("history")
def test_what_is_not_there_is_told_so(reader: Reader) -> None:
    for path in REFUSED:
        answer = reader.get(path)
        page = Page(answer.content.decode())

        assert answer.status_code == 404, path
        assert answer["Cache-Control"] == "no-store", path
        assert len(page.said("h1")) == 1, path
        assert page.one("meta", name="robots").attributes["content"] == "noindex", path


@pytest.mark.once
@pytest.mark.usefixtures("history")
def test_only_registers_are_for_search_engines(reader: Reader) -> None:
    for path in PAGES:
        answer = reader.get(path)
        page = Page(answer.content.decode())
        indexed = path.endswith("rejestr-zmian/")

        assert answer.get("X-Robots-Tag") == (None if indexed else "noindex"), path
        assert bool(page.all("meta", name="robots")) is not indexed, path
        assert bool(page.all("link", rel="canonical")) is indexed, path


@pytest.mark.usefixtures("history")
def test_they_ask_little_of_the_database(reader: Reader) -> None:
    for path in (*PAGES, *FILES, *REFUSED):
        reader.get("/robots.txt")
        forget_documents()
        with CaptureQueriesContext(connection) as queries:
            reader.get(path)

        more = path in REFUSED  # it says which states there are
        assert len(queries) <= MOST_QUERIES + more, (path, [query["sql"][:200] for query in queries])


@pytest.mark.once
@pytest.mark.usefixtures("history")
def test_pages_are_sound(reader: Reader) -> None:
    """No address to be harvested, headings in their order, no id twice, every field with its label."""
    for path in PAGES:
        page = reader.read(path)
        levels = [int(element.tag[1]) for element in page.elements if element.tag in {"h1", "h2", "h3", "h4", "h5"}]
        main = levels[levels.index(1) :]
        fields = [e for tag in ("input", "select") for e in page.all(tag) if e.attributes.get("type") != "hidden"]

        assert not addresses(page.source), path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(main)), path
        assert len(page.ids) == len(set(page.ids)), path
        assert {e.attributes["id"] for e in fields} == {e.attributes["for"] for e in page.all("label")}, path


@pytest.mark.usefixtures("history")
def test_a_list_of_editions_is_the_register(reader: Reader) -> None:
    for home in ("/", "/departament-proby/"):
        answer = reader.get(f"{home}wydania/")
        assert (answer.status_code, answer["Location"]) == (301, f"{home}rejestr-zmian/")


@pytest.mark.usefixtures("history")
def test_a_former_address_leads_to_the_present_one_with_what_follows(reader: Reader) -> None:
    put_in_force(department(slug="promocja"), at=LATER + timedelta(days=1))

    for rest in ("rejestr-zmian/", "wydania/1/", "wydania/1/paczka/", "stan-na/2026-03-15/"):
        answer = reader.get(f"/departament-proby/{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"/promocja/{rest}")
        assert reader.get(answer["Location"]).status_code == 200


def test_before_anything_is_published_they_say_so(db: None, reader: Reader) -> None:
    for path in (*PAGES, *FILES):
        assert reader.get(path).status_code == 503, path


def test_an_office_without_departments_has_a_register(db: None, reader: Reader) -> None:
    put_in_force(OFFICE)

    assert "Urząd Próbny, wydanie 1" in reader.read("/rejestr-zmian/").words
