"""A department's document made by hand, and an editor who changes it: numbers follow as they do in a snapshot."""

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any, Self

from publishing.differences import LISTS, RECORDS
from publishing.document import (
    Channel,
    Contact,
    DepartmentDocument,
    Duty,
    Gone,
    Holder,
    OfficeDocument,
    Officer,
    Point,
    Post,
    Record,
    Unit,
)

COMMON = Contact(key="common", title="Biuro Podawcze")
OFFICE = OfficeDocument(
    name="Urząd Próbny",
    seat="ul. Prosta 1",
    website="https://urzad.example/",
    officers=(Officer(role="redaktor", name="Anna Redaktor"),),
    contacts=(COMMON,),
)


def duties(*keys: str) -> tuple[Duty, ...]:
    return tuple(Duty(key=key, number=str(place), text=f"Zadanie {key};") for place, key in enumerate(keys, 1))


POINTS = (Point(key="p1", number="1", text="plany;"), Point(key="p2", number="2", text="wnioski;"))
ONE = Unit(
    key="one",
    kind="wydzial",
    name="Wydział Promocji",
    symbol="PRI",
    slug="pri",
    numeral="I",
    heading="Wydział Promocji, który oznacza pisma symbolem PRI:",
    duties=(duties("d1")[0].model_copy(update={"points": POINTS}), *duties("d1", "d2", "d3")[1:]),
    units=(Unit(key="one-a", kind="oddzial", name="Oddział Targów", slug="targi", numeral="I.1", heading="Oddział"),),
)
TWO = Unit(
    key="two",
    kind="referat",
    name="Referat Marki",
    slug="marka",
    numeral="II",
    heading="Referat Marki:",
    duties=duties("d4", "d6", "d5"),
    contacts=(Contact(key="two-box", title="Sekretariat"),),
)
DEPARTMENT = DepartmentDocument(
    unit=Unit(
        key="dept",
        kind="departament",
        name="Departament Próby",
        slug="departament-proby",
        heading="Departament Próby:",
        posts=(Post(key="head", function="Dyrektor", holders=(Holder(key="h1", person="Maciej Łaski"),)),),
        contacts=(
            Contact(key="box", title="Kontakt", channels=(Channel(key="tel", kind="telefon", value="42 663 36 00"),)),
        ),
        units=(ONE, TWO),
    ),
    common_contacts=("common",),
    gone=(Gone(key="gone-1"), Gone(key="gone-2", how="closed")),
)
FACT = {"unit": "intro", "duty": "text", "point": "text", "post": "function", "contact": "title", "channel": "value"}


class Editor:
    """Changes a copy. Every act leaves numbers and numerals as they follow from the order."""

    def __init__(self, content: DepartmentDocument) -> None:
        self._common = content.common_contacts
        self._gone = content.gone
        self._root = content.unit.model_dump()
        self._made = 0

    @property
    def document(self) -> DepartmentDocument:
        _number(self._root, "")
        return DepartmentDocument(unit=Unit.model_validate(self._root), common_contacts=self._common, gone=self._gone)

    def insert(self, place: str, name: str, at: int, record: Record) -> Self:
        return self._put(place, name, at, record.model_dump())

    def remove(self, key: str) -> Self:
        self._take(key)
        return self

    def move(self, key: str, place: str, name: str, at: int) -> Self:
        return self._put(place, name, at, self._take(key))

    def tell_gone(self, *gone: Gone) -> Self:
        self._gone = gone
        return self

    def demote(self, duty: str, under: str) -> Self:
        """Make a duty without points a point of another one."""
        record = self._take(duty)
        record.pop("points")
        return self._put(under, "points", 0, record)

    def change(self, key: str, **facts: Any) -> Self:
        self._find(key).update(facts)
        return self

    def edit_anything(self, random: Random) -> None:
        """One act, anywhere, of whatever kind is possible there."""
        keys = sorted(self._all().keys() - {"dept"})
        if not keys:
            return
        key = random.choice(keys)
        kind = self._all()[key]
        act = random.choice(["change", "remove", "move", "insert", "gone", "label"])
        if act == "gone":
            self._gone = (*self._gone[1:], Gone(key=f"gone-{random.random()}", how=random.choice(["", "closed"])))
        if act == "label" and kind in {"duty", "point"}:
            self.change(key, number=f"{random.randint(1, 9)}z", labelled=True)
        if act == "change":
            self.change(key, **{FACT[kind]: f"inaczej {random.random()}"})
        elif act == "remove":
            self.remove(key)
        elif act == "move":
            self._shuffle(key, kind, random)
        elif act == "insert":
            self._insert_beside(key, kind)

    def edit_distinct_things(self, random: Random, count: int) -> int:
        """Up to so many acts, no two of them in one list or on one fact of a thing; returns how many."""
        lists = [("one", "duties"), ("two", "duties"), ("d1", "points"), ("dept", "units"), ("dept", "posts")]
        acts: list[Callable[[], object]] = [
            *(partial(self._edit_list, random, *each) for each in lists),
            *self._single_acts(random),
        ]
        chosen = random.sample(acts, min(count, len(acts)))
        for act in chosen:
            act()
        return len(chosen)

    def _edit_list(self, random: Random, place: str, name: str) -> None:
        rows = self._find(place)[name]
        act = random.choice(["change", "insert", "reorder" if len(rows) > 1 else "change"])
        if act == "change":
            self.change(rows[0]["key"], **{FACT[self._all()[rows[0]["key"]]]: "inaczej"})
        elif act == "insert":
            self._insert_beside(rows[-1]["key"], self._all()[rows[-1]["key"]])
        else:
            self._find(place)[name] = [rows[-1], *rows[:-1]]

    def _single_acts(self, random: Random) -> list[Callable[[], object]]:
        """One act on each of some things."""
        holders = random.choice(
            [(), (Holder(key="h2", person="Anna"),), (Holder(key="h3", person="Jan", acting=True),)]
        )
        name = {"name": "Wydział Reklamy", "slug": "reklama", "heading": "Wydział Reklamy:"}
        symbol = {"symbol": "PWI", "slug": "pwi", "heading": "Wydział Promocji, który oznacza pisma symbolem PWI:"}
        answer = Gone(key="gone-1", how="merged", successors=("two",))
        channel = Channel(key="fax", kind="faks", value="42 663 36 02")
        return [
            partial(self.change, "head", holders=holders),
            partial(self.change, "head", competence="kieruje"),
            partial(self.change, "one", **random.choice([name, symbol])),
            partial(self.change, "one", handling="inaczej"),
            partial(self.change, "two", heading="Inny nagłówek", worded=True),
            partial(self.change, "two", kind="biuro"),
            partial(self.change, "d5", number="9a", labelled=True),
            partial(self.change, "d2", legal_basis="art. 1"),
            partial(self.move, "one-a", "two", "units", 0),
            partial(self.move, "two-box", "one", "contacts", 0),
            partial(self.insert, "box", "channels", 0, channel),
            partial(self.change, "tel", value="42 663 36 99", link="tel:+48426633699"),
            partial(self.change, "box", opening_hours="8–16"),
            partial(self.tell_gone, answer, *self._gone[1:]),
        ]

    def _insert_beside(self, key: str, kind: str) -> None:
        self._made += 1
        facts = {
            "unit": {"kind": "zespol", "name": "Zespół", "slug": f"zespol-{self._made}"},
            "duty": {"number": "", "text": "Nowe;"},
            "point": {"number": "", "text": "nowe;"},
            "post": {"function": "Sekretarz"},
            "contact": {"title": "Nowy"},
            "channel": {"kind": "faks", "value": "42 663 36 02"},
        }[kind]
        place, name, at = self._where(key)
        self.insert(place, name, at + 1, RECORDS[kind].model_validate({"key": f"made-{self._made}", **facts}))

    def _shuffle(self, key: str, kind: str, random: Random) -> None:
        name = next(name for lists in LISTS.values() for name, each in lists.items() if each == kind)
        taken = self._take(key)
        holders = [other for other, each in self._all().items() if name in LISTS[each]]
        place = random.choice(sorted(holders)) if holders else ""
        if place:
            self._put(place, name, random.randint(0, len(self._find(place)[name])), taken)

    def _put(self, place: str, name: str, at: int, record: dict[str, Any]) -> Self:
        rows = self._find(place)
        rows[name] = [*rows[name][:at], record, *rows[name][at:]]
        return self

    def _take(self, key: str) -> dict[str, Any]:
        place, name, at = self._where(key)
        rows = self._find(place)[name] = list(self._find(place)[name])
        taken: dict[str, Any] = rows.pop(at)
        return taken

    def _where(self, key: str) -> tuple[str, str, int]:
        for place, kind in self._all().items():
            for name in LISTS[kind]:
                keys = [row["key"] for row in self._find(place)[name]]
                if key in keys:
                    return place, name, keys.index(key)
        raise KeyError(key)

    def _find(self, key: str) -> dict[str, Any]:
        return next(row for row, _ in _rows(self._root, "unit") if row["key"] == key)

    def _all(self) -> dict[str, str]:
        return {row["key"]: kind for row, kind in _rows(self._root, "unit")}


def _rows(row: dict[str, Any], kind: str) -> Any:
    yield row, kind
    for name, each in LISTS[kind].items():
        for child in row[name]:
            yield from _rows(child, each)


def _number(unit: dict[str, Any], numeral: str) -> None:
    for rows in (unit["duties"], *(duty["points"] for duty in unit["duties"])):
        for place, row in enumerate(rows, 1):
            row["number"] = row["number"] if row["labelled"] else str(place)
    for place, child in enumerate(unit["units"], 1):
        child["numeral"] = f"{numeral}.{place}" if numeral else {1: "I", 2: "II"}.get(place, f"N{place}")
        _number(child, child["numeral"])
