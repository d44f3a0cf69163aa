"""Judging the search by questions with known answers. No Django.

A line of a set is `kind<TAB>query<TAB>symbols<TAB>numbers`: the symbols of the units that are right, parted by commas,
or `-`; the numbers of the duties that are right, or `-`. With `-` for the symbols, any result of the fitting kind is
right: a post for a person, a contact for a contact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Final, Protocol

NONE: Final = "-"
COLUMNS: Final = 4
FITTING: Final = {"person": "post", "contact": "contact"}
ALL: Final = "all"


class WrongSet(Exception):
    """The file is no set of questions; the message says where."""


class Result(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def symbol(self) -> str: ...
    @property
    def number(self) -> str: ...


@dataclass(frozen=True)
class Question:
    kind: str
    query: str
    symbols: frozenset[str]
    numbers: frozenset[str]

    def is_right(self, result: Result) -> bool:
        if not self.symbols:
            return result.kind == FITTING.get(self.kind, result.kind)
        return result.symbol.casefold() in self.symbols and (not self.numbers or result.number in self.numbers)

    def rank(self, results: Sequence[Result]) -> int:
        """The place of the first right result, from 1; 0 where there is none."""
        return next((place for place, result in enumerate(results, start=1) if self.is_right(result)), 0)


@dataclass(frozen=True)
class Score:
    """`hit1`, `hit3`: shares of questions whose right result stands first, or among the first three; mean of 1/rank."""

    questions: int
    hit1: float
    hit3: float
    mrr: float


def read_questions(lines: Iterable[str]) -> list[Question]:
    """Raises `WrongSet`. Empty lines are left out."""
    return [_question(at, line.rstrip("\r\n")) for at, line in enumerate(lines, start=1) if line.strip()]


def _question(at: int, line: str) -> Question:
    columns = line.split("\t")
    if len(columns) != COLUMNS or not all(column.strip() for column in columns):
        raise WrongSet(f"Wiersz {at}: potrzebne są cztery niepuste kolumny rozdzielone tabulatorem.")
    kind, query, symbols, numbers = (column.strip() for column in columns)
    return Question(kind, query, _set(symbols.casefold()), _set(numbers))


def _set(column: str) -> frozenset[str]:
    return frozenset(() if column == NONE else (one.strip() for one in column.split(",") if one.strip()))


def scores(ranks: Iterable[tuple[Question, int]]) -> dict[str, Score]:
    """By kind in their order, then of all."""
    by_kind: dict[str, list[int]] = {}
    for question, rank in ranks:
        by_kind.setdefault(question.kind, []).append(rank)
    every = [rank for ranks in by_kind.values() for rank in ranks]
    return {kind: _score(ranks) for kind, ranks in [*by_kind.items(), (ALL, every)] if ranks}


def _score(ranks: Sequence[int]) -> Score:
    return Score(
        len(ranks),
        mean(rank == 1 for rank in ranks),
        mean(1 <= rank <= 3 for rank in ranks),
        mean(1 / rank if rank else 0.0 for rank in ranks),
    )
