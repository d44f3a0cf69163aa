"""What programs find that follow every link: no e-mail address anywhere, and a map of exactly what they should find."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.test import Client

from publishing.document import Channel, Officer
from tests.bip.crawl import SITE, Found, crawl
from tests.bip.harvester import addresses
from tests.bip.pages.reader import Page
from tests.bip.pages.record import BOX, COMMON, EMAIL, OFFICE, department, put_in_force, soon
from tests.worlds import kept

pytestmark = pytest.mark.once

IN_LETTERS = Channel(key="c-letters", kind="e-mail", value="skarbnik@urząd.example")
STATEMENT = "/deklaracja-dostepnosci/"  # the law's validator reads the address there


@kept
def found(portal: None) -> dict[str, Found]:
    """Everything that a program finds on a site whose addresses stand in every place that there is, old ones too."""
    officers = (*OFFICE.officers, Officer(role="iod", name="Jan Inspektor", email="iod@urzad.example"))
    contacts = (COMMON.model_copy(update={"channels": (*COMMON.channels, IN_LETTERS)}),)
    boxes = (BOX.model_copy(update={"channels": (*BOX.channels, *COMMON.channels[:1])}),)
    put_in_force(OFFICE.model_copy(update={"officers": officers, "contacts": contacts}))
    put_in_force(department(contacts=boxes))
    put_in_force(department(), in_force_from=soon())
    return crawl(Client())


def told(found: dict[str, Found]) -> dict[str, set[str]]:
    everything = {path: addresses(answer.body) for path, answer in found.items() if path != STATEMENT}
    return {path: each for path, each in everything.items() if each}


def indexed(found: dict[str, Found]) -> Iterator[str]:
    """Pages that say nothing against being found."""
    for path, answer in found.items():
        if answer.status == 200 and answer.kind.startswith("text/html") and "?" not in path:
            page = Page(answer.text)
            is_told = bool(page.all("meta", name="robots"))
            assert is_told == ("noindex" in answer.robots), path
            canonical = [link.attributes["href"] for link in page.all("link", rel="canonical")]
            assert canonical == ([] if is_told else [f"{SITE}{path}"]), path
            if not is_told:
                yield path


def test_no_address_is_given_to_whoever_only_follows_links(found: dict[str, Found]) -> None:
    assert {"/", "/kontakt/common/", "/wydania/1/paczka/", "/sitemap.xml", "/static/js/site.js"} <= found.keys()
    assert told(found) == {}


def test_one_that_stands_on_a_page_would_be_found(found: dict[str, Found]) -> None:
    page = found["/departament-proby/"]
    found["/departament-proby/"] = replace(page, body=page.body.replace(b"</h1>", f" {EMAIL[::-1]}</h1>".encode()))

    assert told(found)["/departament-proby/"] >= {EMAIL}


def test_every_link_leads_somewhere(found: dict[str, Found]) -> None:
    dead = [path for path, answer in found.items() if answer.status >= 400 and not path.endswith("/stan-na/")]

    assert dead == ["/nie-ma-takiej-strony/"]


def test_the_map_for_programs_holds_what_they_should_find_and_no_more(found: dict[str, Found]) -> None:
    listed = re.findall(r"<loc>([^<]+)</loc>", found["/sitemap.xml"].text)

    assert len(listed) == len(set(listed))
    assert {address.removeprefix(SITE) for address in listed} == set(indexed(found))


def test_what_robots_are_asked_to_leave_is_old_or_for_people(found: dict[str, Found]) -> None:
    rules = re.findall(r"Disallow: (.+)", found["/robots.txt"].text)
    patterns = [re.compile(re.escape(rule).replace(r"\*", ".*")) for rule in rules]

    assert not [path for path in indexed(found) if any(pattern.match(path) for pattern in patterns)]
    for path in ("/wydania/1/", "/departament-proby/wydania/1/pri/", "/departament-proby/stan-na/", "/admin/"):
        assert any(pattern.match(path) for pattern in patterns), path


def test_every_page_leads_to_the_map(found: dict[str, Found]) -> None:
    for path, answer in found.items():
        if answer.kind.startswith("text/html"):
            assert 'href="/mapa-strony/"' in answer.text, path


@pytest.mark.audit
def test_no_address_of_the_demonstration_is_given_away(db: None, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's proxy of the settings
    call_command("load_demo")
    everything = crawl(Client())

    assert len(everything) > 100
    assert told(everything) == {}
