"""The department page of the sample, asked for in several ways and compared with a bare WSGI application."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.databases import production
from bench.servers import HTTPS, ROOT, Server, Turn, save_answer, serving

PAGE: Final = "/departament-promocji-i-wspolpracy-zagranicznej/"
BROWSER: Final = {"Accept-Encoding": "gzip, deflate, br, zstd"}
AT_ONCE: Final = 8  # requests under way
SLICE: Final = 0.2  # seconds
FIRST_PORT: Final = 18_731
GOALS: Final = {("SQLite", 1): 0.7, ("SQLite", 0): 0.6, ("PostgreSQL", 1): 0.7, ("PostgreSQL", 0): 0.45}
MEMORY: Final = {1: "pamięć 1 s", 0: "bez pamięci, 1 zapytanie"}


@dataclass
class Contender:
    """One way of asking; `goal` is the least ratio of its requests a second to those of the bare application."""

    name: str
    server: Server
    path: str = PAGE
    headers: Mapping[str, str] = field(default_factory=lambda: BROWSER)
    status: str = "200"
    goal: float | None = None
    turns: list[Turn] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def target(self) -> dict[str, Any]:
        """As `bench.load` wants it."""
        headers = {"Host": f"127.0.0.1:{self.server.port}", "Connection": "close", **HTTPS, **self.headers}
        lines = [f"GET {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return {"port": self.server.port, "request": "\r\n".join(lines), "workers": self.server.workers()}

    def take(self, turn: Turn, bare: Turn) -> None:
        if set(turn.seen) != {self.status}:
            raise RuntimeError(f"{self.name}: {turn.seen}")
        self.turns.append(turn)
        self.ratios.append(turn.rate / bare.rate)

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def missed(self) -> bool:
        return self.goal is not None and self.ratio < self.goal

    def row(self) -> str:
        rate = statistics.median(turn.rate for turn in self.turns)
        cost = statistics.median(turn.milliseconds for turn in self.turns)
        busy = statistics.median(turn.busy for turn in self.turns)
        goal = "–" if self.goal is None else f"{self.goal:.2f}"
        verdict = "" if self.goal is None else "NIE" if self.missed else "tak"
        return f"{self.name:<38} {rate:>9.0f} {self.ratio:>9.2f} {goal:>5} {verdict:>4} {cost:>9.2f} {busy:>8.2f}"


def contenders(addresses: Mapping[str, str], scratch: Path, stack: ExitStack) -> list[Contender]:
    """The bare application first. It is given the answer of the portal, so it returns the same bytes and headers."""
    ports = iter(range(FIRST_PORT, FIRST_PORT + 10))
    servers = {
        (kind, memory): stack.enter_context(
            serving(kind, "deptportal.wsgi", next(ports), production(addresses[kind], memory=memory))
        )
        for kind, memory in GOALS
    }
    anew = {
        kind: stack.enter_context(serving(kind, "bench.anew", next(ports), production(address, memory=0)))
        for kind, address in addresses.items()
    }
    first = servers["SQLite", 1]
    answer = scratch / "answer.json"
    said = save_answer(first, PAGE, answer, **BROWSER)
    bare = stack.enter_context(serving("bare", "bench.bare:application", next(ports), {"BENCH_ANSWER": str(answer)}))
    return [
        Contender(f"goła aplikacja WSGI, {said['Content-Length']} B", bare),
        *(Contender(f"{kind}, {MEMORY[m]}", servers[kind, m], goal=goal) for (kind, m), goal in GOALS.items()),
        Contender("odpowiedź 304", first, headers={**BROWSER, "If-None-Match": said["ETag"]}, status="304"),
        *(Contender(f"{kind}, od nowa", server) for kind, server in anew.items()),
    ]


def measure(asked: Sequence[Contender], *, rounds: int, seconds: float) -> None:
    """Rounds in which each contender is asked for so many seconds and compared with the first, the bare one."""
    _round(asked, seconds / 4)  # warms the workers up and does not count
    for _ in range(rounds):
        turns = _round(asked, seconds)
        for contender, turn in zip(asked, turns, strict=True):
            contender.take(turn, turns[0])


def _round(asked: Sequence[Contender], seconds: float) -> list[Turn]:
    order = {
        "seconds": SLICE,
        "slices": max(1, round(seconds / SLICE)),
        "at_once": AT_ONCE,
        "targets": [contender.target() for contender in asked],
    }
    told = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        cwd=ROOT,
        check=True,
        input=json.dumps(order),
        capture_output=True,
        text=True,
    )
    return [Turn(**turn) for turn in json.loads(told.stdout)]


def report(asked: Sequence[Contender]) -> Iterator[str]:
    yield f"{'':<38} {'żądań/s':>9} {'stosunek':>9} {'cel':>5} {'':>4} {'ms proc.':>9} {'rdzenie':>8}"
    yield from (contender.row() for contender in asked)
    yield "Stosunek: do gołej aplikacji w tej samej rundzie, mediana. Na przemian co 0,2 s."
    yield "ms proc. (na żądanie) i rdzenie: czas procesora obu procesów gunicorna."
