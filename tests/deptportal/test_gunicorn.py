"""gunicorn with the portal's own settings: a reader's headers do not choose scheme or place."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def port() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "tests.deptportal.echo_wsgi"]
    environment = {**os.environ, "PORT": str(port), "WEB_CONCURRENCY": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        yield port
        server.terminate()


def ask(port: int, path: str, **headers: str) -> dict[str, Any]:
    for _ in range(100):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path, headers={name.replace("__", "-"): headers[name] for name in headers})
        except ConnectionRefusedError:
            time.sleep(0.1)  # it is still starting
        else:
            told: dict[str, Any] = json.loads(connection.getresponse().read())
            return told
        finally:
            connection.close()
    raise AssertionError("gunicorn did not start")


def test_a_header_sets_neither_scheme_nor_place(port: int) -> None:
    told = ask(port, "/departament/", SCRIPT_NAME="/departament", X__Forwarded__Proto="https")
    assert told["SCRIPT_NAME"] == ""
    assert told["PATH_INFO"] == "/departament/"
    assert told["wsgi.url_scheme"] == "http"
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"  # for Django, which reads it only with TRUST_PROXY


def test_django_believes_no_script_name_either(db: None) -> None:
    request = Client().get("/instrukcja/", SCRIPT_NAME="/departament").wsgi_request
    assert request.path == "/instrukcja/"
