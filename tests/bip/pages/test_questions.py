"""What an answer of any kind costs the database: few questions, whatever the worker knows already.

The search, which asks its index too, has prices of its own (test_search_lists.py).
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.growth import MOST_QUERIES
from tests.bip.pages.reader import Reader
from tests.bip.pages.record import DESK, OFFICE, PROMOTION, PUBLISHED, department, put_in_force
from tests.kept import forget_documents
from tests.worlds import kept

pytestmark = pytest.mark.once

LATER = PUBLISHED + timedelta(days=30)
ANSWERS = {
    "/": 200,
    "/instrukcja/": 200,
    "/promocja/": 200,
    "/promocja/pr/": 200,
    "/zadanie/d-one/": 200,
    "/kontakt/common/": 200,
    "/kontakt/desk-box/": 200,
    "/PROMOCJA/": 301,
    "/departament-proby/": 301,
    "/departament-proby/pr/": 301,
    "/departament-proby/pri/": 301,
    "/promocja/pri/": 301,
    "/promocja/PR/": 301,
    "/promocja/pri-t/": 410,
    "/zadanie/d-two/": 410,
    "/kontakt/box/": 410,
    "/nie-ma/": 404,
    "/nie-ma/pri/": 404,
    "/promocja/nie-ma/": 404,
    "/zadanie/nie-ma/": 404,
    "/zadanie/common/": 404,
    "/kontakt/nie-ma/": 404,
    "/kontakt/d-one/": 404,
    "/nie/ma/takiej/": 404,
    "/promocja": 301,
    "/promocja/pr": 301,
    "/nie-ma": 404,
    "/promocja/nie-ma": 404,
    "/nie-ma.html": 404,
    "/robots.txt": 200,
}


@kept
def changed(portal: None) -> None:
    """The department and a unit have new addresses; a unit, a duty and a contact are gone."""
    unit = PROMOTION.model_copy(update={"slug": "pr", "symbol": "PR", "duties": PROMOTION.duties[:1], "units": ()})
    put_in_force(department(slug="promocja", contacts=(), units=(unit, DESK)), at=LATER)


def questions(reader: Reader, path: str) -> list[str]:
    forget_documents()
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(path).status_code == ANSWERS[path]
    return [query["sql"] for query in queries]


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("path", ANSWERS)
class TestQuestions:
    def test_of_a_worker_that_knows_nothing(self, reader: Reader, path: str) -> None:
        assert len(questions(reader, path)) <= MOST_QUERIES

    def test_of_a_worker_that_is_up(self, reader: Reader, path: str) -> None:
        reader.get("/robots.txt")
        assert len(questions(reader, path)) <= MOST_QUERIES

    def test_right_after_a_publication_and_once_more(self, reader: Reader, path: str) -> None:
        reader.get("/robots.txt")
        put_in_force(OFFICE.model_copy(update={"seat": "Nowa siedziba"}), at=LATER)
        assert len(questions(reader, path)) <= MOST_QUERIES
        assert len(questions(reader, path)) <= MOST_QUERIES
