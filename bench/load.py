"""A small generator of load, run as a process of its own: several targets in turn, in slices of a fraction of a second.

What else runs on the machine changes from second to second; it meets all targets alike if they alternate fast enough.
The sync workers of gunicorn close every connection, so none is kept alive. The client is an epoll loop without threads,
to leave as much of the processor as it can to the workers.

Reads {"seconds", "slices", "at_once", "targets": [{"port", "request", "workers"}]} and writes, for each target,
{"seen", "seconds", "cpu"}: answers by their status, how long they took, processor time of the workers meanwhile.
"""

import json
import os
import select
import socket
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

PIECE: Final = 1 << 18  # bytes
TICK: Final = os.sysconf("SC_CLK_TCK")  # a second has so many


class Target:
    def __init__(self, port: int, request: str, workers: list[int]) -> None:
        self.address, self.request, self.workers = ("127.0.0.1", port), request.encode(), workers
        self.seen: Counter[str] = Counter()
        self.seconds = self.cpu = 0.0
        self._poll = select.epoll()
        self._open: dict[int, tuple[socket.socket, list[bytes]]] = {}

    def slice(self, seconds: float, at_once: int) -> None:
        """Keep `at_once` requests under way for so many seconds, then wait for the last answers."""
        cpu, begun = self._cpu(), time.perf_counter()
        for _ in range(at_once):
            self._ask()
        while self._open:
            for number, _ in self._poll.poll(5):
                if self._hear(number) and time.perf_counter() - begun < seconds:
                    self._ask()
        self.seconds += time.perf_counter() - begun
        self.cpu += self._cpu() - cpu

    def _ask(self) -> None:
        connection = socket.socket()
        connection.connect(self.address)
        connection.sendall(self.request)
        self._open[connection.fileno()] = connection, []
        self._poll.register(connection, select.EPOLLIN)

    def _hear(self, number: int) -> bool:
        """Read what has come; true when the answer is over."""
        connection, parts = self._open[number]
        parts.append(connection.recv(PIECE))
        if parts[-1]:
            return False
        self.seen[b"".join(parts)[9:12].decode() or "none"] += 1
        self._poll.unregister(number)
        connection.close()
        del self._open[number]
        return True

    def _cpu(self) -> float:
        """Seconds of processor time that the workers have used, in user and in system mode."""
        return sum(_ticks(Path(f"/proc/{pid}/stat").read_text()) for pid in self.workers) / TICK


def _ticks(stat: str) -> int:
    """Of the line in /proc/<pid>/stat the 14th and 15th field; the second one may hold spaces."""
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def run(order: dict[str, Any]) -> list[dict[str, Any]]:
    targets = [Target(**target) for target in order["targets"]]
    for _ in range(order["slices"]):
        for target in targets:
            target.slice(order["seconds"], order["at_once"])
    return [{"seen": target.seen, "seconds": target.seconds, "cpu": target.cpu} for target in targets]


if __name__ == "__main__":
    json.dump(run(json.load(sys.stdin)), sys.stdout)
