"""What a reader can come to: from `/` by links and forms alone; and what is answered to what no page offers."""

from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import Resolver404, resolve

HOST: Final = "localhost"  # which browsers trust as they trust https
SITE: Final = f"http://{HOST}"
ADMIN: Final = "/admin/"
WRONG: Final = ("", "2026-02-30", "9" * 20, "ź" * 300, "<b>\u202eźdźbło</b> „'\"")  # typed into every field of a form
OK: Final = 200
SHALLOW, ENOUGH = 2, 2
TYPED: Final = {"", "text", "search", "date", "number", "email", "tel", "textarea"}


def route_of(path: str) -> str:
    """Which pattern of addresses it fits."""
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return ""


@dataclass(frozen=True)
class Form:
    action: str
    method: str
    values: tuple[tuple[str, str], ...] = ()
    typed: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.values)

    def sent(self, wrong: str) -> list[tuple[str, str]]:
        return [(name, wrong if name in self.typed else value) for name, value in self.values]


class Source(HTMLParser):
    """Links, ids and forms of a page as they are written, before any script; of a feed, its links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.ids, self.forms = list[str](), list[str](), list[Form]()
        self._form = self._loc = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        if tag in {"a", "area"} or (tag == "link" and found.get("rel") in {"alternate", "canonical"}):
            self.links += [found["href"]] if "href" in found else []
        self._loc = tag == "loc"
        if tag == "form":
            self.forms.append(Form(found.get("action", ""), found.get("method", "get").upper()))
            self._form = True
        if tag in {"input", "select", "textarea", "button"} and self._form and found.get("name"):
            form = self.forms[-1]
            kind = tag if tag != "input" else found.get("type", "")
            typed = form.typed | ({found["name"]} if kind in TYPED else set())
            value = (found["name"], found.get("value", ""))
            self.forms[-1] = Form(form.action, form.method, (*form.values, value), frozenset(typed))

    def handle_endtag(self, tag: str) -> None:
        self._form = self._form and tag != "form"
        self._loc = False

    def handle_data(self, data: str) -> None:
        self.links += [data.strip()] if self._loc else []  # an address in a map of the site


@dataclass(frozen=True)
class Visit:
    """One request and its answer. `template`: the page's own, empty for a file. `offered`: by a link or a form."""

    method: str
    path: str
    status: int
    template: str
    body: str
    headers: dict[str, str] = field(repr=False)
    offered: bool = True

    def __str__(self) -> str:
        return f"{self.method} {self.path[:100]} ({self.status})"

    @cached_property
    def source(self) -> Source:
        return Source(self.body)

    @property
    def is_text(self) -> bool:
        return self.is_page or "xml" in self.headers["Content-Type"]

    @property
    def is_page(self) -> bool:
        return self.headers["Content-Type"].startswith("text/html")

    @property
    def links(self) -> list[str]:
        """Paths of this site, with their fragments."""
        whole = (urljoin(SITE + self.path, link) for link in self.source.links if self.is_text)
        paths = [link.removeprefix(SITE).removeprefix(settings.SITE_URL) for link in whole]
        return [path for path in paths if path.startswith("/")]


@dataclass
class Found:
    """`moved`: where addresses led that have become others."""

    visits: list[Visit] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> list[Visit]:
        return [visit for visit in self.visits if visit.is_page]

    @property
    def offered(self) -> list[Visit]:
        """What links lead to, from page to page."""
        return [visit for visit in self.visits if visit.offered and visit.method == "GET"]

    def pages_of_templates(self) -> dict[str, Visit]:
        """The first page that each template made."""
        first: dict[str, Visit] = {}
        for visit in self.pages:
            first.setdefault(visit.template, visit)
        return first


class Crawl:
    """Asks a worker that keeps no page yet, in this process: so it is known which template each page has.

    `sample`: of addresses deeper than one word, two of each route will do, and one wrong value of each form. `editor`:
    somebody signed in; then admin is crawled, and no form is sent.
    """

    def __init__(self, *, sample: bool = False, editor: User | None = None) -> None:
        self.found, self._sample, self._routes = Found(), sample, Counter[str]()
        self._client = Client(raise_request_exception=False, SERVER_NAME=HOST)
        self._is_of_readers = editor is None
        if editor:
            self._client.force_login(editor)
        self._waiting, self._seen, self._sent = deque[str](), set[str](), set[tuple[str, ...]]()

    def run(self, *start: str) -> Found:
        """All that is offered from these addresses on; then, of one page of each template, what nobody offers."""
        for path in start or ("/",):
            self._add(path)
        self._follow()
        if not self._is_of_readers:
            return self.found
        for path in [urlsplit(visit.path).path for visit in self.found.pages_of_templates().values()]:
            self._ask("PUT", path)
            self._add(f"{path}nie-ma-takiej-strony/")
            if self._sample:
                break
        self._ask("GET", "/", HTTP_HOST="inna.example")
        self._follow()
        return self.found

    def _follow(self) -> None:
        while self._waiting:
            self._read(self._ask("GET", self._waiting.popleft()))

    def _read(self, visit: Visit | None) -> None:
        if visit:
            for link in visit.links:
                self._add(urldefrag(link).url)
            for form in visit.source.forms if visit.offered and visit.is_page and self._is_of_readers else ():
                self._send(form, visit)

    def _add(self, path: str) -> None:
        if path in self._seen or path.startswith("/static/") or path.startswith(ADMIN) is self._is_of_readers:
            return
        self._seen.add(path)
        if self._sample and path.count("/") > SHALLOW:
            route = route_of(path)
            self._routes[route] += 1
            if self._routes[route] > ENOUGH:
                return
        self._waiting.append(path)

    def _send(self, form: Form, visit: Visit) -> None:
        """With what is wrong in every field, where it only asks; else as it stands, and from another site.

        The same form stands on many pages; what only asks is sent once to each view.
        """
        action = urlsplit(urljoin(SITE + visit.path, form.action)).path
        sent = (form.method, route_of(action) if form.method == "GET" else action, *form.names)
        if action.startswith(ADMIN) or sent in self._sent:
            return
        self._sent.add(sent)
        if form.method == "GET":
            for wrong in WRONG[-1:] if self._sample else WRONG:
                self._read(self._ask("GET", f"{action}?{urlencode(form.sent(wrong))}", offered=False))
        else:
            self._read(self._ask("POST", action, urlencode(form.values)))
            self._ask("POST", action, urlencode(form.values), offered=False, HTTP_ORIGIN="https://inna.example")

    def _ask(self, method: str, path: str, data: str = "", *, offered: bool | None = None, **how: Any) -> Visit | None:
        if method == "GET":  # what was posted to may be a page, too
            self._seen.add(path)
        kind = "application/x-www-form-urlencoded"
        answer: Any = self._client.generic(method, path, data, kind if data else "", **how)
        assert not (answer.cookies and self._is_of_readers), path
        if "Location" in answer.headers:
            self.found.moved[path] = answer["Location"].removeprefix(SITE)
            self._add(self.found.moved[path])
            return None
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        visit = Visit(
            method,
            path,
            answer.status_code,
            next((template.name for template in answer.templates), ""),
            body.decode("utf-8", "replace"),
            dict(answer.headers),
            answer.status_code == OK if offered is None else offered,
        )
        self.found.visits.append(visit)
        return visit
