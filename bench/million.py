"""A million duties on PostgreSQL: `python -m bench.million`, by hand; it takes some minutes and a few gigabytes.

The office, its 2,000 units and their places in the index are real editions. The million duties stand in the index
alone: each is put together of two halves out of many thousands, which were analysed as the index analyses texts; so
words stand as often as in duties, but no document holds them.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.__main__ import machine
from bench.databases import manage, production
from bench.search import KINDS, p95
from tests import postgres

MANY: Final = 1_000_000
GOAL: Final = 150  # milliseconds, 95 of 100
NAMES: Final = {**KINDS, "one common": "jedno częste słowo"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.million", description="Mierzy szukanie wśród miliona zadań.")
    parser.add_argument("--duties", type=int, default=MANY, help="ile zadań (domyślnie milion)")
    duties = parser.parse_args().duties
    print(machine(), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        try:
            environment = production(postgres.start(Path(folder)), memory=0) | {"DEMO": "on"}
            manage(environment, "migrate", "--verbosity", "0")
            manage(environment, "load_demo")
            environment |= {"ALLOWED_HOSTS": "testserver", "HTTPS": "off", "DEMO": "off"}
            command = f"from bench.crowd import main; main({duties})"
            told = json.loads(manage(environment, "shell", "--no-imports", "--command", command))
        finally:
            postgres.stop()
    print("\n".join(report(told)))


def report(told: dict[str, Any]) -> Iterator[str]:
    yield f"PostgreSQL: {told['entries']} haseł, wpisane w {told['filled']:.0f} s; katalog: {told['loaded']:.2f} s."
    yield f"{'':<28} {'mediana':>8} {'p95':>8} {'cel':>5}"
    for kind, taken in told["found"].items():
        verdict = "tak" if p95(taken) <= GOAL else "NIE"
        yield f"{NAMES[kind]:<28} {statistics.median(taken):>8.1f} {p95(taken):>8.1f} {GOAL:>5} {verdict:>4}"


if __name__ == "__main__":
    main()
