"""The short path: a public page that was made once is answered again without the rest of the stack.

It must be the first middleware. On a miss the whole stack answers; what comes out is kept if it is a `PublicPage` made
from its path alone, and nothing else ever is. The key is the scheme and the path. Of what else an address has,
the query could not be read by the view whose page is kept (see `bip.public`), and a Host header decides only whether
it is let in: that is asked of Django before anything kept is answered. So ALLOWED_HOSTS and the redirect to HTTPS
stay in force. What is kept belongs to one `State` of the public record and is dropped with it. See docs/serving.md.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bip.answers import SAFE, PublicPage
from bip.finished import FinishedPage
from bip.record import NOT_ASKED, PublicRecord, State

KEPT_BYTES: Final = 64 * 1024 * 1024  # a worker
HOSTS_REMEMBERED: Final = 64  # a worker; a portal has a few, and whoever invents more must not fill the memory

Key = tuple[str | None, str]


class KeptPages:
    """The pages of one state; the longest unused go when there are too many."""

    def __init__(self, limit: int) -> None:
        self._limit, self._weight, self._state = limit, 0, NOT_ASKED
        self._pages: OrderedDict[Key, FinishedPage] = OrderedDict()
        self._lock = Lock()

    def find(self, state: State, key: Key) -> FinishedPage | None:
        with self._lock:
            if state != self._state:
                self._pages.clear()
                self._weight, self._state = 0, state
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, state: State, key: Key, page: FinishedPage) -> None:
        """`state` is the one in which the page was asked for; if that is over, the page is let go."""
        with self._lock:
            if state != self._state or key in self._pages or page.weight > self._limit:
                return
            self._pages[key] = page
            self._weight += page.weight
            while self._weight > self._limit:
                self._weight -= self._pages.popitem(last=False)[1].weight


class AllowedHosts:
    """Which Host headers ALLOWED_HOSTS lets in: Django is asked once for each that it lets in, as it was sent.

    When there are too many to remember, Django is asked each time; that costs microseconds, and no page.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __len__(self) -> int:
        return len(self._seen)

    def allow(self, request: HttpRequest) -> bool:
        host = request.META.get("HTTP_HOST")
        if host in self._seen:
            return True
        try:
            request.get_host()
        except DisallowedHost:
            return False
        if host and len(self._seen) < HOSTS_REMEMBERED:
            self._seen.add(host)
        return True


class ShortPath:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._record, self._kept, self._hosts = PublicRecord(), KeptPages(KEPT_BYTES), AllowedHosts()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            state = self._record.state()
        except DatabaseError:
            return bodiless(request, self._get_response(request))
        if request.method not in SAFE or not self._hosts.allow(request):
            return bodiless(request, self._get_response(request))
        key = (request.scheme, request.path)
        page = self._kept.find(state, key) or self._make(request, state, key)
        return page.answer(request) if isinstance(page, FinishedPage) else page

    def _make(self, request: HttpRequest, state: State, key: Key) -> FinishedPage | HttpResponseBase:
        """`state` was read before the page is made, so the page may be newer than it, never older."""
        response = self._get_response(request)
        if not isinstance(response, PublicPage) or not response.same_for_all:
            return bodiless(request, response)
        page = FinishedPage(response)
        if response.made_of_path_alone and request.method == "GET" and response.status_code == 200:
            self._kept.keep(state, key, page)
        return page


def bodiless(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The stack's answer to HEAD has a body, which only told its length; gunicorn would drop it with a warning."""
    if request.method == "HEAD" and isinstance(response, HttpResponse):
        response.content = b""
    return response
