"""The numbers of a tree, computed from what is true of it: each node's parent and its place among its siblings.

django-mptt reads a tree by `tree_id, level, lft, rght`. Those four are derived here, from (parent, position), and
compared with what is stored; so the same function numbers a tree, finds what is wrong with it, and mends it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Node(NamedTuple):
    id: int
    parent_id: int | None
    position: int


class Place(NamedTuple):
    """What django-mptt stores of a node."""

    tree_id: int
    level: int
    lft: int
    rght: int


def number_tree(nodes: Iterable[Node]) -> dict[int, Place]:
    """The place of every node that can be reached from a root; orphans and cycles are left out."""
    children: dict[int | None, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: (node.position, node.id)):
        children[node.parent_id].append(node)
    places: dict[int, Place] = {}
    for tree_id, root in enumerate(children[None], start=1):
        _number_below(root, tree_id, children, places)
    return places


def _number_below(root: Node, tree_id: int, children: dict[int | None, list[Node]], places: dict[int, Place]) -> None:
    """Number one tree in depth-first order; `counter` is the next free number of lft and rght."""
    counter = 1
    path: list[tuple[int, int]] = []  # (id, lft) of the nodes that are still open
    waiting: list[Node | None] = [root]  # None closes the innermost open node
    while waiting:
        node = waiting.pop()
        if node is None:
            opened, lft = path.pop()
            places[opened] = Place(tree_id, len(path), lft, counter)
        else:
            path.append((node.id, counter))
            waiting += [None, *reversed(children[node.id])]
        counter += 1


def unreachable(nodes: Iterable[Node]) -> tuple[list[int], list[int]]:
    """(orphans, members of cycles): nodes that no root leads to, each named once.

    An orphan's parent does not exist; what hangs below an orphan or a cycle is counted with it.
    """
    parents = {node.id: node.parent_id for node in nodes}
    orphans: list[int] = []
    cyclic: list[int] = []
    for start in parents:
        seen: set[int] = set()
        at: int | None = start
        while at is not None and at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at is not None:
            (cyclic if at in parents else orphans).append(start)
    return orphans, cyclic
