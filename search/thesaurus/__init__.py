"""Other words for the same thing: what editors keep of them, and the set to begin with."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from search.expressions import compared, expressions
from search.models import Synonym

STARTER: Final = Path(__file__).parent / "starter.tsv"


class Group(NamedTuple):
    """Who types one of those `said` also finds what is `written`."""

    said: tuple[str, ...]
    written: tuple[str, ...]

    @classmethod
    def of(cls, said: str, written: str) -> "Group":
        return cls(tuple(expressions(said)), tuple(expressions(written)))


def groups() -> tuple[Group, ...]:
    """All that editors keep, as they typed it; nothing is analysed yet."""
    rows = Synonym.objects.order_by("pk").values_list("said", "written")
    return tuple(Group.of(said, written) for said, written in rows)


def said_in() -> dict[str, int]:
    """Which group each expression is said in, as expressions are compared."""
    rows = Synonym.objects.order_by("-pk").values_list("pk", "said")
    return {compared(expression): pk for pk, said in rows for expression in expressions(said)}


def starter() -> Iterator[Group]:
    for line in STARTER.read_text(encoding="utf-8").splitlines():
        said, _, written = line.partition("\t")
        yield Group.of(said, written)
