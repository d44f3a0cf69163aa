"""Differences in plain Polish, unit by unit: what an editor reads before publishing, and a citizen after. No Django."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Final

from publishing.differences import Act, Difference, Differences, Thing, Things, things
from publishing.document import Document, Holder

ADDRESS: Final = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+")
HIDDEN: Final = "[adres e-mail]"
UNITS: Final = frozenset({"unit", "office"})  # what has a chapter of its own
FACTS: Final = {
    "name": "nazwa",
    "symbol": "symbol",
    "kind": "rodzaj",
    "slug": "adres strony",
    "heading": "nagłówek",
    "intro": "wstęp do zadań",
    "handling": "przyjmowanie i załatwianie spraw",
    "registers": "rejestry, ewidencje i archiwa",
    "text": "brzmienie",
    "number": "numer",
    "legal_basis": "podstawa prawna",
    "function": "nazwa stanowiska",
    "competence": "kompetencje",
    "holders": "kto zajmuje stanowisko",
    "title": "tytuł",
    "address": "adres",
    "room": "pokój",
    "opening_hours": "godziny przyjęć",
    "value": "wartość",
    "seat": "siedziba",
    "website": "strona internetowa",
    "officers": "osoby wyznaczone",
}
CHANNELS: Final = {
    "telefon": "telefon",
    "faks": "faks",
    "komorka": "telefon komórkowy",
    "e-mail": "adres e-mail",
    "e-doreczenia": "adres do e-Doręczeń",
    "epuap": "skrytka ePUAP",
    "www": "strona WWW",
}


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed (`how` is empty), was taken out («del») or put in («ins»)."""

    how: str
    text: str


@dataclass(frozen=True)
class Told:
    """One act in a sentence; `pieces` show word by word how a text changed, or the text that came or went."""

    sentence: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """The acts in one unit, or in the office; in the order of the document. `unit` is its key."""

    title: str
    told: tuple[Told, ...]
    unit: str = ""


def tell(old: Document, new: Document, differences: Differences) -> list[Chapter]:
    """`differences` are those that made the new document of the old one."""
    teller = _Teller(things(old), things(new))
    acts = sorted(differences.acts, key=lambda act: teller.rank(act.thing))
    chapters = groupby(acts, key=lambda act: teller.unit_of(act.thing).key)
    return [Chapter(teller.title(key), tuple(teller.told(act) for act in of_unit), key) for key, of_unit in chapters]


def touched_units(old: Document, new: Document, differences: Differences) -> set[str]:
    """Keys of all units that an act concerns: a duty that moved concerns the one that it left too."""
    before, after = things(old), things(new)
    found = set()
    for act in differences.acts:
        sides = [(act.before, before), (act.after, after)]
        found |= {_unit_of(thing, among).key for thing, among in sides if thing}
        found |= {part.key for part in act.parts if part.kind in UNITS}
    return found


def as_text(chapters: Sequence[Chapter]) -> str:
    """Chapters as JSON, to be kept in a row; `from_text` reads it."""
    told = [asdict(chapter) for chapter in chapters]
    for chapter in told:
        for act in chapter["told"]:
            act["pieces"] = [[piece["how"], piece["text"]] for piece in act["pieces"]]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def without_addresses(chapters: Iterable[Chapter]) -> list[Chapter]:
    """The same without e-mail addresses, which public pages give to nobody who only follows links."""
    return [
        replace(
            chapter,
            told=tuple(
                Told(ADDRESS.sub(HIDDEN, act.sentence), tuple(_hidden(piece) for piece in act.pieces))
                for act in chapter.told
            ),
        )
        for chapter in chapters
    ]


def _hidden(piece: Piece) -> Piece:
    return Piece(piece.how, ADDRESS.sub(HIDDEN, piece.text))


def from_text(text: str) -> list[Chapter]:
    return [
        Chapter(
            title=chapter["title"],
            told=tuple(
                Told(act["sentence"], tuple(Piece(how, words) for how, words in act["pieces"]))
                for act in chapter["told"]
            ),
            unit=chapter["unit"],
        )
        for chapter in json.loads(text)
    ]


def word_by_word(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts in one: what stayed, what was taken out, what was put in; whole words, with the space after them."""
    before, after = (re.findall(r"\S+\s*", text) for text in (old, new))
    pieces: list[Piece] = []
    for how, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(Piece("", "".join(after[c:d])))
            continue
        pieces += [Piece("del", "".join(before[a:b]))] if b > a else []
        pieces += [Piece("ins", "".join(after[c:d]))] if d > c else []
    return tuple(pieces)


class _Teller:
    def __init__(self, before: Things, after: Things) -> None:
        self._both: Mapping[str, Thing] = {**before, **after}
        self._before = before
        gone = (thing for key, thing in before.items() if key not in after)
        units = (thing.key for thing in (*after.values(), *gone) if thing.kind in UNITS)
        self._ranks = {key: rank for rank, key in enumerate(units)}

    def unit_of(self, thing: Thing) -> Thing:
        return _unit_of(thing, self._both)

    def rank(self, thing: Thing) -> int:
        return self._ranks[self.unit_of(thing).key]

    def title(self, key: str) -> str:
        said = self._both[key].said
        symbol = said.get("symbol")
        return f"{said['name']} ({symbol})" if symbol else str(said["name"])

    def told(self, act: Difference) -> Told:
        if act.act is Act.CHANGED:
            return self._changed(act)
        thing, name = act.thing, self.name(act.thing)
        if act.act is Act.ADDED:
            return Told(f"Dodano: {name}{self._with(act)}.", _pieces("ins", thing))
        if act.act is Act.REMOVED:
            return Told(f"Usunięto: {name}{self._with(act)}.", _pieces("del", thing))
        if act.act is Act.MOVED:
            return Told(f"Przeniesiono: {name}. Wcześniej: {self._place_before(thing.key)}.", _pieces("", thing))
        before = self._before[thing.key]
        was = self.name(before, self._before)
        renumbered = before.said.get("number") != thing.said.get("number")
        return Told(
            f"Zmieniono kolejność: {name}" + (f" (wcześniej {was})." if renumbered else "."), _pieces("", thing)
        )

    def _changed(self, act: Difference) -> Told:
        old, new = (_said(thing, act.fact) for thing in (act.before, act.after))
        name = self.name(act.before) if act.fact == "number" and act.before else self.name(act.thing)
        return Told(f"{name[0].upper()}{name[1:]} – {FACTS[act.fact]}:", word_by_word(old, new))

    def _with(self, act: Difference) -> str:
        """«, z zadaniami: 3»: what came or went along with a unit."""
        duties = sum(part.kind == "duty" for part in act.parts)
        units = sum(part.kind == "unit" for part in act.parts)
        told = [f"komórki podległe: {units}"] * bool(units) + [f"zadania: {duties}"] * bool(duties)
        return f" (a z nią {', '.join(told)})" if told and act.thing.kind == "unit" else ""

    def _place_before(self, key: str) -> str:
        """Where the thing stood: «Wydział Promocji (PRI), zadanie 3»."""
        thing = self._before[key]
        place = self._before[thing.place]
        while place.kind not in UNITS:
            place = self._before[place.place]
        where = self.title(place.key)
        return f"{where}, {self.name(thing, self._before)}" if thing.kind in {"duty", "point"} else where

    def name(self, thing: Thing, among: Things | None = None) -> str:
        """`among`: the document whose numbers are meant; by default the new one, as far as it has them."""
        said = thing.said
        above = (among or self._both).get(thing.place)
        if thing.kind == "point" and above:
            return f"punkt {said['number']} zadania {above.said['number']}"
        if thing.kind == "channel" and above:
            return f"{CHANNELS.get(said['kind'], said['kind'])} ({above.said['title']})"
        return {
            "office": "urząd",
            "unit": "komórka" if thing.place else "departament",  # the chapter bears its name
            "duty": f"zadanie {said.get('number')}",
            "post": f"stanowisko „{said.get('function')}”",
            "contact": f"kontakt „{said.get('title')}”",
        }[thing.kind]


def _unit_of(thing: Thing, among: Things) -> Thing:
    while thing.kind not in UNITS:
        thing = among[thing.place]
    return thing


def _pieces(how: str, thing: Thing) -> tuple[Piece, ...]:
    """The words of what came, went or stands elsewhere now, where it has any beside its name."""
    text = {"duty": "text", "point": "text", "channel": "value", "post": "holders"}.get(thing.kind)
    words = _said(thing, text) if text else ""
    return (Piece(how, words),) if words else ()


def _said(thing: Thing | None, fact: str) -> str:
    value: Any = thing.said[fact] if thing else ""
    if fact == "holders":
        return ", ".join(_holder(holder) for holder in value) or "wakat"
    if fact == "officers":
        return "; ".join(" ".join(filter(None, (one.name, one.phone, one.fax, one.email))) for one in value)
    return str(value)


def _holder(holder: Holder) -> str:
    days = [f"{word} {day:%d.%m.%Y}" for word, day in (("od", holder.since), ("do", holder.until)) if day]
    return " ".join([*(["p.o."] if holder.acting else []), holder.person, *days])
