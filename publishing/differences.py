"""What two documents of one subject say differently, as acts of editing: one act is one `Difference`. No Django.

A document is taken apart into things that have keys (units, duties, points, posts, contacts, channels). What an
editor decides about a thing are its facts; what follows from them or from where it stands (numbers, numerals, derived
headings) changes in their wake and is no act of its own: a duty inserted above ten others is one difference.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from publishing import document
from publishing.document import Declaration, DepartmentDocument, Document, OfficeDocument, PageDocument, Record

# Lists of things within a thing: the name of the list, and the kind of what it holds.
LISTS: Final[dict[str, dict[str, str]]] = {
    "office": {"contacts": "contact"},
    "page": {},
    "unit": {"posts": "post", "contacts": "contact", "duties": "duty", "units": "unit"},
    "post": {},
    "contact": {"channels": "channel"},
    "channel": {},
    "duty": {"points": "point"},
    "point": {},
}
RECORDS: Final[dict[str, type[Record]]] = {
    "unit": document.Unit,
    "post": document.Post,
    "contact": document.Contact,
    "channel": document.Channel,
    "duty": document.Duty,
    "point": document.Point,
}
OFFICE_KEY: Final = "office"
ORDERS: Final = ("departments", "pages")  # what the office says of the order of its subject menu
OF_DECLARATION: Final = "declaration."  # begins the names of what a page's statement of accessibility says
NOT_SAID: Final = frozenset({"schema_name", "key", "declaration"})
# What nobody decides, or what says of another fact only whether somebody did.
FOLLOWING: Final = frozenset({"numeral", "link", *ORDERS, "common_contacts", "gone", "labelled", "worded"})


class Act(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # to another unit, duty, contact …
    REORDERED = "reordered"  # among its neighbours
    CHANGED = "changed"  # one of its facts


@dataclass(frozen=True)
class Thing:
    """`place` is the key of what it belongs to, empty for the root; `said` holds its facts and what follows."""

    kind: str
    key: str
    place: str
    said: Mapping[str, Any]

    @property
    def follows(self) -> frozenset[str]:
        """Names of what is said that nobody decided: it follows from the rest."""
        names = set(FOLLOWING)
        if not self.said.get("labelled"):
            names.add("number")
        if not self.said.get("worded"):
            names.add("heading")
        return frozenset(names)


Things = Mapping[str, Thing]


@dataclass(frozen=True)
class Difference:
    """One act. `before` and `after` are the thing in either document; `fact` names what changed about it.

    `behind` is the key of the neighbour that it now stands behind, empty for the first; `parts` are the things that
    were added or removed with it.
    """

    act: Act
    before: Thing | None
    after: Thing | None
    fact: str = ""
    behind: str = ""
    parts: tuple[Thing, ...] = ()

    @property
    def thing(self) -> Thing:
        """As it is now; as it was, if it is gone."""
        thing = self.after or self.before
        if thing is None:
            raise ValueError("a difference of nothing")
        return thing


@dataclass(frozen=True)
class Differences:
    """The acts, in the order of the new document, those that removed something last; and what changed in their wake."""

    acts: tuple[Difference, ...] = ()
    wake: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.acts or self.wake)


def things(content: Document) -> dict[str, Thing]:
    """Everything in the document that has a key, in its order; a thing stands before what belongs to it."""
    if isinstance(content, OfficeDocument):
        said = {name: getattr(content, name) for name in ("name", "seat", "website", "officers", *ORDERS)}
        root = Thing("office", OFFICE_KEY, "", said)
        return {root.key: root, **_below(content, root)}
    if isinstance(content, PageDocument):
        return {content.key: Thing("page", content.key, "", _said_by(content))}
    root, *others = _things(content.unit, "unit", "")
    root = replace(root, said={**root.said, "common_contacts": content.common_contacts, "gone": content.gone})
    return {thing.key: thing for thing in (root, *others)}


def _said_by(page: PageDocument) -> dict[str, Any]:
    """What a page says, and each thing that its statement of accessibility says, as facts of its own."""
    said = {name: getattr(page, name) for name in PageDocument.model_fields if name not in NOT_SAID}
    return said | {
        f"{OF_DECLARATION}{name}": getattr(page.declaration, name, None) for name in Declaration.model_fields
    }


def _below(record: Record, thing: Thing) -> dict[str, Thing]:
    return {
        each.key: each
        for name, kind in LISTS[thing.kind].items()
        for child in getattr(record, name)
        for each in _things(child, kind, thing.key)
    }


def _things(record: Any, kind: str, place: str) -> Iterator[Thing]:
    names = set(RECORDS[kind].model_fields) - {"key", *LISTS[kind]}
    thing = Thing(kind, record.key, place, {name: getattr(record, name) for name in sorted(names)})
    yield thing
    yield from _below(record, thing).values()


def compare(old: Document, new: Document) -> Differences:
    """How the new document came of the old one. Raises `ValueError` where they are not of one subject."""
    if type(old) is not type(new):
        raise ValueError("documents are compared of one subject")
    before, after = things(old), things(new)
    order = _Order(before, after)
    gone, come = _Below(before, after), _Below(after, before)
    acts = [act for thing in after.values() for act in _acts(thing, before, come, order)]
    acts += [
        Difference(Act.REMOVED, thing, None, parts=tuple(gone.parts(thing)))
        for thing in before.values()
        if thing.key not in after and (not thing.place or thing.place in after)
    ]
    return Differences(tuple(acts), _wake(before, after, acts))


def _acts(thing: Thing, before: Things, come: "_Below", order: "_Order") -> Iterator[Difference]:
    old = before.get(thing.key)
    if old is None:
        if not thing.place or thing.place in before:
            yield Difference(Act.ADDED, None, thing, behind=order.behind(thing), parts=tuple(come.parts(thing)))
        return
    if (old.place, old.kind) != (thing.place, thing.kind):
        yield Difference(Act.MOVED, old, thing, behind=order.behind(thing))
    elif thing.key in order.reordered:
        yield Difference(Act.REORDERED, old, thing, behind=order.behind(thing))
    for fact in _changed(old, thing):
        yield Difference(Act.CHANGED, old, thing, fact=fact)


class _Below:
    """What only one of the documents has below its things."""

    def __init__(self, here: Things, there: Things) -> None:
        self._children: dict[str, list[Thing]] = defaultdict(list)
        for thing in here.values():
            if thing.key not in there:
                self._children[thing.place].append(thing)

    def parts(self, thing: Thing) -> Iterator[Thing]:
        """What came or went with the thing, each before what belongs to it."""
        for child in self._children[thing.key]:
            yield child
            yield from self.parts(child)


def _changed(old: Thing, new: Thing) -> list[str]:
    """The facts that differ, without those that an editor does not decide and those that go along with another."""
    follows = (old.follows & new.follows) - _decided(old, new)
    names = [name for name in new.said if name in old.said and old.said[name] != new.said[name] and name not in follows]
    along = set()
    if {"name", "symbol"} & set(names):
        along |= {"slug"}
    if "name" in names:
        along |= {"kind"}
    return [name for name in names if name not in along]


def _decided(old: Thing, new: Thing) -> set[str]:
    """Of what mostly follows, what somebody decided: another order of the departments or pages that were and are there,
    and what took the place of something that had been gone already."""
    found: set[str] = set()
    if new.place:
        return found
    for name in ORDERS:
        orders = [thing.said.get(name, ()) for thing in (old, new)]
        common = set(orders[0]) & set(orders[1])
        if len({tuple(key for key in order if key in common) for order in orders}) > 1:
            found.add(name)
    answers = {gone.key: gone for gone in old.said.get("gone", ())}
    if any(answers.get(gone.key, gone) != gone for gone in new.said.get("gone", ())):
        found.add("gone")
    return found


def _wake(before: Things, after: Things, acts: Iterable[Difference]) -> dict[str, dict[str, Any]]:
    """What else is said otherwise, of things that both documents have."""
    told = {(act.thing.key, act.fact) for act in acts if act.act is Act.CHANGED}
    found: dict[str, dict[str, Any]] = {}
    for key in before.keys() & after.keys():
        said, now = before[key].said, after[key].said
        rest = {name: now[name] for name in now if said.get(name) != now[name] and (key, name) not in told}
        if rest:
            found[key] = rest
    return found


class _Order:
    """Neighbours in both documents, and the fewest things that must be taken out and put elsewhere among them."""

    def __init__(self, before: Things, after: Things) -> None:
        self._lists = siblings(after.values())
        old = siblings(before.values())
        self.reordered: set[str] = set()
        for place, keys in self._lists.items():
            known = {key: rank for rank, key in enumerate(old.get(place, ()))}
            common = [key for key in keys if key in known]
            self.reordered |= set(common) - set(_longest_rising(common, known))

    def behind(self, thing: Thing) -> str:
        keys = self._lists[thing.place, thing.kind]
        at = keys.index(thing.key)
        return keys[at - 1] if at else ""


def siblings(all_things: Iterable[Thing]) -> dict[tuple[str, str], list[str]]:
    """Keys in their order, by (place, kind)."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for thing in all_things:
        found[thing.place, thing.kind].append(thing.key)
    return found


def _longest_rising(keys: Sequence[str], rank: Mapping[str, int]) -> list[str]:
    """The longest part of the keys whose ranks rise (patience sorting): those may stay where they are."""
    tops: list[int] = []
    piles: list[str] = []
    previous: dict[str, str] = {}
    for key in keys:
        at = bisect_left(tops, rank[key])
        if at:
            previous[key] = piles[at - 1]
        tops[at : at + 1] = [rank[key]]
        piles[at : at + 1] = [key]
    found = piles[-1:]
    while found and found[-1] in previous:
        found.append(previous[found[-1]])
    return found[::-1]


def apply(old: Document, differences: Differences) -> Document:
    """The new document, made of the old one and the differences."""
    known = things(old)
    lists = siblings(known.values())
    for act in differences.acts:
        _take_out(act, known, lists)
    for act in differences.acts:
        _put_in(act, known, lists)
    for key, said in differences.wake.items():
        known[key] = replace(known[key], said={**known[key].said, **said})
    return _put_together(old, known, lists)


def _take_out(act: Difference, known: dict[str, Thing], lists: dict[tuple[str, str], list[str]]) -> None:
    if act.before is None or act.act is Act.CHANGED:
        return
    lists[act.before.place, act.before.kind].remove(act.before.key)
    if act.act is Act.REMOVED:
        for thing in (act.before, *act.parts):
            del known[thing.key]


def _put_in(act: Difference, known: dict[str, Thing], lists: dict[tuple[str, str], list[str]]) -> None:
    if act.after is None:
        return
    key = act.after.key
    if act.act is Act.CHANGED:
        known[key] = replace(known[key], said={**known[key].said, act.fact: act.after.said[act.fact]})
        return
    neighbours = lists[act.after.place, act.after.kind]
    neighbours.insert(neighbours.index(act.behind) + 1 if act.behind else 0, key)
    known[key] = act.after if act.act is Act.ADDED else replace(known[key], place=act.after.place, kind=act.after.kind)
    for part in act.parts:
        known[part.key] = part
        lists[part.place, part.kind].append(part.key)


def _put_together(old: Document, known: Things, lists: Mapping[tuple[str, str], list[str]]) -> Document:
    def children(key: str, kind: str) -> dict[str, tuple[Record, ...]]:
        return {
            name: tuple(made(known[child]) for child in lists.get((key, each), ()))
            for name, each in LISTS[kind].items()
        }

    def made(thing: Thing) -> Record:
        said = {name: value for name, value in thing.said.items() if name in RECORDS[thing.kind].model_fields}
        return RECORDS[thing.kind].model_validate({"key": thing.key, **said, **children(thing.key, thing.kind)})

    if isinstance(old, OfficeDocument):
        return OfficeDocument(**known[OFFICE_KEY].said, **children(OFFICE_KEY, "office"))
    root = next(thing for thing in known.values() if not thing.place)
    if isinstance(old, PageDocument):
        return _page_saying(root)
    of_department = {name: root.said[name] for name in ("common_contacts", "gone")}
    return DepartmentDocument.model_validate({"unit": made(root), **of_department})


def _page_saying(thing: Thing) -> PageDocument:
    said = {name: value for name, value in thing.said.items() if not name.startswith(OF_DECLARATION)}
    stated = {name: thing.said[f"{OF_DECLARATION}{name}"] for name in Declaration.model_fields}
    if any(value is not None for value in stated.values()):
        said["declaration"] = Declaration(**stated)
    return PageDocument(key=thing.key, **said)
