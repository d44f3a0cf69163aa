"""Whoever has a matter types it, and reads who deals with it: by keyboard, on a phone, without scripts, in the dark."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.inspection import NARROW, WIDE, faults, listening

pytestmark = pytest.mark.once

PATHS = ("/szukaj/?q=targi", "/szukaj/?q=jednoro%C5%BCec", "/szukaj/?q=PRI.0421.7.2014", "/szukaj/?q=biuro+podawcze")


@pytest.mark.audit
def test_nobody_is_shut_out(page: Page, portal: str) -> None:
    with listening(page, portal) as noise:
        for path in PATHS:
            page.goto(portal + path)
            for size, scheme in ((WIDE, "light"), (NARROW, "dark")):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
                assert faults(page) == [], (path, scheme)
    assert noise.messages == noise.foreign == []


def test_a_question_is_answered_without_a_mouse_and_without_scripts(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="pl-PL", viewport=NARROW)
    page = context.new_page()
    page.goto(f"{portal}/szukaj/")
    page.get_by_label("Sprawa, komórka, osoba, telefon albo znak sprawy").focus()
    page.keyboard.type("wystaw")
    page.keyboard.press("Enter")

    expect(page.get_by_label("Sprawa, komórka, osoba, telefon albo znak sprawy")).to_have_value("wystaw")
    expect(page.locator("#wyniki > li")).to_have_count(1)
    expect(page.locator("#wyniki mark")).to_have_text("Wystawy")
    page.get_by_role("link", name="Zadanie 2a").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zadanie 2a")
    context.close()
