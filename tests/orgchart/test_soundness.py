"""Every kind of fault is found, named and given a remedy."""

from orgchart.soundness import Fault, find_faults
from orgchart.tree import Node, Place, number_tree

SOUND = [Node(1, None, 1), Node(2, 1, 1), Node(3, 1, 2), Node(4, 2, 1), Node(5, None, 2)]


def stored(nodes: list[Node], **wrong: Place) -> dict[Node, Place]:
    right = number_tree(nodes)
    given = {int(name.removeprefix("n")): place for name, place in wrong.items()}
    return {node: given.get(node.id) or right.get(node.id, Place(9, 0, 1, 2)) for node in nodes}


def said(faults: list[Fault]) -> dict[int, str]:
    return {fault.unit: fault.sentence for fault in faults}


def test_a_sound_tree_has_none() -> None:
    assert find_faults(stored(SOUND)) == []


def test_an_overlap() -> None:
    faults = find_faults(stored(SOUND, n3=Place(1, 1, 5, 7)))
    assert "numery 5–7 zachodzą" in said(faults)[3]
    assert "--mend" in faults[0].remedy


def test_two_with_one_number() -> None:
    assert "zachodzą" in said(find_faults(stored(SOUND, n5=Place(1, 0, 1, 2))))[5]


def test_a_span_that_ends_before_it_begins() -> None:
    assert "zachodzą" in said(find_faults(stored(SOUND, n4=Place(1, 2, 4, 3))))[4]


def test_a_gap_in_the_numbers() -> None:
    faults = find_faults(stored(SOUND, n5=Place(2, 0, 1, 4)))
    assert said(faults) == {5: "numery 1–4 na poziomie 0 w drzewie 2 zamiast 1–2 na poziomie 0 w drzewie 2"}


def test_a_wrong_level_and_a_wrong_tree() -> None:
    assert set(said(find_faults(stored(SOUND, n5=Place(2, 3, 1, 2))))) == {5}
    assert set(said(find_faults(stored(SOUND, n5=Place(7, 0, 1, 2))))) == {5}


def test_a_gap_in_the_order() -> None:
    faults = find_faults(stored([Node(1, None, 1), Node(2, 1, 1), Node(3, 1, 5)]))
    assert said(faults) == {3: "luka w kolejności: ma miejsce 5 zamiast 2"}


def test_an_orphan_and_what_belongs_to_it() -> None:
    faults = find_faults(stored([Node(1, None, 1), Node(2, 77, 1), Node(3, 2, 1)]))
    assert said(faults)[2].startswith("sierota: jej jednostki nadrzędnej (numer 77) nie ma")
    assert said(faults)[3] == "należy do sieroty"
    assert "/admin/orgchart/unit/2/przenies/" in faults[0].remedy


def test_a_cycle_and_what_belongs_to_it() -> None:
    faults = find_faults(stored([Node(1, None, 1), Node(2, 3, 1), Node(3, 2, 1), Node(4, 3, 2)]))
    assert {unit for unit, sentence in said(faults).items() if sentence.startswith("cykl")} == {2, 3, 4}
