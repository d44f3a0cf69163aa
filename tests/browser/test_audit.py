"""The long crawl: whatever a reader can come to, by links and forms, in every way of seeing. `make audit` runs it."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Literal
from urllib.parse import urldefrag, urlsplit

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize

from orgchart.rights import ADMINISTRATOR
from search.misses import FEWEST_DAYS
from search.models import Miss
from tests.browser import markup
from tests.browser.crawl import ADMIN, OK, Crawl, Found
from tests.browser.inspection import NARROW, WIDE, by_every_eye, by_keyboard, faults, without_scripts
from tests.browser.states import every_state
from tests.browser.window import Window
from tests.cast import account
from tests.worlds import kept

pytestmark = [pytest.mark.audit, pytest.mark.once]

PARTS = range(4)  # one after another would take one processor only
GONE = 410
OF_WORDS = {f"admin/search/{page}.html" for page in ("synonym/change_list", "synonym/change_form", "miss/change_list")}


@kept
def demonstration() -> list[Found]:
    with override_settings(DEMO=True):
        call_command("load_demo", stdout=StringIO())
    return [Crawl().run()]


@kept
def desk(demonstration: list[Found]) -> Found:
    """What links lead an administrator to, two pages of each kind. Something was sought in vain on enough days."""
    days = [timezone.localdate() - timedelta(days=ago) for ago in range(FEWEST_DAYS)]
    Miss.objects.bulk_create([Miss(words="hodowla jednorożców", day=day) for day in days])
    return Crawl(sample=True, editor=account("szefowa", ADMINISTRATOR)).run("/admin/biurko/")


@kept
def states() -> list[Found]:
    return every_state()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="pl-PL", viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("part", PARTS)
def test_the_demonstration_shuts_nobody_out(page: Page, plain: Page, demonstration: list[Found], part: int) -> None:
    assert list(seen(page, plain, demonstration, part)) == []


@pytest.mark.browser
@pytest.mark.parametrize("part", PARTS)
def test_every_state_shuts_nobody_out(page: Page, plain: Page, states: list[Found], part: int) -> None:
    assert list(seen(page, plain, states, part)) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("size", "scheme"),
    [(WIDE, "light"), (NARROW, "light"), (WIDE, "dark")],
    ids=["wide", "narrow", "dark"],
)
def test_the_desk_shuts_nobody_out(
    page: Page, desk: Found, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    window, wrong = Window(page), list[str]()
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for visit in [visit for visit in desk.pages if visit.offered]:
        window.open(visit)
        wrong += [f"{visit} {fault}" for fault in faults(page)]

    assert len(desk.offered) > 20
    assert OF_WORDS <= desk.pages_of_templates().keys()
    assert wrong == []


def seen(page: Page, plain: Page, crawls: list[Found], part: int) -> Iterator[str]:
    """All that is wrong with this part of the pages. A browser keeps what it is told to: no cookie is left."""
    window, simple = Window(page), Window(plain)
    for visit in [visit for found in crawls for visit in found.pages][part :: len(PARTS)]:
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        for each in (window, simple):
            each.open(visit)
        wrong = [*without_scripts(page, plain), *by_keyboard(page), *by_every_eye(page)]
        wrong += [*window.complaints, *simple.complaints]
        yield from (f"{visit} {fault}" for fault in wrong)
        window.complaints.clear()
        simple.complaints.clear()
    yield from (f"cookie: {cookie}" for each in (page, plain) for cookie in each.context.cookies())


class TestTheWhole:
    """What is asked of all pages together."""

    def test_the_demonstration_leads_nowhere_wrong(self, demonstration: list[Found]) -> None:
        (found,) = demonstration

        assert len(found.offered) > 80
        assert astray(found, {OK}) == []

    def test_no_state_leads_nowhere(self, states: list[Found]) -> None:
        assert [link for found in states[1:] for link in astray(found, {OK, GONE})] == []

    def test_a_title_names_one_page(self, demonstration: list[Found], states: list[Found]) -> None:
        for found in (*demonstration, *states[1:]):
            titles = {urlsplit(visit.path).path: title_of(visit.body) for visit in found.offered if visit.is_page}
            assert sorted(titles.values()) == sorted(set(titles.values()))

    def test_what_is_written_is_valid(self, demonstration: list[Found], states: list[Found]) -> None:
        pages = [visit for found in (*demonstration, *states) for visit in found.pages]

        assert markup.faults({str(visit): visit.body for visit in pages}) == []


def astray(found: Found, right: set[int]) -> list[str]:
    """Links of pages to what is not there, and to parts that a page does not have."""
    answers = {visit.path: visit for visit in reversed(found.visits) if visit.method == "GET"}  # the first one counts
    wrong = []
    for visit in found.offered:
        for link in visit.links:
            if link.startswith((ADMIN, "/static/")):
                continue
            path, part = urldefrag(link)
            answer = answers.get(found.moved.get(path, path))
            if answer is None or answer.status not in right:
                wrong.append(f"{visit}: {link}")
            elif part and answer.status == OK and part not in answer.source.ids:
                wrong.append(f"{visit}: no {link}")
    return wrong


def title_of(body: str) -> str:
    return body.partition("<title>")[2].partition("</title>")[0]
