"""A WSGI application that tells what the server made of the request."""

import json
from collections.abc import Callable, Iterable
from typing import Any

TOLD = ("SCRIPT_NAME", "PATH_INFO", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({name: environ.get(name, "") for name in TOLD}).encode()]
