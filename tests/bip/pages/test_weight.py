"""What pages cost: bytes that travel, requests of a first visit, questions to the database."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from publishing.document import DepartmentDocument, Duty, Unit
from publishing.models import Edition
from tests.bip.pages.reader import Page, Reader
from tests.bip.pages.record import OFFICE, department, put_in_force
from tests.kept import forget_documents

pytestmark = pytest.mark.once

STATIC = Path(__file__).parents[3] / "static"
MOST_QUERIES = 3
MOST_REQUESTS = 6
PAGES = ("/", "/instrukcja/", "/departament-proby/", "/departament-proby/pri/", "/zadanie/d-one/", "/kontakt/box/")


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


@pytest.fixture
def sample(db: None, reader: Reader) -> Page:
    with override_settings(DEMO=True):
        call_command("load_demo")
    edition = Edition.objects.get(subject=Edition.Subject.DEPARTMENT)
    return reader.read(f"/{edition.slug}/")


def test_the_sample_s_page_is_light(sample: Page) -> None:
    content = sample.source.encode()

    assert len(content) <= 60_000
    assert compressed(content) <= 12_000


def loaded_by(page: Page) -> set[str]:
    """The addresses of what a browser fetches with the page; a touch icon only when somebody keeps it."""
    links = [link.attributes for link in page.all("link")]
    fetched = [link["href"] for link in links if link["rel"] in {"stylesheet", "preload", "icon"}]
    return {*fetched, *(e.attributes["src"] for e in page.elements if "src" in e.attributes)}


def asked_of(page: Page) -> list[Path]:
    return [STATIC / address.removeprefix("/static/") for address in loaded_by(page)]


@pytest.mark.parametrize("path", ["/", "", "pwii/"], ids=["front", "department", "unit"])
def test_a_first_visit_is_light(sample: Page, reader: Reader, path: str) -> None:
    home = f"/{Edition.objects.get(subject=Edition.Subject.DEPARTMENT).slug}/"
    page = reader.read(path if path == "/" else home + path)
    weights = [compressed(page.source.encode()), *(compressed(file.read_bytes()) for file in asked_of(page))]

    assert len(weights) <= MOST_REQUESTS
    assert sum(weights) <= 90_000


def test_what_the_style_names_is_fetched_at_once(sample: Page) -> None:
    """A font that only the stylesheet named would come a round trip later, too late to be shown."""
    style = (STATIC / "css" / "site.css").read_text(encoding="utf-8")
    named = set(re.findall(r'url\("\.\./([^"]+)"\)', style))
    preloaded = {link.attributes["href"] for link in sample.all("link", rel="preload")}

    assert {f"/static/{name}" for name in named} == preloaded
    assert style.count("url(") == len(named) == style.count("font-display: optional")  # so nothing jumps


def test_a_first_visit_asks_no_other_site(sample: Page) -> None:
    assert all(address.startswith("/static/") for address in loaded_by(sample))
    for file in asked_of(sample):
        if file.suffix != ".woff2":
            text = file.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
            assert "//" not in text, file
            assert "@import" not in text, file


@pytest.mark.parametrize("address", ["/favicon.ico", "/apple-touch-icon.png"])
def test_what_browsers_ask_for_unasked_is_there(reader: Reader, address: str) -> None:
    answer = reader.get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("image/")


def big_department(index: int, units: int, duties: int) -> DepartmentDocument:
    """A department with so many units and so many duties in all."""
    each = duties // units
    below = tuple(
        Unit(
            key=f"u{index}-{u}",
            kind="wydzial",
            name=f"Wydział {u}",
            symbol=f"D{index}U{u}",
            slug=f"d{index}u{u}",
            heading=f"Wydział {u}:",
            duties=tuple(
                Duty(key=f"z{index}-{u}-{d}", number=str(d), text=f"Zadanie {d} o treści") for d in range(1, each + 1)
            ),
        )
        for u in range(units)
    )
    root = Unit(
        key=f"big{index}", kind="departament", name=f"Duży {index}", slug=f"duzy-{index}", heading="", units=below
    )
    return department(root)


def questions(reader: Reader, path: str, status: int = 200) -> list[str]:
    """What a worker that is up, and holds no document, asks the database."""
    reader.get("/instrukcja/")
    forget_documents()
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(path).status_code == status
    return [query["sql"] for query in queries]


@pytest.mark.usefixtures("portal")
def test_pages_ask_little_of_the_database_and_no_more_of_a_big_one(reader: Reader) -> None:
    put_in_force(department(intro="Wydanie drugie."))  # the metryczka tells of the first one too
    put_in_force(OFFICE)
    small = {path: questions(reader, path) for path in PAGES}
    for index in range(10):
        put_in_force(big_department(index, units=20, duties=200))
    big = {path: questions(reader, path) for path in PAGES}

    for path in PAGES:
        assert len(big[path]) == len(small[path]) <= MOST_QUERIES, big[path]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nie-ma/", 404),
        ("/departament-proby/nie-ma/", 404),
        ("/zadanie/nie-ma/", 404),
        ("/nie/ma/takiej/", 404),
        ("/departament-proby/PRI/", 301),
    ],
)
@pytest.mark.usefixtures("portal")
def test_a_refusal_asks_no_more(reader: Reader, path: str, status: int) -> None:
    assert len(questions(reader, path, status)) <= MOST_QUERIES


@pytest.mark.usefixtures("portal")
def test_a_large_page_grows_no_faster_than_its_words(reader: Reader) -> None:
    put_in_force(big_department(1, units=20, duties=200))
    put_in_force(big_department(2, units=200, duties=2000))
    small, large = (len(reader.get(f"/duzy-{index}/").content) for index in (1, 2))

    assert large < 10.5 * small


def test_weights_are_of_what_is_sent(sample: Page, reader: Reader, settings: Any) -> None:
    """The page as it travels is the page that was weighed."""
    edition = Edition.objects.get(subject=Edition.Subject.DEPARTMENT)
    answer = reader.get(f"/{edition.slug}/", HTTP_ACCEPT_ENCODING="gzip")

    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= 12_000
    assert gzip.decompress(answer.content).decode() == sample.source
