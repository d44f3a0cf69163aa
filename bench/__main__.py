"""Measures and prints; with `--strict` a goal that was missed gives exit status 1."""

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench import growth, search, speed
from bench.databases import manage, production, with_sample


def main() -> int:
    options = parsed()
    print(machine(), end="\n\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, ExitStack() as stack:
        scratch = Path(folder)
        addresses = stack.enter_context(with_sample(scratch))
        missed = [] if options.search_only else measure_speed(addresses, scratch, options)
        if not options.speed_only and not options.search_only:
            missed += measure_growth(addresses[options.grow])
        if not options.speed_only:
            missed += [goal for address in addresses.values() for goal in measure_search(address)]
    print("Nie osiągnięto: " + "; ".join(missed) + "." if missed else "Osiągnięto wszystkie cele.")
    return 1 if missed and options.strict else 0


def machine() -> str:
    """What else the machine does matters: the workers need the cores that they are compared on."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1  # macOS
    cores, load = usable, os.getloadavg()[0]
    words = f"Rdzenie: {cores}, obciążenie przed pomiarem: {load:.1f}."
    return words if load < cores / 2 else f"{words} Maszyna jest zajęta czym innym: stosunki wyjdą za niskie."


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Mierzy szybkość stron publicznych.")
    parser.add_argument("--rounds", type=int, default=5, help="ile rund (domyślnie 5)")
    parser.add_argument("--seconds", type=float, default=1, help="ile sekund trwa w rundzie każdy pomiar (domyślnie 1)")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--speed-only", action="store_true", help="bez dużego urzędu")
    only.add_argument("--search-only", action="store_true", help="samo szukanie w dużym urzędzie")
    parser.add_argument("--grow", choices=["SQLite", "PostgreSQL"], default="PostgreSQL", help="baza dużego urzędu")
    parser.add_argument("--strict", action="store_true", help="kod wyjścia 1, jeśli nie osiągnięto któregoś celu")
    return parser.parse_args()


def measure_speed(addresses: dict[str, str], scratch: Path, options: argparse.Namespace) -> list[str]:
    with ExitStack() as servers:
        asked = speed.contenders(addresses, scratch, servers)
        speed.measure(asked, rounds=options.rounds, seconds=options.seconds)
    print("\n".join(speed.report(asked)), end="\n\n", flush=True)
    return [contender.name for contender in asked if contender.missed]


def measure_growth(address: str) -> list[str]:
    told = measured(address, "from bench.grow import main; main()")
    print("\n".join(growth.report(told)), end="\n\n", flush=True)
    return list(growth.missed(told))


def measure_search(address: str) -> list[str]:
    told = measured(address, "from bench.seek import main; main()")
    print("\n".join(search.report(told)), end="\n\n", flush=True)
    return list(search.missed(told))


def measured(address: str, command: str) -> Any:
    """What the command tells, in a process of its own."""
    environment = production(address, memory=0) | {"ALLOWED_HOSTS": "testserver", "HTTPS": "off"}
    return json.loads(manage(environment, "shell", "--no-imports", "--command", command))


if __name__ == "__main__":
    sys.exit(main())
