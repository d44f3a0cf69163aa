"""Questions are of two words that duties have, or that stand for such words; no question is asked twice."""

from random import Random

import pytest

from bench.questions import COMMON, RARE, Writer, questions
from bench.vocabulary import vocabulary
from search.words import folded

pytestmark = pytest.mark.once
OF_KIND = 20


@pytest.fixture(scope="module")
def duties() -> list[str]:
    random = Random("pytania")
    return [vocabulary().text(random) for _ in range(1_500)]


@pytest.fixture(scope="module")
def asked(duties: list[str]) -> dict[str, list[str]]:
    return questions(duties, OF_KIND)


def test_there_are_so_many_of_each_kind_and_always_the_same(duties: list[str], asked: dict[str, list[str]]) -> None:
    every = [question for of_kind in asked.values() for question in of_kind]

    assert {len(of_kind) for of_kind in asked.values()} == {OF_KIND}
    assert len(set(every)) == len(every)
    assert {len(question.split()) for question in every} == {2}
    assert asked == questions(duties, OF_KIND)


def test_words_are_as_rare_as_it_is_said(duties: list[str], asked: dict[str, list[str]]) -> None:
    writer = Writer.of(duties)

    assert len(writer.common) == COMMON
    for question in asked["both common"]:
        assert writer.common.issuperset(map(folded, question.split()))
    for rare, common in map(str.split, asked["rare and common"]):
        assert writer.times[folded(rare)] <= RARE
        assert folded(common) in writer.common


def test_what_is_mistyped_stands_in_no_duty(duties: list[str], asked: dict[str, list[str]]) -> None:
    times = Writer.of(duties).times
    mistyped = [word for question in asked["mistyped"] for word in question.split()]

    assert sum(folded(word) not in times for word in mistyped) > len(mistyped) / 2


def test_nobody_writes_what_people_say(duties: list[str], asked: dict[str, list[str]]) -> None:
    times = Writer.of(duties).times

    assert not [question for question in asked["other words"] if folded(question.split()[0]) in times]


def test_the_plain_ones_have_no_diacritics(asked: dict[str, list[str]]) -> None:
    assert all(question.isascii() and question.islower() for question in asked["no diacritics"])
