"""The register, older states and announcements in a browser: wide, narrow, in the dark, on paper, by keyboard."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.bip.pages.record import DESK, OFFICE, PUBLISHED, department, put_in_force, soon
from tests.browser.inspection import NARROW, WIDE, faults, listening

pytestmark = pytest.mark.once

DEPARTMENT = "/departament-proby/"
PAGES = (
    DEPARTMENT,
    "/rejestr-zmian/?od=2026-02-30",
    f"{DEPARTMENT}rejestr-zmian/",
    f"{DEPARTMENT}wydania/1/",
    f"{DEPARTMENT}wydania/3/",
    f"{DEPARTMENT}wydania/2/zmiany/",
    f"{DEPARTMENT}stan-na/2026-03-15/pri/",
    f"{DEPARTMENT}stan-na/?data=2026-02-30",
    "/wydania/1/",
)
OPEN = "() => document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture
def changed(portal: str) -> str:
    """The department has lost a unit since, and a change is announced."""
    put_in_force(OFFICE.model_copy(update={"seat": "Nowa siedziba"}), at=PUBLISHED + timedelta(days=1))
    put_in_force(department(units=(DESK,)), at=PUBLISHED + timedelta(days=30))
    put_in_force(department(units=(DESK,), intro="Od nowa:"), in_force_from=soon())
    return portal


@pytest.mark.audit
@pytest.mark.audit
def test_nobody_is_shut_out_and_the_browser_complains_of_nothing(page: Page, changed: str) -> None:
    with listening(page, changed) as noise:
        for size, scheme in ((WIDE, "light"), (NARROW, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a word of two
            for path in PAGES:
                page.goto(changed + path)
                page.evaluate(OPEN)
                assert faults(page) == [], (path, scheme)

    assert noise.foreign == []
    assert [message for message in noise.messages if "404" not in message] == []


def test_from_the_page_to_a_day_and_back_by_keyboard(page: Page, changed: str) -> None:
    page.goto(changed + DEPARTMENT)
    page.get_by_label("Zobacz stan na dzień").fill("2026-03-15")
    page.get_by_label("Zobacz stan na dzień").press("Enter")
    page.wait_for_url("**/stan-na/2026-03-15/")

    expect(page.get_by_text("To jest stan na 15.03.2026, nie obowiązuje od")).to_be_visible()
    expect(page.get_by_role("heading", name="I. Wydział Promocji")).to_be_visible()
    page.get_by_role("link", name="Zobacz stan obecny").press("Enter")
    page.wait_for_url(f"**{DEPARTMENT}")
    expect(page.get_by_role("heading", name="I. Wydział Promocji")).to_have_count(0)


@pytest.mark.audit
def test_an_announcement_unfolds_by_keyboard(page: Page, changed: str) -> None:
    page.goto(changed + DEPARTMENT)
    announced = page.get_by_text("Zmiana zadań.").first
    expect(page.get_by_text("Od nowa:")).to_be_hidden()
    page.locator(".announcement summary").focus()
    page.keyboard.press("Enter")

    expect(announced).to_be_visible()
    expect(page.get_by_text("Od nowa:")).to_be_visible()


@pytest.mark.audit
def test_paper_says_that_it_is_an_older_state(page: Page, changed: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{changed}{DEPARTMENT}wydania/1/")

    expect(page.get_by_text("To jest stan z 2.03.2026 10:30, nie obowiązuje od")).to_be_visible()
    for hidden in ("nav", "footer", ".ways", ".day"):
        assert [box for box in page.locator(hidden).all() if box.is_visible()] == [], hidden
