"""What people sought and did not find: words, a day, how often; nothing that could be about a person.

Nothing is counted unless every word is known to be nobody's name. The dictionary calls many common words surnames, too
(«droga», «rada», «szkoła»): of the starter thesaurus' expressions, which are words for matters, 16 % have such a word,
19 % a surname, a first name or a word that no dictionary knows. They are lost: four of five remain, and a name that
somebody typed must not be kept. Without a dictionary nothing is counted at all.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.models import Aggregate, Count, Max, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from search.analysis import analyser
from search.expressions import compared
from search.lettermark import LABEL
from search.models import Miss
from search.query import Query
from search.thesaurus import said_in

FEWEST_DAYS: Final = 5  # different ones, before anybody is shown what was sought
KEPT_DAYS: Final = 365
MOST_A_DAY: Final = 2_000  # different words; more come from no person
MOST_SHOWN: Final = 1_000
LONGEST: Final = 200
FEWEST_LETTERS: Final = 3
SIGNS: Final = re.compile(r"[@\d]|\w\.\w")  # of an address, a number, a letter's mark
UPSERT: Final = (
    "INSERT INTO search_miss (words, day, count) VALUES (%s, %s, 1)"
    " ON CONFLICT (words, day) DO UPDATE SET count = search_miss.count + 1"
)
WAIT: Final = 50  # milliseconds


def count(query: Query, day: date | None = None) -> None:
    """Count that these words found nothing, today unless another day is said; the page is shown whatever happens.

    Nobody waits for it: where somebody else writes, or nothing can be written, it is not counted.
    """
    words = countable(query)
    if not words:
        return
    try:
        with _impatient():
            _note(words, day or timezone.localdate())
    except DatabaseError as error:
        logging.getLogger("search").warning("a miss was not counted: %s", type(error).__name__)


def countable(query: Query) -> str:
    """The words that may be kept, as they were typed but in small letters; empty if none may."""
    text = query.text
    words = " ".join(query.words).lower()
    if query.cut or SIGNS.search(text) or LABEL.match(text) or len(words) > LONGEST:
        return ""
    if sum(map(len, query.words)) < FEWEST_LETTERS or any(len(word) == 1 for word in query.words):
        return ""  # a single letter is an initial
    return "" if any(map(analyser().is_surname, query.words)) else words


def shown() -> QuerySet[Miss]:
    """One row for all that was sought on enough days and is said in no group; with `days`, `times` and the `last`."""
    of_enough_days = (
        Miss.objects.order_by()
        .values("words")
        .annotate(days=Count("pk"), newest=Max("pk"))
        .filter(days__gte=FEWEST_DAYS)
        .order_by("-days", "-newest")
    )
    said = said_in()
    found = of_enough_days.values_list("words", "newest")[:MOST_SHOWN]
    rows = Miss.objects.filter(pk__in=[newest for words, newest in found if compared(words) not in said])
    return rows.annotate(
        days=_of_the_same_words(Count("pk")),
        times=_of_the_same_words(Sum("count")),
        last=_of_the_same_words(Max("day")),
    ).order_by("-days", "-times", "-last", "-pk")


def _of_the_same_words(what: Aggregate) -> Any:
    same = Miss.objects.filter(words=OuterRef("words")).order_by().values("words")
    return Subquery(same.annotate(told=what).values("told"))


def _note(words: str, day: date) -> None:
    if not Miss.objects.filter(words=words, day=day).exists():
        already = Miss.objects.filter(day=day).count()
        if already == 0:  # once a day
            Miss.objects.filter(day__lt=day - timedelta(days=KEPT_DAYS)).delete()
        if already >= MOST_A_DAY:
            return
    _execute(UPSERT, (words, day))


@contextmanager
def _impatient() -> Iterator[None]:
    """A transaction that hardly waits for others. SQLite waits as long as its connection says, before it begins."""
    if connection.vendor == "sqlite":
        usual = round(connection.settings_dict["OPTIONS"]["timeout"] * 1000)
        _execute(f"PRAGMA busy_timeout = {WAIT}")
        try:
            with transaction.atomic():
                yield
        finally:
            _execute(f"PRAGMA busy_timeout = {usual}")
    else:
        with transaction.atomic():
            _execute(f"SET LOCAL lock_timeout = {WAIT}")
            yield


def _execute(statement: str, values: tuple[Any, ...] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
