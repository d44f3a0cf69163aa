"""Addresses of public pages, one of every kind, and what making them anew costs."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bip.urls import app_name, urlpatterns
from contacts.models import Contact
from orgchart.models import Unit
from tasks.models import Duty

TIMES: Final = 9
FRAMES: Final = 12


# One is answered by POST alone; the others tell of the whole office, and grow with it.
LEFT_OUT: Final = frozenset({"people", "search", "site_map", "sitemap", "sitemap_part", "suggestions"})


@dataclass(frozen=True)
class Cost:
    """Of one page made anew: SQL queries (by a worker that knows nothing yet), processor time, length of the HTML."""

    queries: int
    milliseconds: float
    kilobytes: float


def addresses(department: Unit) -> dict[str, str]:
    """One address of every kind of page that tells of one subject, by the name that it has in `bip.urls`."""
    units = Unit.objects.filter(tree_id=department.tree_id)
    keys = {
        "duty": Duty.objects.filter(unit__in=units).latest("pk").key,
        "contact": Contact.objects.filter(unit__in=units).latest("pk").key,
    }
    places: dict[str, object] = {"department": department.slug, "unit": units.latest("lft").slug}
    places |= {"number": 1, "day": timezone.localdate().isoformat()}
    return {
        page.name: reverse(
            f"{app_name}:{page.name}",
            kwargs={what: places.get(what) or keys[page.name] for what in page.pattern.converters},
        )
        for page in urlpatterns
        if page.name and page.name not in LEFT_OUT
    }


def queries(path: str) -> int:
    """How many SQL queries the first reader of the page costs a worker that was just started."""
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered with {answer.status_code}")
    return len(asked)


def costs(*paths: str) -> list[Cost]:
    """Of each page, the median of a few turns; they take turns, so that what else the machine does meets them alike.

    Only the first turn parses the document, and the median drops it: a worker keeps documents beside the pages, so this
    is the cost to one that has shown another page of the department. Its very first page costs the parsing too.

    Each turn begins deeper in the stack. CPython keeps frames in chunks of 16 KB and gives a chunk back once it is
    empty, so a loop that happens to run at the edge of one pays two system calls a round: by the depth alone, the same
    page takes up to three times as long.
    """
    turns = [[_deeper(turn * FRAMES, _made, path) for path in paths] for turn in range(TIMES)]
    return [
        Cost(queries(path), statistics.median(taken for taken, _ in made), made[0][1] / 1024)
        for path, made in zip(paths, zip(*turns, strict=True), strict=True)
    ]


def _deeper(frames: int, call: Callable[[str], tuple[float, int]], path: str) -> tuple[float, int]:
    return _deeper(frames - 1, call, path) if frames else call(path)


def _made(path: str) -> tuple[float, int]:
    """Milliseconds of processor time that it takes to make the page anew, and its length in bytes."""
    client = Client()
    client.get(reverse(f"{app_name}:robots"))  # starts a worker that keeps no page; documents of this process stay
    begun = time.process_time()
    answer = client.get(path)
    return 1000 * (time.process_time() - begun), len(answer.content)
