"""The yardstick: a WSGI application that does nothing but return one answer, the one that the portal gave.

The answer stands as JSON in the file that BENCH_ANSWER names: its headers, and its body in base64.
"""

import base64
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ANSWER: dict[str, Any] = json.loads(Path(os.environ["BENCH_ANSWER"]).read_text())
HEADERS: list[tuple[str, str]] = [(name, value) for name, value in ANSWER["headers"]]
BODY: bytes = base64.b64decode(ANSWER["body"])


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", HEADERS)
    return [BODY]
