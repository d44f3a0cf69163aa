"""What is asked of every page that a reader opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

RULES = {"rules": {"target-size": {"enabled": True}}}  # WCAG 2.2, which axe leaves off
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page) -> list[str]:
    """Violations that axe finds on the page as it is shown, and width beyond the window's."""
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]
    beyond = page.evaluate(OVERFLOW)
    return [*told, f"{beyond} px too wide"] if beyond > 0 else told


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
