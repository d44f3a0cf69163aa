"""One page of every template, on a phone: the whole crawl, in every way of seeing, is `make audit`."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.browser.crawl import Found, Visit
from tests.browser.inspection import NARROW, faults_of_readers_page
from tests.browser.states import every_state
from tests.browser.window import Window

pytestmark = pytest.mark.once

TEMPLATES = settings.BASE_DIR / "templates"


def first_of_each(states: list[Found]) -> dict[str, Visit]:
    first: dict[str, Visit] = {}
    for found in states:
        first = found.pages_of_templates() | first
    return first


def public() -> Iterator[str]:
    """The templates of whole pages: they stand in another one, parts do not."""
    for path in (TEMPLATES / "bip").rglob("*.html"):
        if "{% extends" in path.read_text(encoding="utf-8"):
            yield str(path.relative_to(TEMPLATES))


def test_the_crawl_comes_to_every_template_and_shuts_nobody_out(page: Page, db: None) -> None:
    """A new page cannot be forgotten: it is linked, and each of its answers is among the states."""
    first = first_of_each(every_state(sample=True))
    assert first.keys() == set(public())

    page.set_viewport_size(NARROW)
    window = Window(page)
    for visit in first.values():
        window.open(visit)
        assert faults_of_readers_page(page) == [], visit
        assert window.complaints == [], visit
