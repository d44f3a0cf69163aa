"""gunicorn with the portal's own settings: a reader's headers do not choose scheme or place."""

import http.client
import json
import os
import runpy
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.started import ROOT, refusal, started


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "99999"), ("PORT", "abc"), ("PORT", "²"), ("WORKERS", "0"), ("WORKERS", "dwa")],
)
def test_a_wrong_number_is_told_in_one_sentence(name: str, value: str) -> None:
    command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "tests.deptportal.echo_wsgi"]
    told = refusal(started(*command, **{name: value}))

    assert told.startswith(
        f"Zmienna środowiskowa {name} ma niewłaściwą wartość: ustaw w niej liczbę całkowitą od 1 do "
    )


@pytest.mark.parametrize(
    ("environment", "bind", "workers"),
    [
        ({"WEB_CONCURRENCY": "7"}, "127.0.0.1:8000", 3),
        ({"PORT": "", "WORKERS": " "}, "127.0.0.1:8000", 3),
        ({"PORT": " 8001", "WORKERS": "1"}, "127.0.0.1:8001", 1),
    ],
)
def test_workers_are_as_many_as_processors_unless_that_is_said(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], bind: str, workers: int
) -> None:
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)  # as on macOS
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    configuration = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))

    assert (configuration["bind"], configuration["workers"]) == (bind, workers)


@pytest.fixture
def port() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "tests.deptportal.echo_wsgi"]
    environment = {**os.environ, "PORT": str(port), "WORKERS": "1"}
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
