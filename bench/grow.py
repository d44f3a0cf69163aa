"""Measures what grows with the office, on a database that holds the sample; a hundred departments are added to it.

Runs inside `manage.py shell`, in a process of its own, and writes what it found as JSON for `bench.growth`.
"""

import dataclasses
import json
import sys
import time
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from bench import pages
from bench.editions import MANY, make_editions, reorganised
from bench.office import FULL, STATEMENT, make_office, publish_all
from orgchart.models import Department, Unit
from orgchart.services import change_unit
from publishing import reading
from publishing.differences import compare
from publishing.models import Edition
from publishing.services import publish_edition
from publishing.telling import tell

TIMES: Final = 3


def main() -> None:
    sample = Unit.objects.get(pk=Department.objects.get().pk)
    begun = time.perf_counter()
    largest, *others = make_office(FULL)
    made = time.perf_counter() - begun
    first = _seconds_to_publish(largest)
    publish_all(others)
    _learn()
    told = {
        "size": dataclasses.asdict(FULL),
        "made": made,
        "first": first,
        "publish": {"sample": _next_edition(sample), "largest": _next_edition(largest)},
        "pages": _costs(sample=sample, largest=largest),
        "differences": _seconds_to_compare(largest),
        "history": _history(sample),
    }
    json.dump(told, sys.stdout)


def _learn() -> None:
    """What a database learns of its tables by itself in time, and the server of the tests does not (tests.postgres)."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


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


def _seconds_to_compare(department: Unit) -> float:
    """Of the largest department, before and after a big reorganisation; the best of a few."""
    edition = Edition.objects.of(Edition.Subject.DEPARTMENT, department.key).select_related("body").latest("number")
    old = reading.department_document_of(edition)
    new = reorganised(old)
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        if not tell(old, new, compare(old, new)):
            raise RuntimeError("nothing differs")
        taken.append(time.perf_counter() - begun)
    return min(taken)


def _history(sample: Unit) -> dict[str, dict[str, Any]]:
    """Pages of the history with ten thousand editions in the database, beside those of the sample's history."""
    begun = time.perf_counter()
    slug = make_editions()
    made = time.perf_counter() - begun
    _learn()
    paths = {
        "register": ("{}rejestr-zmian/", "{}rejestr-zmian/"),
        "register of all": ("/rejestr-zmian/?departament=" + sample.slug, "/rejestr-zmian/"),
        "old edition": ("{}wydania/1/", f"{{}}wydania/{MANY // 2}/"),
        "changes": ("{}wydania/2/zmiany/", f"{{}}wydania/{MANY // 2}/zmiany/"),
        "day": (f"{{}}stan-na/{timezone.localdate()}/", "{}stan-na/2015-06-01/"),
        "department": ("{}", "{}"),
    }
    found: dict[str, dict[str, Any]] = {"sample": {}, "many": {}, "made": {"seconds": made, "editions": MANY}}
    for name, (one, other) in paths.items():
        costs = pages.costs(one.format(f"/{sample.slug}/"), other.format(f"/{slug}/"))
        found["sample"][name], found["many"][name] = map(dataclasses.asdict, costs)
    return found


def _costs(**departments: Unit) -> dict[str, dict[str, Any]]:
    """Of every kind of page, what it costs in each department, measured side by side."""
    paths = {whose: pages.addresses(department) for whose, department in departments.items()}
    found: dict[str, dict[str, Any]] = {whose: {} for whose in departments}
    for kind in next(iter(paths.values())):
        for whose, cost in zip(paths, pages.costs(*(of_kind[kind] for of_kind in paths.values())), strict=True):
            found[whose][kind] = dataclasses.asdict(cost)
    return found
