"""Differences in plain Polish, unit by unit: what an editor reads before publishing, and a citizen after. No Django."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from publishing.differences import OF_DECLARATION, Act, Difference, Differences, Thing, Things, things
from publishing.document import Document, Gone, Holder
from publishing.emails import without_emails
from publishing.grammar import DECLARED, FATES, NO_SUCCESSOR, ROLES, STATED, channel_of, noun_of
from publishing.words import Piece, near_changes, word_by_word

UNITS: Final = frozenset({"unit", "office", "page"})  # what has a chapter of its own
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
    "departments": "kolejność departamentów",
    "pages": "kolejność stron",
    "gone": "co zastąpiło to, co usunięto",
    "body": "treść",
    "easy_text": "tekst łatwy do czytania",
    "film": "film w języku migowym",
    "told_on": "dzień, którego stan mówią tekst łatwy i film",
    **{f"{OF_DECLARATION}{name}": words for name, words in DECLARED.items()},
}


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
                Told(without_emails(act.sentence), tuple(_hidden(piece) for piece in act.pieces))
                for act in chapter.told
            ),
        )
        for chapter in chapters
    ]


def _hidden(piece: Piece) -> Piece:
    return Piece(piece.how, without_emails(piece.text))


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


class _Teller:
    def __init__(self, before: Things, after: Things) -> None:
        self._both: Mapping[str, Thing] = {**before, **after}
        self._before = before
        self._after = after
        gone = (thing for key, thing in before.items() if key not in after)
        units = (thing.key for thing in (*after.values(), *gone) if thing.kind in UNITS)
        self._ranks = {key: rank for rank, key in enumerate(units)}
        root = next(iter(after.values()))
        self._fates: Mapping[str, Gone] = {fate.key: fate for fate in root.said.get("gone", ())}

    def unit_of(self, thing: Thing) -> Thing:
        return _unit_of(thing, self._both)

    def rank(self, thing: Thing) -> int:
        return self._ranks[self.unit_of(thing).key]

    def title(self, key: str) -> str:
        said = self._both[key].said
        symbol = said.get("symbol")
        name = said["title"] if self._both[key].kind == "page" else said["name"]
        return f"{name} ({symbol})" if symbol else str(name)

    def told(self, act: Difference) -> Told:
        return {
            Act.ADDED: self._added,
            Act.REMOVED: self._removed,
            Act.MOVED: self._moved,
            Act.REORDERED: self._reordered,
            Act.CHANGED: self._changed,
        }[act.act](act)

    def _added(self, act: Difference) -> Told:
        verb = {"unit": "Utworzono", "post": "Utworzono"}.get(act.thing.kind, "Dodano:")
        return Told(f"{verb} {self._object(act.thing)}{self._with(act)}.", _pieces("ins", act.thing))

    def _removed(self, act: Difference) -> Told:
        verb = {"unit": "Zlikwidowano", "post": "Zniesiono"}.get(act.thing.kind, "Usunięto:")
        sentence = f"{verb} {self._object(act.thing)}{self._with(act)}."
        fate = self._fates.get(act.thing.key)
        told = self._fate(fate) if fate else ""
        return Told(" ".join(filter(None, [sentence, told])), _pieces("del", act.thing))

    def _moved(self, act: Difference) -> Told:
        verb = "Przeniesiono" if act.thing.kind in {"unit", "post"} else "Przeniesiono:"
        sentence = f"{verb} {self._object(act.thing)}. Wcześniej: {self._place_before(act.thing.key)}."
        return Told(sentence, _pieces("", act.thing))

    def _reordered(self, act: Difference) -> Told:
        thing, before = act.thing, self._before[act.thing.key]
        was = self.name(before, self._before)
        remark = f" (wcześniej {was})" if before.said.get("number") != thing.said.get("number") else ""
        if before.said.get("numeral") != thing.said.get("numeral"):
            remark = f" (wcześniej {before.said['numeral']}, teraz {thing.said['numeral']})"
        return Told(f"Zmieniono kolejność: {self.name(thing)}{remark}.", _pieces("", thing))

    def _changed(self, act: Difference) -> Told:
        thing, fact = act.thing, act.fact
        old, new = (_said(each, fact) for each in (act.before, act.after))
        whole = self._in_one_sentence(act, old, new)
        if whole:
            return Told(whole)
        if (thing.kind, fact) == ("unit", "name"):
            return Told(f"Zmieniono nazwę {noun_of(thing.said['kind']).genitive}:", word_by_word(old, new))
        if (thing.kind, fact) == ("channel", "value"):
            return Told(f"Zmieniono {self._object(thing)}:", word_by_word(old, new))
        name = self.name(thing)
        return Told(f"{name[0].upper()}{name[1:]} – {FACTS[fact]}:", near_changes(word_by_word(old, new)))

    def _in_one_sentence(self, act: Difference, old: str, new: str) -> str:
        """For what is so short that it is told whole instead of word by word; empty for all else."""
        thing, fact, before = act.thing, act.fact, act.before or act.thing
        if fact == "gone":
            return self._answers(before.said["gone"])
        sentences = {
            ("post", "holders"): f"Stanowisko „{thing.said.get('function')}”: {_from_to(old, new)}.",
            ("post", "function"): f"Zmieniono nazwę stanowiska „{old}” na „{new}”.",
            ("contact", "title"): f"Zmieniono tytuł kontaktu „{old}” na „{new}”.",
            ("page", "title"): f"Zmieniono tytuł strony „{old}” na „{new}”.",
            ("office", "departments"): "Zmieniono kolejność departamentów.",
            ("office", "pages"): "Zmieniono kolejność stron.",
        }
        if thing.kind in {"duty", "point"} and fact == "number":
            return f"Zmieniono numer: {self.name(before, self._before)}, teraz {new}."
        if thing.kind == "unit" and fact == "symbol":
            return f"Zmieniono symbol {noun_of(thing.said['kind']).genitive}: {_from_to(old, new)}."
        if thing.kind == "unit" and fact == "kind":
            return f"Zmieniono rodzaj: {_from_to(noun_of(old).nominative, noun_of(new).nominative)}."
        if thing.kind == "channel" and fact == "kind":
            kinds = _from_to(channel_of(old).nominative, channel_of(new).nominative)
            return f"Zmieniono rodzaj ({self._both[thing.place].said['title']}): {kinds}."
        return sentences.get((thing.kind, fact), "")

    def _answers(self, earlier: tuple[Gone, ...]) -> str:
        known = {fate.key: fate for fate in earlier}
        new = [fate for fate in self._fates.values() if known.get(fate.key, Gone(key=fate.key)) != fate]
        told = [self._fate(fate) or "Cofnięto wcześniejszą odpowiedź." for fate in new if fate.key not in self._before]
        return f"Wskazano, co zastąpiło usunięte wcześniej zadania lub komórki. {' '.join(told)}"

    def _fate(self, fate: Gone) -> str:
        if fate.how == "closed":
            return NO_SUCCESSOR
        if not fate.how:
            return ""
        return f"{FATES[fate.how]}: {'; '.join(map(self._successor, fate.successors))}."

    def _successor(self, key: str) -> str:
        """Where it stands now: «Wydział Promocji (PRI), zadanie 2»."""
        thing = self._after.get(key)
        if thing is None:
            return "w innym departamencie"
        title = self.title(_unit_of(thing, self._after).key)
        return f"{title}, {self.name(thing, self._after)}" if thing.kind in {"duty", "point"} else title

    def _with(self, act: Difference) -> str:
        """«(a z nim zadania: 3)»: what came or went along with a unit."""
        duties = sum(part.kind == "duty" for part in act.parts)
        units = sum(part.kind == "unit" for part in act.parts)
        told = [f"komórki podległe: {units}"] * bool(units) + [f"zadania: {duties}"] * bool(duties)
        if not told or act.thing.kind != "unit":
            return ""
        return f" (a z {noun_of(act.thing.said['kind']).with_it} {', '.join(told)})"

    def _place_before(self, key: str) -> str:
        """Where the thing stood: «Wydział Promocji (PRI), zadanie 3»."""
        thing = self._before[key]
        place = self._before[thing.place]
        while place.kind not in UNITS:
            place = self._before[place.place]
        where = self.title(place.key)
        return f"{where}, {self.name(thing, self._before)}" if thing.kind in {"duty", "point"} else where

    def _object(self, thing: Thing) -> str:
        """Its name as what something is done to."""
        if thing.kind == "unit":  # the chapter bears its name
            return noun_of(thing.said["kind"]).accusative
        if thing.kind == "channel":
            return f"{channel_of(thing.said['kind']).accusative} ({self._both[thing.place].said['title']})"
        return self.name(thing)

    def name(self, thing: Thing, among: Things | None = None) -> str:
        """`among`: the document whose numbers are meant; by default the new one, as far as it has them."""
        said = thing.said
        above = (among or self._both).get(thing.place)
        if thing.kind == "point" and above:
            return f"punkt {said['number']} zadania {above.said['number']}"
        if thing.kind == "channel" and above:
            return f"{channel_of(said['kind']).nominative} ({above.said['title']})"
        return {
            "office": "urząd",
            "page": "strona",
            "unit": noun_of(said.get("kind", "")).nominative,
            "duty": f"zadanie {said.get('number')}",
            "post": f"stanowisko „{said.get('function')}”",
            "contact": f"kontakt „{said.get('title')}”",
        }[thing.kind]


def _from_to(old: str, new: str) -> str:
    """In words, for those who hear it: screen readers leave out an arrow."""
    return f"wcześniej {old or 'brak'}, teraz {new or 'brak'}"


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
        told = [
            (ROLES.get(one.role, one.role), " ".join(filter(None, (one.name, one.phone, one.fax, one.email))))
            for one in value
        ]
        return "; ".join(f"{role}: {person}" for role, person in told)
    if fact.startswith(OF_DECLARATION) and isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return STATED.get(value, str(value)) if value is not None else ""


def _holder(holder: Holder) -> str:
    days = [f"{word} {day:%d.%m.%Y}" for word, day in (("od", holder.since), ("do", holder.until)) if day]
    return " ".join([*(["p.o."] if holder.acting else []), holder.person, *days])
