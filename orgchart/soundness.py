"""What can be wrong with a stored tree, and how each fault is mended. No Django.

(parent, position) is the truth. Numbers that do not follow from it are renumbered; where the truth itself is broken
(a parent that is gone, units that contain each other) only a person can say what belongs where.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from orgchart.tree import Node, Place, number_tree, unreachable

MOVE = "Wskaż jednostkę nadrzędną w panelu redakcji: /admin/orgchart/unit/{}/przenies/"
RENUMBER = "Uruchom: manage.py check_tree --mend"


@dataclass(frozen=True)
class Fault:
    unit: int
    sentence: str
    remedy: str


def find_faults(stored: Mapping[Node, Place]) -> list[Fault]:
    """All faults of a tree: orphans and cycles, then the order of siblings, then the numbers."""
    return [*_lost(stored), *_order(stored), *_numbers(stored)]


def _lost(nodes: Iterable[Node]) -> Iterator[Fault]:
    orphans, cyclic = unreachable(nodes := list(nodes))
    parents = {node.id: node.parent_id for node in nodes}
    for unit in orphans:
        if parents[unit] not in parents:
            yield Fault(unit, f"sierota: jej jednostki nadrzędnej (numer {parents[unit]}) nie ma", MOVE.format(unit))
        else:
            yield Fault(unit, "należy do sieroty", "Wróci na miejsce razem z jednostką, do której należy.")
    for unit in cyclic:
        yield Fault(unit, "cykl: należy pośrednio do samej siebie albo do takiej komórki", MOVE.format(unit))


def _order(nodes: Iterable[Node]) -> Iterator[Fault]:
    siblings: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        siblings[node.parent_id].append(node)
    for group in siblings.values():
        for right, node in enumerate(sorted(group, key=lambda each: (each.position, each.id)), start=1):
            if node.position != right:
                yield Fault(node.id, f"luka w kolejności: ma miejsce {node.position} zamiast {right}", RENUMBER)


def _numbers(stored: Mapping[Node, Place]) -> Iterator[Fault]:
    right = number_tree(stored)
    reached = {node: place for node, place in stored.items() if node.id in right}
    overlapping = _overlapping(reached)
    for node, place in reached.items():
        if node.id in overlapping:
            yield Fault(node.id, f"numery {place.lft}–{place.rght} zachodzą na numery innej komórki", RENUMBER)
        elif place != right[node.id]:
            yield Fault(node.id, f"numery {_said(place)} zamiast {_said(right[node.id])}", RENUMBER)


def _said(place: Place) -> str:
    return f"{place.lft}–{place.rght} na poziomie {place.level} w drzewie {place.tree_id}"


def _overlapping(stored: Mapping[Node, Place]) -> set[int]:
    """Units whose span shares a part with another's, neither lying within the other."""
    trees: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for node, place in stored.items():
        trees[place.tree_id].append((place.lft, place.rght, node.id))
    found: set[int] = set()
    for spans in trees.values():
        found |= _overlapping_spans(sorted(spans))
    return found


def _overlapping_spans(spans: list[tuple[int, int, int]]) -> set[int]:
    """`spans` are (first, last, unit), sorted; the spans that are still open lie within one another."""
    found: set[int] = set()
    still_open: list[tuple[int, int]] = []
    before: tuple[int, int] | None = None
    for first, last, unit in spans:
        while still_open and still_open[-1][0] < first:
            still_open.pop()
        if last <= first or (still_open and last >= still_open[-1][0]) or (before and before[0] == first):
            found |= {unit, *([still_open[-1][1]] if still_open else [])}
        still_open.append((last, unit))
        before = (first, unit)
    return found
