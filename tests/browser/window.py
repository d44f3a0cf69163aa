"""A browser's window that is shown the answers of a crawl, as they were given: no server has to run."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from tests.browser.crawl import SITE, Visit


class Window:
    """`complaints`: of the browser, about what it is shown; and requests to anywhere else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._visit: Visit | None = None
        page.route("**/*", self._answer)
        page.on("console", lambda message: self._hear(message.text))
        page.on("pageerror", lambda error: self._hear(str(error)))

    def open(self, visit: Visit) -> None:
        self._visit = visit
        self.page.goto(SITE + visit.path)

    def _hear(self, text: str) -> None:
        is_its_own = self._visit and f"the server responded with a status of {self._visit.status}" in text
        self.complaints += [] if is_its_own else [text]

    def _answer(self, route: Route) -> None:
        url, path = route.request.url, urlsplit(route.request.url).path
        if not url.startswith(f"{SITE}/"):
            self.complaints.append(f"asked {url}")
            route.abort()
        elif self._visit and route.request.is_navigation_request():
            route.fulfill(status=self._visit.status, headers=self._visit.headers, body=self._visit.body)
        elif path.startswith(settings.STATIC_URL) and (found := finders.find(path.removeprefix(settings.STATIC_URL))):
            route.fulfill(path=found)
        else:
            self.complaints.append(f"asked {url}")
            route.fulfill(status=404)
