"""What was measured of the search is told in words, and what was missed is named."""

import copy
from typing import Any

import pytest

from bench import million
from bench.search import KINDS, missed, p95, report

TOLD: dict[str, Any] = {
    "database": "postgresql",
    "rebuilt": 20.0,
    "followed": {"largest": 1.5, "common": 0.2},
    "entries": 26_000,
    "words": 10_000,
    "forms": 40_000,
    "loaded": 0.3,
    "found": {kind: [10.0] * 20 for kind in KINDS},
    "bare": [5.0] * 20,
    "pages": [20.0] * 20,
    "suggested": [4.0] * 20,
}


def told(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(TOLD) | changes


def test_the_words() -> None:
    lines = "\n".join(report(TOLD))

    assert "Szukanie, PostgreSQL: 26000 haseł, 10000 słów, 40000 form." in lines
    assert "120 pytań o dwa słowa" in lines
    assert ["wszystkie", "10.0", "10.0", "30", "tak", "2.00"] in [line.split() for line in lines.splitlines()]
    assert ["podpowiedzi", "4.0", "4.0", "10", "tak", "0.80"] in [line.split() for line in lines.splitlines()]
    assert "Indeks od nowa: 20.0 s (cel: poniżej 60 s)." in lines
    assert "1.50 s, największy departament; 0.20 s, zwykły (cel: poniżej 2 s)" in lines


def test_where_nothing_is_suggested_nothing_is_told_of_it() -> None:
    assert "podpowiedzi" not in "\n".join(report(told(suggested=None)))
    assert list(missed(told(suggested=None))) == []


def test_of_a_hundred_questions_the_slowest_five_do_not_count() -> None:
    assert p95([1.0] * 96 + [1000.0] * 4) == 1.0
    assert p95([1.0] * 90 + [1000.0] * 10) == 1000.0


@pytest.mark.parametrize(
    ("changes", "goal"),
    [
        ({"found": {"both common": [31.0] * 20}}, "czas szukania, PostgreSQL"),
        ({"database": "sqlite", "found": {"both common": [61.0] * 20}}, "czas szukania, SQLite"),
        ({"suggested": [11.0] * 20}, "czas podpowiedzi"),
        ({"rebuilt": 60.0}, "czas budowy indeksu"),
        ({"followed": {"largest": 2.0, "common": 0.1}}, "czas, po którym indeks zna nowe wydanie"),
    ],
)
def test_what_was_missed(changes: dict[str, Any], goal: str) -> None:
    assert list(missed(told())) == []
    assert [line for line in missed(told(**changes)) if goal in line]


def test_the_goal_on_sqlite_is_another_one() -> None:
    assert list(missed(told(database="sqlite", found={"both common": [59.0] * 20}))) == []


def test_a_million_is_told_kind_by_kind() -> None:
    found = {"both common": [200.0] * 20, "one common": [90.0] * 20}
    lines = list(million.report({"entries": 1_000_000, "filled": 300.0, "loaded": 0.3, "found": found}))

    assert "1000000 haseł" in lines[0]
    assert [line.split()[-1] for line in lines[2:]] == ["NIE", "tak"]
