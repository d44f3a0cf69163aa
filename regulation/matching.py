"""Which stored duty goes on as which duty of a new text: that is, which keeps its key.

`match` gives a key only where one stored text is more alike than any other; where two are equally alike it asks.
It looks, in this order, for the same text in the same place (by order, else by number), the same text elsewhere,
and then for texts that differ in at most 40 % of their words, the most alike first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from regulation.alike import ROUNDS, alike_pairs, folded

NEW: Final = ""  # an answer: the wanted text goes on from no stored one


@dataclass(frozen=True)
class Stored:
    """A text that has a key. `place` names the unit (of a point: the duty) in which it is number `position`."""

    key: str
    place: str
    position: int
    text: str


@dataclass(frozen=True)
class Wanted:
    """A text as it shall stand; a place that goes on from a stored one has that one's name."""

    place: str
    position: int
    text: str


@dataclass(frozen=True)
class Question:
    """The wanted text of this index may go on from any of these, or be new."""

    wanted: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Matching:
    """`keys` follows the wanted texts; None is a text that goes on from none, or that is asked about."""

    keys: tuple[str | None, ...]
    questions: tuple[Question, ...]


class Table:
    """What is still free on both sides, and what has been settled; texts are known by their indexes."""

    def __init__(self, stored: Sequence[Stored], wanted: Sequence[Wanted]) -> None:
        self.stored, self.wanted = stored, wanted
        self.olds = dict.fromkeys(range(len(stored)))
        self.news = dict.fromkeys(range(len(wanted)))
        self.keys: list[str | None] = [None] * len(wanted)
        self.questions: list[Question] = []

    def settle(self, old: int, new: int) -> None:
        self.keys[new] = self.stored[old].key
        del self.olds[old], self.news[new]

    def ask(self, olds_of: Mapping[int, Iterable[int]]) -> None:
        """Ask about each new text; nothing that was asked about is looked at again."""
        for new, olds in sorted(olds_of.items()):
            candidates = sorted(olds, key=lambda old: (self.stored[old].place, self.stored[old].position, old))
            self.questions.append(Question(new, tuple(self.stored[old].key for old in candidates)))
            del self.news[new]
        for old in {old for olds in olds_of.values() for old in olds}:
            del self.olds[old]


def match(stored: Sequence[Stored], wanted: Sequence[Wanted], answers: Mapping[int, str] | None = None) -> Matching:
    """`answers` gives keys (or `NEW`) to wanted texts by index, before anything is compared."""
    table = Table(stored, wanted)
    take_answers(table, answers or {})
    return match_rest(table)


def match_rest(table: Table) -> Matching:
    _match_same(table, with_place=True)
    _match_same(table, with_place=False)
    for most in ROUNDS:
        _match_alike(table, most)
    return Matching(tuple(table.keys), tuple(sorted(table.questions, key=lambda question: question.wanted)))


def take_answers(table: Table, answers: Mapping[int, str]) -> None:
    index = {row.key: old for old, row in enumerate(table.stored)}
    for new, key in answers.items():
        if key == NEW:
            del table.news[new]
        else:
            table.settle(index[key], new)


def _match_same(table: Table, *, with_place: bool) -> None:
    """Equal texts, within one place or wherever they stand."""
    groups: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for old in table.olds:
        row = table.stored[old]
        groups[row.place if with_place else "", folded(row.text)][0].append(old)
    for new in table.news:
        text = table.wanted[new]
        groups[text.place if with_place else "", folded(text.text)][1].append(new)
    for olds, news in groups.values():
        if olds and news:
            _pair_same(table, olds, news)


def _pair_same(table: Table, olds: list[int], news: list[int]) -> None:
    """Equal texts go on in their order, as long as none is missing; else by number; of what is left nobody can tell."""
    places = {table.stored[old].place for old in olds}, {table.wanted[new].place for new in news}
    if len(olds) == len(news) and (len(olds) == 1 or all(len(one) == 1 for one in places)):
        olds.sort(key=lambda old: table.stored[old].position)
        for pair in zip(olds, news, strict=True):
            table.settle(*pair)
        return
    by_number = {(table.stored[old].place, table.stored[old].position): old for old in olds}
    for new in list(news):
        old = by_number.get((table.wanted[new].place, table.wanted[new].position))
        if old is not None:
            table.settle(old, new)
            olds.remove(old)
            news.remove(new)
    if olds and news:
        table.ask(dict.fromkeys(news, olds))


def _match_alike(table: Table, most: float) -> None:
    """Reworded texts, the most alike first; what stands in the same place is more alike than what stands elsewhere."""
    olds, news = list(table.olds), list(table.news)
    pairs = alike_pairs([table.stored[old].text for old in olds], [table.wanted[new].text for new in news], most)
    ranked = sorted(
        (difference, table.stored[olds[a]].place != table.wanted[news[b]].place, olds[a], news[b])
        for a, b, difference in pairs
    )
    for _, level in groupby(ranked, key=lambda pair: pair[:2]):
        free = [(old, new) for _, _, old, new in level if old in table.olds and new in table.news]
        for tied in _tied(free):
            if len(tied) == 1:
                table.settle(*tied[0])
            else:
                table.ask(_candidates(tied))


def _candidates(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for old, new in pairs:
        found[new].append(old)
    return found


def _tied(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs that are equally good, in groups that share a text; a pair alone is the only choice for both its texts."""
    group_of: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for old, new in pairs:
        one, other = group_of.setdefault(("old", old), []), group_of.setdefault(("new", new), [])
        one.append((old, new))
        if one is not other:
            one += other
            for a, b in other:
                group_of["old", a] = group_of["new", b] = one
            group_of["new", new] = one
    return list({id(group): group for group in group_of.values()}.values())
