"""A contender is compared with the bare application of the same round; the median of the rounds is its ratio."""

from typing import Any

import pytest

from bench.servers import Server, Turn
from bench.speed import Contender, report

SERVER = Server("portal", port=1, master=1)


def turn(answers: int, status: str = "200") -> Turn:
    return Turn(seen={status: answers}, seconds=1.0, cpu=0.5)


def contender(*rounds: tuple[int, int], **facts: Any) -> Contender:
    """`rounds`: answers of the contender, answers of the bare application."""
    made = Contender("pamięć 1 s", SERVER, **facts)
    for own, bare in rounds:
        made.take(turn(own), turn(bare))
    return made


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    assert contender((70, 100), (10, 100), (90, 100)).ratio == 0.7


@pytest.mark.parametrize(("goal", "missed"), [(0.7, False), (0.71, True), (None, False)])
def test_a_goal_is_missed_below_it(goal: float | None, missed: bool) -> None:
    assert contender((70, 100), goal=goal).missed is missed


def test_an_unexpected_answer_ends_the_measurement() -> None:
    with pytest.raises(RuntimeError, match="500"):
        contender().take(turn(10, "500"), turn(10))


def test_the_table_tells_ratio_goal_and_cost() -> None:
    line = list(report([contender((400, 500), goal=0.7)]))[1]

    assert line.split() == ["pamięć", "1", "s", "400", "0.80", "0.70", "tak", "1.25", "0.50"]
