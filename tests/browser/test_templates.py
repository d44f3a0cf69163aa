"""One page of every template, on a phone: the whole crawl, in every way of seeing, is `make audit`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.browser.crawl import Found, Visit
from tests.browser.inspection import NARROW, faults
from tests.browser.states import every_state
from tests.browser.window import Window
from tests.worlds import kept

pytestmark = pytest.mark.once

TEMPLATES = settings.BASE_DIR / "templates"
OF_NO_PAGE = {"bip/shell.html"}  # every page stands in it


@kept
def states() -> list[Found]:
    return every_state()


def first_of_each(states: list[Found]) -> dict[str, Visit]:
    first: dict[str, Visit] = {}
    for found in states:
        first = found.pages_of_templates() | first
    return first


def public() -> Iterator[str]:
    """The templates of whole pages; parts stand in folders below."""
    for path in Path(TEMPLATES / "bip").glob("*.html"):
        yield str(path.relative_to(TEMPLATES))


def test_the_crawl_comes_to_a_page_of_every_template(states: list[Found]) -> None:
    """A new page cannot be forgotten: it is linked, and its kinds of answer are among the states."""
    assert first_of_each(states).keys() == set(public()) - OF_NO_PAGE


def test_one_page_of_each_shuts_nobody_out(page: Page, states: list[Found]) -> None:
    page.set_viewport_size(NARROW)
    window = Window(page)
    for visit in first_of_each(states).values():
        window.open(visit)
        assert faults(page) == [], visit
        assert window.complaints == [], visit
