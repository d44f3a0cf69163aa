"""A reader who sends requests to the whole portal, as a web server would: nothing is added, stripped or followed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory


@contextmanager
def connections_left_open() -> Iterator[None]:
    """As in Django's own test client: else a request's end would close the connection of the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: list[str]


class Reader:
    """Has a worker of the portal for himself, with whatever that worker keeps."""

    @cached_property
    def worker(self) -> WSGIHandler:
        """Started by the first request, with the settings of that moment."""
        return WSGIHandler()

    def ask(
        self, path: str, method: str = "GET", *, host: str = "testserver", scheme: str = "http", **headers: str
    ) -> Answer:
        """`headers` in Python's spelling: `accept_encoding="br"`."""
        sent: dict[str, Any] = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ = RequestFactory().generic(method, path, HTTP_HOST=host, **sent).environ
        environ |= {"wsgi.url_scheme": scheme}
        said: list[Any] = []

        def start(status: str, lines: list[tuple[str, str]], failure: object = None) -> Callable[[bytes], object]:
            said.extend([status, lines])
            return said.append

        with connections_left_open():
            parts = self.worker(environ, start)
            body = b"".join(parts)
            parts.close()
        status, lines = said
        return Answer(
            status=int(status.split()[0]),
            headers={name: value for name, value in lines if name != "Set-Cookie"},
            body=body,
            cookies=[value for name, value in lines if name == "Set-Cookie"],
        )
