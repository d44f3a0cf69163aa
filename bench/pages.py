"""Addresses of public pages, one of every kind, and what making them anew costs."""

import statistics
import time
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bip.urls import app_name, urlpatterns
from contacts.models import Contact
from orgchart.models import Unit
from tasks.models import Duty

TIMES: Final = 7


@dataclass(frozen=True)
class Cost:
    """Of one page made anew: SQL queries (by a worker that knows nothing yet), processor time, length of the HTML."""

    queries: int
    milliseconds: float
    kilobytes: float


def addresses(department: Unit) -> dict[str, str]:
    """One address of every kind of page, by the name that it has in `bip.urls`."""
    units = Unit.objects.filter(tree_id=department.tree_id)
    keys = {
        "duty": Duty.objects.filter(unit__in=units).latest("pk").key,
        "contact": Contact.objects.filter(unit__in=units).latest("pk").key,
    }
    places = {"department": department.slug, "unit": units.latest("lft").slug}
    return {
        page.name: reverse(
            f"{app_name}:{page.name}",
            kwargs={what: places.get(what) or keys[page.name] for what in page.pattern.converters},
        )
        for page in urlpatterns
        if page.name
    }


def queries(path: str) -> int:
    """How many SQL queries the first reader of the page costs a worker that was just started."""
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered with {answer.status_code}")
    return len(asked)


def cost(path: str) -> Cost:
    taken = []
    for _ in range(TIMES):
        client = Client()
        client.get(reverse(f"{app_name}:robots"))  # starts a worker, which has made no page yet
        begun = time.process_time()
        answer = client.get(path)
        taken.append(time.process_time() - begun)
    return Cost(queries(path), 1000 * statistics.median(taken), len(answer.content) / 1024)
