"""Both databases give the same entries for the same conditions: this test runs on each, and expects the same."""

from collections.abc import Sequence

import pytest
from django.db import connection

from search import lexemes
from search.backends import Backend, Condition, Fts5, TsVector, backend
from search.candidates import ENOUGH, candidates
from search.models import IndexedEdition, IndexedEntry
from search.sought import Sought
from tests.worlds import kept

SIGNS = ("pwii", "ph.i", "a/1.b-c", "оé", "2014", "ß-ł", "x" * 79, "łódź", "日本", "a_b", "'", '"', "\\", "*", "NEAR(")
ENTRIES = (
    "rejestr umowa",
    "rejestr zamowienie =rejestr",
    "umowa zamowienie b:rejestr",
    "b:rejestr b:umowa",
    " ".join(map(lexemes.plain, SIGNS)),
    " ".join(map(lexemes.of_symbol, SIGNS)),
    " ".join(lexemes.numbered(sign, "7a") for sign in SIGNS),
    " ".join(lexemes.telephones("426633380")),
)
OTHER = "rejestr umowa tajne"


@kept
def rows() -> tuple[list[int], int, int]:
    """The numbers of the entries in one edition, that edition, and another one."""
    edition, other = (IndexedEdition.objects.create(edition=at, digest="a" * 64) for at in (1, 2))
    IndexedEntry.objects.create(edition=other, position=0, kind="duty", key="other", words=OTHER, fields="[]")
    entries = [
        IndexedEntry(edition=edition, position=at, kind="duty", key=f"k{at}", words=words, fields="[]")
        for at, words in enumerate(ENTRIES)
    ]
    numbers = [entry.pk for entry in IndexedEntry.objects.bulk_create(entries)]
    return numbers, edition.pk, other.pk


Rows = tuple[list[int], int, int]


def held(rows: Rows, condition: Condition, limit: int = 50) -> list[int]:
    numbers, edition, _ = rows
    return [numbers.index(number) for number in backend().holding(condition, [edition], limit)]


def test_each_database_has_its_own(rows: Rows) -> None:
    assert isinstance(backend(), Fts5 if connection.vendor == "sqlite" else TsVector)


@pytest.mark.parametrize(
    ("condition", "entries"),
    [
        ([[["rejestr"]]], [0, 1]),
        ([[["umowa"]]], [0, 2]),
        ([[["rejestr", "umowa"]]], [0]),  # both
        ([[["rejestr"], ["umowa"]]], [0, 1, 2]),  # either
        ([[["rejestr"]], [["umowa"]]], [0]),  # each
        ([[["rejestr"], ["b:rejestr"]], [["umowa"], ["b:umowa"]]], [0, 2, 3]),
        ([[["rejestr"], ["zamowienie", "umowa"]], [["zamowienie"]]], [1, 2]),
        ([[["=rejestr"]]], [1]),
        ([[["b:rejestr"]]], [2, 3]),
        ([[["rej"]]], []),  # no beginnings
        ([[["tajne"]]], []),  # in another edition only
        ([[["nic"]]], []),
    ],
)
def test_a_condition_gives_the_same_entries(rows: Rows, condition: Condition, entries: list[int]) -> None:
    assert held(rows, condition) == entries


@pytest.mark.parametrize("sign", SIGNS)
def test_odd_lexemes_are_found_and_each_is_another(rows: Rows, sign: str) -> None:
    assert held(rows, [[[lexemes.plain(sign)]]]) == [4]
    assert held(rows, [[[lexemes.of_symbol(sign)]]]) == [5]
    assert held(rows, [[[lexemes.numbered(sign, "7a")]]]) == [6]
    assert held(rows, [[[lexemes.plain(sign + "1")]]]) == []


@pytest.mark.parametrize("digits", ["426633380", "6633380", "633380"])
def test_a_telephone_is_found_by_its_ending(rows: Rows, digits: str) -> None:
    assert held(rows, [[[lexemes.TELEPHONE + digits]]]) == [7]


@pytest.mark.parametrize("digits", ["33380", "426633", "426633381"])
def test_but_not_by_less_or_by_another(rows: Rows, digits: str) -> None:
    assert held(rows, [[[lexemes.TELEPHONE + digits]]]) == []


def test_only_the_editions_that_are_named_are_searched(rows: Rows) -> None:
    numbers, edition, other = rows

    def found(*editions: int) -> list[int]:
        return backend().holding([[["umowa"]]], editions, 50)

    assert len(found(edition, other)) == 3
    assert found(other) == [min(numbers) - 1]
    assert found() == []


def test_the_first_ones_are_given_when_there_are_many(rows: Rows) -> None:
    assert held(rows, [[["rejestr"], ["umowa"]]], limit=2) == [0, 1]


def test_what_was_changed_or_removed_is_found_no_more(rows: Rows) -> None:
    numbers, _, _ = rows
    IndexedEntry.objects.filter(pk=numbers[0]).update(words="inne")
    IndexedEntry.objects.filter(pk=numbers[1]).delete()

    assert held(rows, [[["rejestr"]]]) == []
    assert held(rows, [[["inne"]]]) == [0]


class Noting:
    """A backend that finds nothing, and notes for what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Condition] = []

    def holding(self, condition: Condition, editions: Sequence[int], limit: int, *, common: bool = False) -> list[int]:
        self.asked.append(condition)
        return []


def word(lexeme: str, worth: float = 1.0) -> Sought:
    return Sought(lexeme, {(lexeme,): 1.0}, worth)


class TestCandidates:
    def test_what_holds_all_words_comes_before_what_holds_some(self, rows: Rows) -> None:
        numbers, edition, _ = rows
        both = [word("rejestr"), word("umowa", 2.0)]
        found = [numbers.index(number) for number in candidates(backend(), both, [edition], {}, 3)]

        assert found[:2] == [0, 2]  # 2 has one word, and its unit's name the other
        assert set(found) == {0, 1, 2}

    def test_questions_do_not_grow_with_the_number_of_words(self) -> None:
        def asked(words: int) -> int:
            noting: Backend = Noting()
            candidates(noting, [word(f"w{at}") for at in range(words)], [1], {}, 1)
            return len(noting.asked)  # type: ignore[attr-defined]

        assert asked(7) == asked(20) == asked(200) < 35

    def test_words_that_stand_for_nothing_are_not_asked_for(self) -> None:
        noting = Noting()

        assert candidates(noting, [Sought("nic", {}, 1.0)], [1], {}, 1) == []
        assert noting.asked == []

    def test_when_enough_was_found_no_more_is_asked_for(self) -> None:
        class Full(Noting):
            def holding(
                self, condition: Condition, editions: Sequence[int], limit: int, *, common: bool = False
            ) -> list[int]:
                super().holding(condition, editions, limit)
                return list(range(limit))

        full = Full()
        assert len(candidates(full, [word("a"), word("b"), word("c")], [1], {}, 1)) == ENOUGH
        assert len(full.asked) == 1
