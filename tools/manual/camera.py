"""Taking pictures: always as wide as the window, from the top of one thing to the end of another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, FloatRect, Locator, Page, ViewportSize, sync_playwright

from tests import chromium
from tools.manual.png import smaller
from tools.manual.portal import Portal

WIDE: Final = ViewportSize(width=1100, height=900)
MARGIN: Final = 7
HIGHEST: Final = 1200
MARKED: Final = "e => { e.style.outline = '3px solid #b00020'; e.style.outlineOffset = '4px'; }"
UNMARKED: Final = "e => { e.style.outline = ''; e.style.outlineOffset = ''; }"
EDGES: Final = """e => {
  const box = e.getBoundingClientRect();
  return [box.top + window.scrollY, box.bottom + window.scrollY];
}"""
POLISH: Final[dict[str, str | float | bool]] = {**os.environ, "LANGUAGE": "pl", "LANG": "pl_PL.UTF-8"}
WITHOUT_MENU: Final = "localStorage.setItem('django.admin.navSidebarIsOpen', 'false')"


@dataclass
class Camera:
    """A page of the browser, signed in as one account, and the folder for its pictures."""

    portal: Portal
    page: Page
    blank: Page
    folder: Path
    taken: list[Path] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.portal.address + path)

    def sign_in(self, name: str) -> None:
        self.page.context.clear_cookies()
        self.open("/admin/login/")
        self.page.get_by_label("Nazwa użytkownika").fill(name)
        self.page.get_by_label("Hasło").fill(self.portal.passwords[name])
        self.press("Zaloguj się")

    def press(self, name: str, *, exact: bool = True) -> None:
        """A button, which opens a page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).first.click()
        refusal = self.page.locator("#odmowa, .errornote[role=alert]")
        if refusal.count():
            raise RuntimeError(f"„{name}” was refused: {refusal.first.inner_text()}")

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def block(self, title: str) -> Locator:
        """A part of the desk or of a proposal, by its heading."""
        return self.page.locator("section").filter(has=self.page.get_by_role("heading", name=title, exact=True)).last

    def fieldset(self, title: str) -> Locator:
        """A part of a form in admin, by its heading."""
        return self.page.locator("fieldset").filter(has=self.page.get_by_role("heading", name=title, exact=True)).first

    def shoot(self, name: str, first: Locator, last: Locator | None = None, *, mark: Locator | None = None) -> None:
        """A picture from the top of `first` to the end of `last`, with a frame around what is to be pressed."""
        if mark:
            mark.evaluate(MARKED)
        self.page.mouse.move(0, 0)
        self.page.evaluate("document.activeElement.blur()")
        top, _ = _edges(first)
        _, end = _edges(last or first)
        top = max(0, top - MARGIN)
        clip = FloatRect(x=0, y=top, width=WIDE["width"], height=min(end + MARGIN - top, HIGHEST))
        picture = self.page.screenshot(full_page=True, clip=clip, animations="disabled")
        file = self.folder / f"{name}.png"
        file.write_bytes(smaller(self.blank, picture))
        self.taken.append(file)
        if mark:
            mark.evaluate(UNMARKED)


def _edges(locator: Locator) -> tuple[float, float]:
    """The top and the end, in the page, not in the window."""
    top, end = locator.evaluate(EDGES)
    return top, end


@contextmanager
def camera(portal: Portal, folder: Path) -> Iterator[Camera]:
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(
            executable_path=chromium.path(), args=[*chromium.FLAGS, "--lang=pl"], env=POLISH
        )
        context = browser.new_context(
            locale="pl-PL", timezone_id="Europe/Warsaw", color_scheme="light", reduced_motion="reduce", viewport=WIDE
        )
        context.add_init_script(WITHOUT_MENU)
        yield Camera(portal, context.new_page(), browser.new_page(), folder)
        browser.close()
