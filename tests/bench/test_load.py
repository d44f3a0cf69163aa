"""The generator of load asks as often as it can, and tells what it was answered."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bench.load import run
from bench.servers import Turn


class Half(BaseHTTPRequestHandler):
    """Answers 200 at /, 404 elsewhere."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 404)
        self.end_headers()
        self.wfile.write(b"x" * 10_000)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Half)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_targets_have_their_slices_in_turn(port: int) -> None:
    targets = [
        {"port": port, "request": f"GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n", "workers": [os.getpid()]}
        for path in ("/", "/absent")
    ]
    found, absent = (Turn(**told) for told in run({"seconds": 0.05, "slices": 2, "at_once": 2, "targets": targets}))

    assert set(found.seen) == {"200"}
    assert set(absent.seen) == {"404"}
    assert found.answers >= 4
    assert found.rate == found.answers / found.seconds
    assert found.seconds >= 0.1


def test_a_turn_tells_the_cost_of_a_request_and_how_busy_the_workers_were() -> None:
    turn = Turn(seen={"200": 400}, seconds=2.0, cpu=0.5)

    assert (turn.rate, turn.milliseconds, turn.busy) == (200, 1.25, 0.25)
