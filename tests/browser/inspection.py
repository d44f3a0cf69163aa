"""What is asked of every page that a reader opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Best practices too, and what WCAG 2.2 has added, which axe leaves off. Only what is wrong comes back: the whole of
# what axe tells takes longer to hand over than to find.
OPTIONS: Final = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
VIOLATIONS: Final = """async options => (await axe.run(options)).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`))"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is shown: the rule, and where."""
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(VIOLATIONS, OPTIONS)
    return found


def faults(page: Page) -> list[str]:
    """What axe finds, and width beyond the window's."""
    beyond = page.evaluate(OVERFLOW)
    return [*violations(page), *([f"{beyond} px too wide"] if beyond > 0 else [])]


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
