"""The readers' pages in a browser: by eye, by keyboard, on paper, in the dark, on a phone, without scripts."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from publishing.document import Officer
from tests.bip.pages.record import EDITORIAL, EMAIL, OFFICE, put_in_force
from tests.browser.inspection import LARGE, NARROW, WIDE, ask, faults, listening

pytestmark = pytest.mark.once

DEPARTMENT = "/departament-proby/"
PAGES = ("/", DEPARTMENT, "/kontakt/common/")
MOST_TABS = 60


@pytest.mark.audit
def test_high_contrast_and_no_motion(page: Page, portal: str) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(portal + DEPARTMENT)

    assert faults(page) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_browser_complains_of_nothing(page: Page, portal: str) -> None:
    with listening(page, portal) as noise:
        for path in PAGES:
            page.goto(portal + path)

    assert noise.messages == []
    assert noise.foreign == []
    assert page.context.cookies() == []


@pytest.mark.audit
def test_a_first_visit_takes_few_requests(page: Page, portal: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(portal + DEPARTMENT, wait_until="networkidle")

    assert 3 <= len(asked) <= 6


def test_the_first_key_leads_past_the_header(page: Page, portal: str) -> None:
    page.goto(portal + DEPARTMENT)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Przejdź do treści")

    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link", name="Metryczka").first).to_be_focused()


def press(page: Page, name: str) -> None:
    """By keyboard alone: on from stop to stop, until the button has the focus."""
    button = page.get_by_role("button", name=name)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")


def test_the_address_takes_the_place_of_its_button(page: Page, portal: str) -> None:
    page.goto(portal + DEPARTMENT)
    press(page, "Pokaż adres – Biuro Podawcze")
    address = page.get_by_role("link", name=EMAIL)

    expect(address).to_be_focused()
    expect(address).to_have_attribute("href", f"mailto:{EMAIL}")
    expect(page.get_by_role("status")).to_have_text("Pokazano adres e-mail.")
    expect(page.get_by_role("button", name="Pokaż adres")).to_have_count(0)
    assert page.url == portal + DEPARTMENT
    assert faults(page) == []


@pytest.mark.audit
def test_of_several_people_the_address_of_one_is_shown(page: Page, portal: str) -> None:
    second = Officer(role="redaktor", name="Jan Drugi", email="drugi@urzad.example")
    put_in_force(OFFICE.model_copy(update={"officers": (*OFFICE.officers, second)}))
    put_in_force(EDITORIAL)
    page.goto(f"{portal}/redakcja/")
    page.get_by_role("button", name="Pokaż adres – Jan Drugi").click()

    expect(page.get_by_role("link", name="drugi@urzad.example")).to_be_focused()
    expect(page.get_by_role("button", name="Pokaż adres – Anna Redaktor")).to_be_visible()


@pytest.mark.audit
def test_where_the_address_does_not_come_its_page_does(page: Page, portal: str) -> None:
    """One request of two fails: the one that the script sends."""
    page.route("**/kontakt/common/", lambda route: route.abort(), times=1)
    page.goto(portal + DEPARTMENT)
    page.get_by_role("button", name="Pokaż adres – Biuro Podawcze").click()

    expect(page.get_by_role("heading", name="Dane kontaktowe z adresem e-mail")).to_be_focused()


def test_the_address_is_shown_by_keyboard_without_scripts(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(portal + DEPARTMENT)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator("button:focus").filter(has_text="Biuro Podawcze").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/kontakt/common/#adres")

    expect(page.get_by_role("heading", name="Dane kontaktowe z adresem e-mail")).to_be_visible()
    assert page.get_by_role("link", name=EMAIL).get_attribute("href") == f"mailto:{EMAIL}"
    context.close()


def test_every_stop_of_the_keyboard_is_in_sight(page: Page, portal: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(portal + DEPARTMENT)
    stops = 0
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            break
        stops += 1
        expect(focused).to_be_in_viewport()
        style = "e => { const s = getComputedStyle(e); return [s.outlineStyle, s.opacity, e.offsetWidth >= 24] }"
        assert focused.evaluate(style) == ["solid", "1", True], focused.evaluate("e => e.outerHTML")

    assert stops > 10


def test_the_menu_leads_to_a_section_and_stays_in_sight(page: Page, portal: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(portal + DEPARTMENT)
    menu = page.get_by_role("navigation", name="Części tej strony")
    menu.get_by_role("link", name="PRI Wydział Promocji").click()

    expect(page.get_by_role("heading", name="I. Wydział Promocji")).to_be_in_viewport()
    expect(menu.locator("[aria-current]")).to_have_text("PRI Wydział Promocji")
    expect(menu.get_by_role("link", name="Metryczka")).to_be_in_viewport()


@pytest.mark.audit
def test_on_a_phone_the_menu_unfolds_between_the_title_and_the_contacts(page: Page, portal: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(portal + DEPARTMENT)
    menu = page.get_by_role("navigation", name="Części tej strony")
    expect(menu.get_by_role("link", name="Metryczka")).to_be_hidden()
    menu.locator("summary").press("Enter")

    expect(menu.get_by_role("link", name="Metryczka")).to_be_visible()
    parts = [page.get_by_role("heading", level=1), menu, page.get_by_role("heading", name="Biuro Podawcze")]
    places = [box["y"] for part in parts if (box := part.bounding_box())]
    assert places == sorted(places) and len(places) == 3


def test_a_click_copies_the_lasting_address_and_a_second_one_goes_there(page: Page, portal: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(portal + DEPARTMENT)
    link = page.get_by_role("link", name="Kopiuj odnośnik: PRI, zadanie 2", exact=True)
    link.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Skopiowano odnośnik – PRI, zadanie 2.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{portal}/zadanie/d-two/"
    link.press("Enter")
    page.wait_for_url("**/zadanie/d-two/")


def test_a_button_copies_the_citation_or_marks_it(page: Page, portal: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{portal}/zadanie/d-two/")
    cited = page.locator("[data-cite]").inner_text()
    button = page.get_by_role("button", name="Kopiuj", exact=True)
    button.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Skopiowano cytowanie.")
    assert page.evaluate("navigator.clipboard.readText()") == cited
    assert cited.endswith("PRI, zad. 2, stan na 2.03.2026, wydanie 1, http://testserver/zadanie/d-two/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    button.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Cytowanie jest zaznaczone")
    assert page.evaluate("getSelection().toString()").strip() == cited
    assert faults(page) == []


def test_without_scripts_the_citation_is_text_and_no_button_promises_more(browser: Browser, portal: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}/zadanie/d-two/")

    expect(page.get_by_text("PRI, zad. 2, stan na 2.03.2026, wydanie 1")).to_be_visible()
    expect(page.get_by_role("button", name="Kopiuj")).to_have_count(0)
    context.close()


@pytest.mark.audit
def test_what_is_said_never_covers_the_link_that_was_copied(page: Page, portal: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(portal + DEPARTMENT)
    copied = 0
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if not page.locator(".here:focus").count():
            continue
        page.keyboard.press("Enter")
        what = page.locator(":focus").get_attribute("data-what")
        expect(page.get_by_role("status")).to_contain_text(f"{what}. Naciśnij jeszcze raz")
        link, said = page.locator(":focus").bounding_box(), page.get_by_role("status").bounding_box()
        assert link and said and link["y"] + link["height"] <= said["y"], what
        copied += 1

    assert copied >= 5


@pytest.mark.audit
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_escape_folds_the_menu_that_has_the_focus(page: Page, portal: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(portal)
    menu = page.get_by_role("navigation", name="Menu przedmiotowe")
    if size is NARROW:
        menu.locator(".fold > summary").press("Enter")
    departments = menu.locator(".drop > summary")
    departments.press("Enter")
    menu.get_by_role("link", name="Departament Próby").press("Escape")

    expect(menu.get_by_role("link", name="Departament Próby")).to_be_hidden()
    expect(departments).to_be_focused()
    departments.press("Escape")
    if size is NARROW:
        expect(menu.locator(".fold > summary")).to_be_focused()
    expect(departments).to_be_visible(visible=size is WIDE)


@pytest.mark.audit
def test_letters_of_double_size_fit_a_phone(page: Page, portal: str) -> None:
    for path in (*PAGES, "/rejestr-zmian/", "/szukaj/"):
        page.goto(portal + path)
        page.set_viewport_size(NARROW)
        page.evaluate(LARGE)
        assert ask(page, "width") == [], path


@pytest.mark.audit
def test_nothing_jumps_while_a_page_comes(page: Page, portal: str) -> None:
    page.goto(portal + DEPARTMENT, wait_until="networkidle")
    shifts = "new Promise(told => new PerformanceObserver(list => told(list.getEntries().map(e => e.value)))"
    never = "new Promise(told => setTimeout(() => told([]), 300))"
    page.evaluate("document.fonts.ready")

    moved = page.evaluate(f"Promise.race([{shifts}.observe({{type: 'layout-shift', buffered: true}})), {never}])")
    assert moved == []
    assert page.evaluate("document.fonts.size") == 2


def test_numbers_of_a_list_are_those_of_the_document(page: Page, portal: str) -> None:
    page.goto(portal + DEPARTMENT)
    third = page.locator("#zadanie-d-three")

    assert third.evaluate("e => [...e.parentElement.children].filter(i => !i.matches('.own')).indexOf(e)") == 2
    expect(page.locator("#zadanie-d-own .number")).to_have_text("2a.")


def test_paper_has_the_words_and_no_ways_to_go(page: Page, portal: str) -> None:
    page.emulate_media(media="print")
    page.goto(portal + DEPARTMENT)

    for name in ("Departament Próby", "Metryczka", "Biuro Podawcze"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_text(f"http://testserver{DEPARTMENT}")).to_be_visible()
    for hidden in ("nav", "button", ".here", "footer", ".skip", ".proofs"):
        assert [box for box in page.locator(hidden).all() if box.is_visible()] == [], hidden
