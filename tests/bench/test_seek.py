"""A search costs as many SQL queries in a big office as in the sample; the index can be filled beyond all documents."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.crowd import FROM, fill, halves
from bench.questions import questions
from bench.seek import find
from orgchart.models import Unit
from search.keeper import keeper
from search.models import IndexedEntry, IndexWord
from search.services.indexing import catch_up
from tasks.models import Duty

MOST_QUERIES = 17  # two words: the state thrice, the forms, up to ten of candidates, their rows, those that are shown


@pytest.fixture
def asked(largest: Unit) -> list[str]:
    found = questions(list(Duty.objects.order_by("pk").values_list("text", flat=True)), 3)
    return [question for of_kind in found.values() for question in of_kind]


def test_questions_find_something_by_few_queries(asked: list[str]) -> None:
    find(asked[0])
    results = list[int]()
    for question in asked:
        with CaptureQueriesContext(connection) as made:
            results.append(find(question))
        assert len(made) <= MOST_QUERIES, question

    assert sum(map(bool, results)) > len(results) * 2 / 3


@pytest.mark.server
def test_duties_without_documents_are_found_like_others(sample: Unit) -> None:
    """COPY is PostgreSQL's."""
    catch_up()
    before, counted = IndexedEntry.objects.count(), dict(IndexWord.objects.values_list("word", "entries"))
    some = list(halves(20))
    fill(some, 40)

    assert IndexedEntry.objects.filter(position__gte=FROM, kind="duty").count() == 40
    assert IndexedEntry.objects.count() == before + 40
    assert sum(IndexWord.objects.values_list("entries", flat=True)) > sum(counted.values())
    row = IndexedEntry.objects.filter(position__gte=FROM).latest("pk")
    word = max(row.words.split(), key=len)
    assert find(word)
    assert keeper.catalogue().counts[word] >= 4
