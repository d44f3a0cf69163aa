"""Measures the search in an office of full size: questions of two words, suggestions, and how the index follows.

Runs inside `manage.py shell`, in a process of its own, and writes what it found as JSON for `bench.search`.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bench.office import FULL, STATEMENT, make_office, publish_all
from bench.questions import questions
from bip.results import results_of
from bip.views.search import MOST
from orgchart.models import Unit
from orgchart.services import change_unit
from publishing.services import publish_edition
from search.keeper import keeper
from search.models import IndexedEntry, IndexForm, IndexWord
from search.query import Query
from search.services import indexing
from tasks.models import Duty

OF_KIND: Final = 50
TURNS: Final = 3
PAGES: Final = 5  # every fifth question is asked of the whole page too
BEGINNING: Final = 4  # letters, after which suggestions are asked for
reader: Final = Client()  # one: with each, all of the middleware would be made anew, and what it keeps be given up
BARE: Final = "SELECT id FROM tasks_duty WHERE text LIKE %s AND text LIKE %s LIMIT 50"


def main() -> None:
    if Duty.objects.count() < FULL.duties:
        publish_all(make_office(FULL))
    _learn()
    asked = questions(list(Duty.objects.order_by("pk").values_list("text", flat=True)), OF_KIND)
    told = {
        "database": connection.vendor,
        "rebuilt": seconds(indexing.rebuild),
        "followed": _followed(),
        "learnt": seconds(_learn),
        "entries": IndexedEntry.objects.count(),
        "words": IndexWord.objects.count(),
        "forms": IndexForm.objects.count(),
        "loaded": seconds(_load),
        "found": {kind: milliseconds(find, of_kind) for kind, of_kind in asked.items()},
        "bare": milliseconds(_ask_barely, asked["no diacritics"]),
        "pages": milliseconds(_ask_for_page, [one for of_kind in asked.values() for one in of_kind[::PAGES]]),
        "suggested": _suggested(asked["no diacritics"]),
    }
    json.dump(told, sys.stdout)


def _learn() -> None:
    """What a database does by itself in time, and the server of the tests does not (tests.postgres): it learns of its
    tables, and clears away what was deleted from them.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM (ANALYZE)")


def find(question: str) -> int:
    """In the application: what the view does, but for the template."""
    office = keeper.office(timezone.now())
    index = keeper.at(office)
    found = index.find(Query.of(question))
    return len(list(results_of(index.shown(found.hits[:MOST]), found.forms, office)))


def _ask_barely(question: str) -> int:
    """The plain way, which knows no forms, and reads every duty."""
    with connection.cursor() as cursor:
        cursor.execute(BARE, [f"%{word}%" for word in question.split()])
        return len(cursor.fetchall())


def _ask_for_page(question: str) -> int:
    answer = reader.get(reverse("bip:search"), {"q": question})
    if answer.status_code != 200:
        raise RuntimeError(f"{question} was answered with {answer.status_code}")
    return len(answer.content)


def _suggested(asked: Sequence[str]) -> list[float] | None:
    """Of the beginnings of words; None where the portal suggests nothing."""
    try:
        address = reverse("bip:suggestions")
    except NoReverseMatch:
        return None
    return milliseconds(lambda typed: reader.get(address, {"q": typed}).status_code, [q[:BEGINNING] for q in asked])


def milliseconds(ask: Callable[[str], int], asked: Sequence[str]) -> list[float]:
    """Of each question, the best of a few turns: what else runs on the machine only adds. Others come between."""
    ask(asked[-1])  # what a worker does once
    turns = [[seconds(partial(ask, question)) for question in asked] for _ in range(TURNS)]
    return [1000 * min(taken) for taken in zip(*turns, strict=True)]


def _followed() -> dict[str, float]:
    """Seconds that the index takes to follow one publication: of the largest department, and of a common one."""
    departments = Unit.objects.filter(parent=None).order_by("-rght").only("pk", "tree_id")
    sizes = dict(Duty.objects.values_list("unit__tree_id").annotate(count=Count("pk")))
    by_size = sorted(departments, key=lambda department: sizes.get(department.tree_id, 0))
    return {"largest": _next_edition(by_size[-1]), "common": _next_edition(by_size[len(by_size) // 2])}


def _next_edition(department: Unit) -> float:
    taken = []
    for turn in range(TURNS):
        department = change_unit(Unit.objects.get(pk=department.pk), intro=f"Do zadań należą ({turn}):")
        with override_settings(AFTER_PUBLICATION=[]):
            publish_edition(department, STATEMENT)
        taken.append(seconds(indexing.catch_up))
    return min(taken)


def _load() -> None:
    keeper.forget()
    keeper.catalogue()


def seconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
