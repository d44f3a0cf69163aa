"""What an import did, or would do: made for an editor to read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import ValidationError

from regulation.errors import RegulationError
from regulation.matching import NEW, Matching
from regulation.records import Line

NEW_WORD: Final = "nowe"  # how a person answers that a text goes on from none


@dataclass(frozen=True)
class Candidate:
    """A stored row that a text may go on from."""

    key: str
    description: str


@dataclass(frozen=True)
class Question:
    """Which of the candidates, if any, goes on as the text at `line`."""

    line: int
    text: str
    candidates: tuple[Candidate, ...]


@dataclass
class ImportReport:
    """Every change is one Polish phrase. `questions` can be there in a dry run only: a real one refuses them."""

    department: str
    dry_run: bool
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    unread: tuple[Line, ...] = ()
    remarks: tuple[Line, ...] = ()
    idle_answers: tuple[int, ...] = ()

    def leave_unread(self, line: Line, why: str) -> None:
        self.unread = tuple(sorted([*self.unread, line], key=lambda each: each.number))
        self.remarks = tuple(sorted([*self.remarks, Line(line.number, why)], key=lambda each: each.number))

    @property
    def changes_nothing(self) -> bool:
        return not (self.created or self.changed or self.removed)


class UndecidedError(RegulationError):
    """Texts that may go on from several stored ones, and no answers which."""

    def __init__(self, questions: Sequence[Question]) -> None:
        lines = ", ".join(str(question.line) for question in questions)
        super().__init__(
            f"nie wiadomo, które dotychczasowe zadania lub komórki to wiersze: {lines}. Niczego nie zapisano."
        )
        self.questions = tuple(questions)


class Answers:
    """What a person said: the line of a text, and the key that it goes on from (or «nowe»)."""

    def __init__(self, given: Mapping[int, str]) -> None:
        self.given = {line: NEW if key == NEW_WORD else key for line, key in given.items()}
        self.used: set[int] = set()

    def settle(self, lines: Sequence[int], match: Callable[[Mapping[int, str]], Matching]) -> Matching:
        """Match, take one answer that fits a question, and match again; one answer may settle other questions."""
        taken: dict[int, str] = {}
        while True:
            found = match(taken)
            fitting = (
                (question.wanted, self.given[lines[question.wanted]])
                for question in found.questions
                if self.given.get(lines[question.wanted]) in (NEW, *question.keys)
            )
            wanted, key = next(fitting, (None, NEW))
            if wanted is None:
                return found
            taken[wanted] = key
            self.used.add(lines[wanted])

    @property
    def idle(self) -> tuple[int, ...]:
        """Lines whose answers met no question, or not one that they fit."""
        return tuple(sorted(self.given.keys() - self.used))


@contextmanager
def blaming(line: int) -> Iterator[None]:
    """Tell which line of the text the working copy refused."""
    try:
        yield
    except ValidationError as error:
        raise RegulationError(" ".join(error.messages), line) from error


def shortened(text: str, length: int = 90) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
