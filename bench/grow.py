"""Measures what grows with the office, on a database that holds the sample; a hundred departments are added to it.

Runs inside `manage.py shell`, in a process of its own, and writes what it found as JSON for `bench.growth`.
"""

import dataclasses
import json
import sys
import time
from typing import Any, Final

from bench import pages
from bench.office import FULL, STATEMENT, make_office, publish_all
from orgchart.models import Department, Unit
from orgchart.services import change_unit
from publishing.services import publish_edition

TIMES: Final = 3


def main() -> None:
    sample = Unit.objects.get(pk=Department.objects.get().pk)
    begun = time.perf_counter()
    largest, *others = make_office(FULL)
    made = time.perf_counter() - begun
    first = _seconds_to_publish(largest)
    publish_all(others)
    told = {
        "size": dataclasses.asdict(FULL),
        "made": made,
        "first": first,
        "publish": {"sample": _next_edition(sample), "largest": _next_edition(largest)},
        "pages": _costs(sample=sample, largest=largest),
    }
    json.dump(told, sys.stdout)


def _seconds_to_publish(department: Unit) -> float:
    begun = time.perf_counter()
    publish_edition(department, STATEMENT)
    return time.perf_counter() - begun


def _next_edition(department: Unit) -> float:
    """The best of a few: what else runs on the machine only adds."""
    taken = []
    for turn in range(TIMES):
        department = change_unit(department, intro=f"Do zadań należą ({turn}):")
        taken.append(_seconds_to_publish(department))
    return min(taken)


def _costs(**departments: Unit) -> dict[str, dict[str, Any]]:
    """Of every kind of page, what it costs in each department, measured side by side."""
    paths = {whose: pages.addresses(department) for whose, department in departments.items()}
    found: dict[str, dict[str, Any]] = {whose: {} for whose in departments}
    for kind in next(iter(paths.values())):
        for whose, cost in zip(paths, pages.costs(*(of_kind[kind] for of_kind in paths.values())), strict=True):
            found[whose][kind] = dataclasses.asdict(cost)
    return found
