"""Names, numbers and depths that no sample has, on a phone and with large letters."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from publishing.document import Unit
from tests.bip.pages.record import DEPARTMENT, OFFICE, department, put_in_force
from tests.browser.inspection import NARROW, WIDE, faults

pytestmark = [pytest.mark.once, pytest.mark.audit]

PATH = "/departament-proby/"
LONG = "Konstantynopolitańczykowianeczkowatością"


def nested(numeral: str, depth: int) -> Unit:
    below = (nested(f"{numeral}.1", depth - 1),) if depth > 1 else ()
    name = f"Zespół poziomu {numeral}"
    return Unit(
        key=numeral.replace(".", ""),
        kind="zespol",
        name=name,
        slug=f"z-{numeral.lower().replace('.', '-')}",
        numeral=numeral,
        heading=name,
        handling="Przyjmujemy w pokoju 1.",
        registers="rejestr umów",
        units=below,
    )


@pytest.fixture
def extremes(portal: str) -> str:
    """The department with units numbered up to XXXVIII, five levels deep, and siblings whose addresses look alike."""
    twins = (nested("XVII", 1), nested("XXXVIII", 5))
    alike = (
        Unit(key="bj", kind="biuro", name="Biuro", symbol="BJ", slug="bj", heading="Biuro", numeral="I"),
        Unit(key="h-bj", kind="biuro", name="Biuro", symbol="H-BJ", slug="h-bj", heading="Biuro", numeral="II"),
    )
    put_in_force(OFFICE.model_copy(update={"name": f"Urząd {LONG}"}))
    put_in_force(department(DEPARTMENT.model_copy(update={"name": f"Departament {LONG}", "units": (*alike, *twins)})))
    return portal


def overlapping(page: Page) -> Iterator[str]:
    """Numerals that run into the words of their heading."""
    for heading in page.locator(".heading a").all():
        numeral, words = heading.locator("span").all()
        left, right = numeral.bounding_box(), words.bounding_box()
        if left and right and left["y"] == right["y"] and left["x"] + left["width"] > right["x"]:
            yield heading.inner_text()


@pytest.mark.audit
def test_nobody_is_shut_out(page: Page, extremes: str) -> None:
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for path in ("/", PATH, f"{PATH}z-xxxviii-1/", "/kontakt/common/"):
            page.goto(extremes + path)
            assert faults(page) == [], path


def test_ids_stand_once(page: Page, extremes: str) -> None:
    page.goto(extremes + PATH)
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")

    assert len(ids) == len(set(ids))


def test_numerals_stand_beside_their_headings(page: Page, extremes: str) -> None:
    page.set_viewport_size(WIDE)
    page.goto(extremes + PATH)

    expect(page.locator(".numeral").filter(has_text="XXXVIII.1.1.1.1.")).to_have_count(1)
    assert list(overlapping(page)) == []


def test_levels_go_on_below_the_last_element(page: Page, extremes: str) -> None:
    page.goto(extremes + PATH)

    expect(page.locator("h6[aria-level='7']").filter(has_text="XXXVIII.1.1.1.1.")).to_have_count(1)


def test_large_letters_leave_room_for_values(page: Page, portal: str) -> None:
    for path in (PATH, "/zadanie/d-one/", "/instrukcja/"):
        page.goto(portal + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in (640, 960, 1100, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            widths: list[float] = page.evaluate(
                "[...document.querySelectorAll('.facts dd, .metadata dd')].map((value) => value.clientWidth)"
            )
            assert min(widths) > 150, (path, width)
