"""Which stored unit goes on as which unit of a new text. Symbols wander from unit to unit; a name that stayed decides.

`match_units` looks, in this order, for the same name with the same symbol, a name that only one unit has on either
side, and the same symbol. Where the symbol is one unit's and the name that of several others, it asks. What is left is
matched by its name, as duties are by their text.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regulation.matching import Matching, Stored, Table, Wanted, match_rest, take_answers
from regulation.sections import same_name


@dataclass(frozen=True)
class Named:
    """A unit by what can tell it from others; `key` is empty for one that a new text names."""

    key: str
    symbol: str
    name: str

    @property
    def marks(self) -> tuple[str, str]:
        """Symbol and name, as far as they tell units apart."""
        return self.symbol.casefold(), same_name(self.name)


class _Units:
    """The units that are still free, by what can tell them; symbols are unique on either side, names need not be."""

    def __init__(self, table: Table, stored: Sequence[Named], wanted: Sequence[Named]) -> None:
        self.table = table
        self.stored = [unit.marks for unit in stored]
        self.wanted = [unit.marks for unit in wanted]

    def both(self) -> Iterator[tuple[int, int]]:
        olds = {self.stored[old]: old for old in self.table.olds if self.stored[old][0]}
        yield from ((olds[self.wanted[new]], new) for new in self.table.news if self.wanted[new] in olds)

    def lone_names(self) -> Iterator[tuple[int, int]]:
        for olds, news in self.by_name().values():
            if len(olds) == len(news) == 1:
                yield olds[0], news[0]

    def symbols(self) -> Iterator[tuple[int, int]]:
        olds = {self.stored[old][0]: old for old in self.table.olds if self.stored[old][0]}
        yield from ((olds[self.wanted[new][0]], new) for new in self.table.news if self.wanted[new][0] in olds)

    def by_name(self) -> dict[str, tuple[list[int], list[int]]]:
        """Stored and wanted units of each name."""
        found: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for old in self.table.olds:
            found[self.stored[old][1]][0].append(old)
        for new in self.table.news:
            found[self.wanted[new][1]][1].append(new)
        return found

    def contested(self) -> dict[int, list[int]]:
        """Wanted units whose symbol is one stored unit's and whose name that of others."""
        same_named = self.by_name()
        return {new: [old, *olds] for old, new in self.symbols() if (olds := same_named[self.wanted[new][1]][0])}


def match_units(stored: Sequence[Named], wanted: Sequence[Named], answers: Mapping[int, str] | None = None) -> Matching:
    """`answers` gives keys (or `NEW`) to wanted units by index, before anything is compared."""
    table = Table(
        [Stored(unit.key, "", place, unit.name) for place, unit in enumerate(stored, start=1)],
        [Wanted("", place, unit.name) for place, unit in enumerate(wanted, start=1)],
    )
    take_answers(table, answers or {})
    units = _Units(table, stored, wanted)
    for old, new in list(units.both()):
        table.settle(old, new)
    for old, new in list(units.lone_names()):
        table.settle(old, new)
    table.ask(units.contested())
    for old, new in list(units.symbols()):
        table.settle(old, new)
    return match_rest(table)
