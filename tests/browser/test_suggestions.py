"""Suggestions to whoever types: by keyboard as the ARIA Authoring Practices tell, by mouse and touch, and late ones."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.inspection import NARROW, WIDE, faults, listening

pytestmark = pytest.mark.once

LABELS = {"/": "Czego szukasz w BIP?", "/szukaj/": "Sprawa, komórka, osoba, telefon albo znak sprawy"}
REMEMBER = """() => {
  window.shown = [];
  const told = () => shown.push(...[...document.querySelectorAll("[role=option]")].map((one) => one.textContent));
  new MutationObserver(told).observe(document.body, { childList: true, subtree: true });
}"""
TARGI = "Oddział Targów PRI-T Departament Próby – przejdź do strony"


def box_of(page: Page, portal: str, path: str = "/") -> Locator:
    page.goto(portal + path)
    return page.get_by_role("combobox", name=LABELS[path])


def expect_options(page: Page, *names: str) -> None:
    expect(page.get_by_role("listbox", name="Podpowiedzi").get_by_role("option")).to_have_text(names)


def expect_chosen(box: Locator, name: str | None) -> None:
    """Which option is active: as the eye and as the ear are told."""
    option = box.page.get_by_role("option", selected=True)
    if name is None:
        expect(option).to_have_count(0)
        expect(box).not_to_have_attribute("aria-activedescendant", re.compile(""))
    else:
        expect(option).to_have_text(name)
        expect(box).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    expect(box).to_be_focused()


def test_a_word_is_completed_by_keyboard(page: Page, portal: str) -> None:
    box = box_of(page, portal, "/szukaj/")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("targi wyst")
    expect_options(page, "targi Wystawy")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[aria-live]", has_text="Podpowiedzi: 1.")).to_be_attached()
    expect_chosen(box, None)

    page.keyboard.press("ArrowDown")
    expect_chosen(box, "targi Wystawy")
    page.keyboard.press("Enter")
    expect(box).to_have_value("targi Wystawy ")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect_chosen(box, None)
    page.keyboard.press("Enter")
    expect(page.get_by_text("dla zapytania „targi Wystawy”")).to_be_visible()


def test_keys_go_round_the_list_and_leave_it(page: Page, portal: str) -> None:
    box = box_of(page, portal)
    box.press_sequentially("targ")
    expect_options(page, TARGI, "Targi")
    for key, chosen in (
        ("ArrowUp", "Targi"),
        ("ArrowDown", TARGI),
        ("ArrowUp", "Targi"),
        ("Home", None),
        ("ArrowDown", TARGI),
        ("End", None),
        ("ArrowDown", TARGI),
        ("ArrowLeft", None),
    ):
        page.keyboard.press(key)
        expect_chosen(box, chosen)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("targ")
    page.keyboard.press("Alt+ArrowDown")
    expect_options(page, TARGI, "Targi")
    expect_chosen(box, None)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_a_unit_leads_to_its_page_by_keyboard_and_by_a_finger(browser: Browser, portal: str) -> None:
    context = browser.new_context(has_touch=True, locale="pl-PL", viewport=NARROW)
    page = context.new_page()
    box_of(page, portal).press_sequentially("pri-t")
    expect_options(page, TARGI)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/departament-proby/pri-t/")

    box = box_of(page, portal)
    box.press_sequentially("targ")
    page.get_by_role("option", name="Targi", exact=True).tap()
    expect(box).to_have_value("Targi ")
    expect(box).to_be_focused()
    box.fill("pri-t")
    page.get_by_role("option", name="PRI-T").tap()
    page.wait_for_url("**/departament-proby/pri-t/")
    context.close()


def test_what_comes_late_or_not_at_all_is_not_shown(page: Page, portal: str) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/podpowiedzi/?q=wys", hold)
    page.route("**/podpowiedzi/?q=pri-t", lambda route: route.abort())
    box = box_of(page, portal)
    page.evaluate(REMEMBER)
    with page.expect_request("**/podpowiedzi/?q=wys"):
        box.press_sequentially("wys")
    box.fill("targ")
    expect_options(page, TARGI, "Targi")
    waiting[0].fulfill(json={"suggestions": [{"text": "Spóźnione"}]})
    box.fill("nadz")
    expect_options(page, "Nadzór")
    box.fill("pri-t")
    expect(page.get_by_role("listbox")).to_have_count(0)
    box.fill("targ")
    expect_options(page, TARGI, "Targi")
    page.get_by_role("button", name="Szukaj").focus()
    expect(page.get_by_role("listbox")).to_have_count(0)
    shown = page.evaluate("shown")
    assert "Nadzór" in shown
    assert "Spóźnione" not in shown


def test_without_scripts_it_is_a_box_to_type_into(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal)

    expect(page.get_by_role("searchbox", name=LABELS["/"])).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(0)
    context.close()


@pytest.mark.audit
def test_the_open_list_shuts_nobody_out(page: Page, portal: str) -> None:
    with listening(page, portal) as noise:
        for path in LABELS:
            for size, scheme in ((WIDE, "light"), (NARROW, "dark"), (WIDE, "dark"), (NARROW, "light")):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
                box_of(page, portal, path).press_sequentially("targ")
                expect_options(page, TARGI, "Targi")
                page.keyboard.press("ArrowDown")
                assert faults(page) == [], (path, scheme)
    assert noise.messages == noise.foreign == []
