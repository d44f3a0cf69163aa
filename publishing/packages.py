"""What a proposal of several departments changes, told so that what went from one to another has moved. No Django.

The departments are put together into one document, so that a thing which stands in another department now has moved,
as within one, and is neither removed here nor added there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from publishing.differences import Act, Difference, Differences, Thing, compare, things
from publishing.document import DepartmentDocument, Document, Unit
from publishing.telling import Chapter, tell

PACKAGE: Final = "-package-"  # a key that no thing has


@dataclass(frozen=True)
class Change:
    """A subject's document before (None: it has none yet) and after."""

    old: Document | None
    new: Document


def tell_changes(changes: Sequence[Change]) -> list[list[Chapter]]:
    """The chapters of each change. What went from one department to another is told in both, as moved.

    Of a first edition nothing is told but how things changed that came into it from the others.
    """
    departments = [number for number, change in enumerate(changes) if isinstance(change.new, DepartmentDocument)]
    told = [_told_alone(change) for change in changes]
    if len(departments) > 1:
        package = _Package([changes[number] for number in departments])
        for number in departments:
            told[number] = package.told(changes[number])
    return told


def _told_alone(change: Change) -> list[Chapter]:
    return tell(change.old, change.new, compare(change.old, change.new)) if change.old else []


class _Package:
    """Departments as parts of one document, and the acts that made it of what they were before."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.old, self.new = _one([change.old for change in changes]), _one([change.new for change in changes])
        self.before, self.after = things(self.old), things(self.new)
        roots = {unit.key for unit in self.new.unit.units}
        acts = compare(self.old, self.new).acts
        self.acts = [act for act in acts if act.thing.key not in roots or act.act is Act.CHANGED]

    def told(self, change: Change) -> list[Chapter]:
        if not isinstance(change.new, DepartmentDocument):
            return []
        root = change.new.unit.key
        went = [act for act in self.acts if act.act is Act.MOVED and self.left(act) == root != self.reached(act)]
        came = [act for act in self.acts if act.act is Act.CHANGED and self.reached(act) == root != self.left(act)]
        own = [act for act in self.acts if {self.left(act), self.reached(act)} <= {root, ""}]
        came_over = [act for act in self.acts if act.act is Act.MOVED and self.reached(act) == root != self.left(act)]
        return [
            *(chapter for act in went for chapter in self._told_as_move(act)),
            *(tell(change.old, change.new, Differences(tuple(map(_rooted, own)))) if change.old else ()),
            *tell(self.old, self.new, Differences(tuple(came))),
            *(chapter for act in came_over if change.old for chapter in self._told_as_arrival(act)),
        ]

    def left(self, act: Difference) -> str:
        """The key of the department where the thing stood; empty if it was nowhere."""
        return _department(act.before, self.before) if act.before else ""

    def reached(self, act: Difference) -> str:
        return _department(act.after, self.after) if act.after else ""

    def _told_as_arrival(self, act: Difference) -> Iterator[Chapter]:
        """In the unit that it reached: «Przeniesiono z „Departament Próby”: zadanie 1. Wcześniej: …»"""
        department = self.before[self.left(act)].said["name"]
        for chapter in tell(self.old, self.new, Differences((act,))):
            (told,) = chapter.told
            sentence = told.sentence.replace("Przeniesiono", f"Przeniesiono z „{department}”", 1)
            yield replace(chapter, told=(replace(told, sentence=sentence),))

    def _told_as_move(self, act: Difference) -> Iterator[Chapter]:
        """In the unit that it left: «Przeniesiono do „Departament Kultury”: zadanie 3. Wcześniej: …»"""
        if act.before is None:
            return
        department = self.after[self.reached(act)].said["name"]
        unit = _unit(act.before, self.before)
        symbol = unit.said["symbol"]
        title = f"{unit.said['name']} ({symbol})" if symbol else str(unit.said["name"])
        for chapter in tell(self.old, self.new, Differences((act,))):
            (told,) = chapter.told
            sentence = told.sentence.replace("Przeniesiono", f"Przeniesiono do „{department}”", 1)
            yield replace(chapter, title=title, unit=unit.key, told=(replace(told, sentence=sentence),))


def _one(documents: Sequence[Document | None]) -> DepartmentDocument:
    units = tuple(document.unit for document in documents if isinstance(document, DepartmentDocument))
    return DepartmentDocument(unit=Unit(key=PACKAGE, kind="", name="", slug="", units=units))


def _rooted(act: Difference) -> Difference:
    """As the department's own document has it, where the department belongs to nothing."""
    before, after = (
        replace(thing, place="") if thing and thing.place == PACKAGE else thing for thing in (act.before, act.after)
    )
    return replace(act, before=before, after=after)


def _department(thing: Thing, among: Mapping[str, Thing]) -> str:
    while thing.place not in ("", PACKAGE):
        thing = among[thing.place]
    return thing.key


def _unit(thing: Thing, among: Mapping[str, Thing]) -> Thing:
    while thing.kind != "unit":
        thing = among[thing.place]
    return thing
