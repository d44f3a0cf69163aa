"""What is asked of every page that a reader opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
# Best practices too, and what WCAG 2.2 has added, which axe leaves off. Only what is wrong comes back: the whole of
# what axe tells takes longer to hand over than to find.
OPTIONS: Final = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
VIOLATIONS: Final = """async options => (await axe.run(options)).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`))"""
OURS: Final = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
LARGE: Final = "document.documentElement.style.fontSize = '200%'"
WAYS: Final[tuple[tuple[ViewportSize, Literal["light", "dark"]], ...]] = (
    (WIDE, "light"),
    (NARROW, "dark"),
    (WIDE, "dark"),
    (NARROW, "light"),
)


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is shown: the rule, and where."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(VIOLATIONS, OPTIONS)
    return found


def ask(page: Page, name: str) -> Any:
    """One of the functions of `inspection.js`."""
    return page.evaluate(f"() => ({OURS}).{name}()")


def faults(page: Page) -> list[str]:
    """What axe finds, and width beyond the window's."""
    return [*violations(page), *ask(page, "width")]


def faults_of_readers_page(page: Page) -> list[str]:
    """What is out of order, too, and what is cut off: of pages whose every line is ours."""
    return [*faults(page), *ask(page, "order"), *ask(page, "room")]


ONLY_A_COMFORT = {"Kopiuj"}  # what it copies can be selected without it


def by_every_eye(page: Page) -> list[str]:
    """Wide and narrow, light and dark, with letters twice as large."""
    found = []
    for size, scheme in WAYS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f"{size['width']} px, {scheme}: {fault}" for fault in faults_of_readers_page(page)]
    page.set_viewport_size(WIDE)
    page.evaluate(LARGE)
    return found + [f"200 %: {fault}" for fault in [*ask(page, "width"), *ask(page, "room")]]


def by_keyboard(page: Page) -> list[str]:
    """On a page that was just opened."""
    page.keyboard.press("Tab")
    found = [*ask(page, "skip"), *ask(page, "stops")]
    page.locator("a[href]").first.press("Enter")
    return [*found, *ask(page, "skipped")]


def without_scripts(page: Page, plain: Page) -> list[str]:
    """Both show the same page; `plain` runs no scripts."""
    lost = set(ask(page, "links")) - set(ask(plain, "links"))
    missing = set(ask(page, "words")) - set(ask(plain, "words")) - ONLY_A_COMFORT
    found = [f"only with scripts: {each}" for each in sorted([*lost, *missing])]
    return found + [f"without scripts: {fault}" for fault in [*ask(plain, "order"), *ask(plain, "width")]]


@dataclass
class Noise:
    """What the browser complained of, and what was asked of other sites."""

    messages: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@contextmanager
def listening(page: Page, site: str) -> Iterator[Noise]:
    noise = Noise()
    page.on("console", lambda message: noise.messages.append(message.text))
    page.on("pageerror", lambda error: noise.messages.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(site) else noise.foreign.append(request.url))
    yield noise
