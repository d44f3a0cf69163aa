"""What programs find that follow every link: no e-mail address anywhere, and a map of exactly what they should find."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.test import Client

from tests.bip.crawl import SITE, Found, crawl
from tests.bip.harvester import addresses
from tests.bip.pages.reader import Page
from tests.bip.pages.record import EMAIL

pytestmark = pytest.mark.once

STATEMENT = "/deklaracja-dostepnosci/"
READ_BY_LAW = re.compile(rb'<a id="a11y-email".*?</a>')  # the one exception: its validator reads the address


def told(crawled: dict[str, Found]) -> dict[str, set[str]]:
    bodies = {path: answer.body for path, answer in crawled.items()}
    bodies |= {STATEMENT: READ_BY_LAW.sub(b"", bodies.get(STATEMENT, b""))}
    everything = {path: addresses(body) for path, body in bodies.items()}
    return {path: each for path, each in everything.items() if each}


def indexed(crawled: dict[str, Found]) -> Iterator[str]:
    """Pages that say nothing against being found."""
    for path, answer in crawled.items():
        if answer.status == 200 and answer.kind.startswith("text/html") and "?" not in path:
            page = Page(answer.text)
            is_told = bool(page.all("meta", name="robots"))
            assert is_told == ("noindex" in answer.robots), path
            canonical = [link.attributes["href"] for link in page.all("link", rel="canonical")]
            assert canonical == ([] if is_told else [f"{SITE}{path}"]), path
            if not is_told:
                yield path


def test_no_address_is_given_to_whoever_only_follows_links(crawled: dict[str, Found]) -> None:
    assert {"/", "/kontakt/common/", "/wydania/1/paczka/", "/sitemap.xml", "/static/js/site.js"} <= crawled.keys()
    assert told(crawled) == {}
    assert b"inny@urzad.example" in crawled[STATEMENT].body


def test_one_that_stands_on_a_page_would_be_found(crawled: dict[str, Found]) -> None:
    page = crawled["/departament-proby/"]
    changed = replace(page, body=page.body.replace(b"</h1>", f" {EMAIL[::-1]}</h1>".encode()))

    assert told({"/departament-proby/": changed})["/departament-proby/"] >= {EMAIL}


def test_every_link_leads_somewhere(crawled: dict[str, Found]) -> None:
    dead = {path for path, answer in crawled.items() if answer.status >= 400 and not path.endswith("/stan-na/")}

    assert dead == {"/nie-ma-takiej-strony/"}


def test_the_map_for_programs_holds_what_they_should_find_and_no_more(crawled: dict[str, Found]) -> None:
    listed = re.findall(r"<loc>([^<]+)</loc>", crawled["/sitemap.xml"].text)

    assert len(listed) == len(set(listed))
    assert {address.removeprefix(SITE) for address in listed} == set(indexed(crawled))


def test_what_robots_are_asked_to_leave_is_old_or_for_people(crawled: dict[str, Found]) -> None:
    rules = re.findall(r"Disallow: (.+)", crawled["/robots.txt"].text)
    patterns = [re.compile(re.escape(rule).replace(r"\*", ".*")) for rule in rules]

    assert not [path for path in indexed(crawled) if any(pattern.match(path) for pattern in patterns)]
    for path in ("/wydania/1/", "/departament-proby/wydania/1/pri/", "/departament-proby/stan-na/", "/admin/"):
        assert any(pattern.match(path) for pattern in patterns), path


def test_every_page_leads_to_the_map(crawled: dict[str, Found]) -> None:
    for path, answer in crawled.items():
        if answer.text and answer.kind.startswith("text/html"):
            assert 'href="/mapa-strony/"' in answer.text, path


@pytest.mark.audit
def test_no_address_of_the_demonstration_is_given_away(db: None, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's proxy of the settings
    call_command("load_demo")
    everything = crawl(Client())

    assert len(everything) > 100
    assert told(everything) == {}
