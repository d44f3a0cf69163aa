"""Starting gunicorn with the project's own settings, and reading what its workers have cost."""

import base64
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
WORKERS: Final = 2
PATIENCE: Final = 30  # seconds
HTTPS: Final = {"X-Forwarded-Proto": "https"}  # as behind a proxy: so the header that demands HTTPS is sent too
FROM_GUNICORN: Final = {"Server", "Date", "Connection"}


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    master: int

    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()]

    def ask(self, path: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=HTTPS | {k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.getheaders(), body


@contextmanager
def serving(name: str, application: str, port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    settings = os.environ | environment | {"PORT": str(port), "WORKERS": str(WORKERS)}
    settings.pop("GUNICORN_CMD_ARGS", None)
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", application]
    process = subprocess.Popen(command, cwd=ROOT, env=settings)
    try:
        server = Server(name, port, process.pid)
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            server.ask("/")
        except OSError:
            time.sleep(0.1)
        else:
            if len(server.workers()) == WORKERS:
                return
    raise RuntimeError(f"{server.name}: gunicorn does not answer")


def save_answer(server: Server, path: str, file: Path, **headers: str) -> dict[str, str]:
    """Write down the answer for `bench.bare`; returns its headers."""
    status, lines, body = server.ask(path, **headers)
    if status != 200:
        raise RuntimeError(f"{path} was answered with {status}")
    kept = [line for line in lines if line[0] not in FROM_GUNICORN]
    file.write_text(json.dumps({"headers": kept, "body": base64.b64encode(body).decode()}))
    return dict(kept)


@dataclass(frozen=True)
class Turn:
    """A few slices of load: answers by their status, and the processor time that the workers took meanwhile."""

    seen: Mapping[str, int]
    seconds: float
    cpu: float

    @property
    def answers(self) -> int:
        return sum(self.seen.values())

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.answers / self.seconds

    @property
    def milliseconds(self) -> float:
        """Processor time a request."""
        return 1000 * self.cpu / self.answers

    @property
    def busy(self) -> float:
        """How many cores the workers kept busy."""
        return self.cpu / self.seconds
