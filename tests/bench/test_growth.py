"""What was measured of the big office is told in words, and what was missed is named."""

import copy
import dataclasses
from typing import Any

import pytest

from bench.growth import missed, report
from bench.office import FULL

PAGE = {"queries": 3, "milliseconds": 10.0, "kilobytes": 20.0}
TOLD: dict[str, Any] = {
    "size": dataclasses.asdict(FULL),
    "made": 4.0,
    "first": 0.4,
    "publish": {"sample": 0.05, "largest": 0.3},
    "pages": {"sample": {"department": PAGE}, "largest": {"department": {**PAGE, "milliseconds": 11.0}}},
    "differences": 0.1,
    "history": {
        "sample": {"old edition": PAGE},
        "many": {"old edition": {**PAGE, "milliseconds": 12.0}},
        "made": {"seconds": 3.0, "editions": 10_000},
    },
}


def told(**changes: Any) -> dict[str, Any]:
    found = copy.deepcopy(TOLD)
    found["pages"]["largest"]["department"].update(changes.pop("page", {}))
    return found | changes


def test_the_words() -> None:
    lines = "\n".join(report(TOLD))

    assert "100 departamentów, 2000 komórek, 20000 zadań" in lines
    assert "Pierwsze wydanie największego: 0.40 s" in lines
    assert "6 razy mniej" in lines
    assert "0.50 / 0.55" in lines
    assert "Dokumenty są już wczytane" in lines
    assert "po reorganizacji: 0.10 s (cel: 0.3 s)" in lines
    assert "10000 wydań" in lines
    assert "10.0 / 12.0" in lines
    assert "Cel (stosunek najwyżej 1.25) dotyczy strony „department”." in lines


@pytest.mark.parametrize(
    ("changes", "goal"),
    [
        ({"first": 2.1}, "czas publikacji"),
        ({"publish": {"sample": 0.05, "largest": 2.5}}, "czas publikacji"),
        ({"page": {"queries": 5}}, "liczba zapytań"),
        ({"differences": 0.31}, "czas porównania"),
        ({"history": {"sample": {}, "many": {"old edition": {**PAGE, "queries": 5}}}}, "strony dziejów „old edition”"),
        ({"page": {"milliseconds": 20.0}}, "koszt największej strony"),
    ],
)
def test_what_was_missed(changes: dict[str, Any], goal: str) -> None:
    assert list(missed(told())) == []
    assert [line for line in missed(told(**changes)) if goal in line]
