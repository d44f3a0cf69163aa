"""Entries as the index keeps them, and back again."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import TypeAdapter

from publishing.document import Contact, DepartmentDocument, Document, Duty, Officer, PageDocument, Point, Post, Unit
from search import lexemes
from search.analysis import Analyser
from search.entries import Entry, Field, Item, beside, entries_of
from search.lettermark import compact
from search.models import IndexedEntry, IndexedPlace
from search.shelf import Parted, Text, analysed, own_words, packed, unpacked
from search.words import LONGEST_WORD, compared, is_telling, words_in

LINE: Final = TypeAdapter(tuple[Unit, ...])
LEFT_OUT: Final[dict[str, Any]] = {"duties": (), "units": (), "intro": "", "handling": "", "registers": ""}


@dataclass
class Counted:
    """How many entries hold each lexeme; how often texts have a form of it, by form and lexeme; how it is written."""

    entries: Counter[str]
    seen: Counter[tuple[str, str]]
    written: dict[str, Counter[str]]
    forms: dict[str, str]

    @classmethod
    def nothing(cls) -> "Counted":
        return cls(Counter(), Counter(), {}, {})

    def add(self, texts: tuple[Text, ...]) -> None:
        own = [text for text in texts if not text.helping]
        self.entries.update({word for text in own for word in _lexemes(text)})
        for text in own:
            for (word, form), found in zip(self._telling(text.text), text.words, strict=False):
                self.written[form][word] += 1
                for lexeme in found:
                    self.seen[form, lexeme] += 1

    def _telling(self, text: str) -> Iterator[tuple[str, str]]:
        """Its telling words, and how they are compared; each is looked at once."""
        for _, _, word in words_in(text):
            if word not in self.forms:
                self.forms[word] = form = compared(word) if is_telling(word) else ""
                if form:
                    self.written.setdefault(form, Counter())
            if self.forms[word]:
                yield word[:LONGEST_WORD], self.forms[word]

    def without(self, gone: "Counted") -> "Counted":
        """What is left to be added, or taken away, if so much goes at the same time; nothing of what stays the same."""
        entries, seen = Counter(self.entries), Counter(self.seen)
        entries.subtract(gone.entries)
        seen.subtract(gone.seen)
        return replace(
            self,
            entries=Counter({word: count for word, count in entries.items() if count}),
            seen=Counter({form: count for form, count in seen.items() if count}),
        )

    def shown(self, form: str) -> str:
        """As texts write it most often; «umowa» rather than «Umowa», if both are met."""
        written = self.written[form]
        most: str = max(written, key=lambda word: (written[word], word))
        return most.lower() if most.lower() in written else most


@dataclass
class Writer:
    """Makes rows of documents, of plain lexemes. Words are analysed once for as long as it lives."""

    analyser: Analyser

    def __post_init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def lexemes(self, word: str) -> tuple[str, ...]:
        if word not in self._known:
            self._known[word] = tuple(dict.fromkeys(map(lexemes.plain, self.analyser.lexemes(word))))
        return self._known[word]

    def rows(self, document: Document) -> Iterator[tuple[IndexedPlace | None, IndexedEntry, tuple[Text, ...]]]:
        """The place and the row of each entry, not stored yet, with its texts. Entries of a unit share their place."""
        common = " ".join(document.common_contacts) if isinstance(document, DepartmentDocument) else ""
        places: dict[str, tuple[IndexedPlace, tuple[Text, ...]]] = {}
        for position, entry in enumerate(entries_of(document)):
            place, around = None, tuple[Text, ...]()
            if entry.unit:
                if entry.unit.key not in places:
                    around = tuple(self._text(field, helping=True) for field in beside(entry.line))
                    places[entry.unit.key] = _place(entry.line, common, around), around
                place, around = places[entry.unit.key]
            texts = tuple(self._text(field) for field in entry.fields)
            helped = tuple(self._text(field, helping=True) for field in entry.helping)
            yield place, _row(entry, position, texts, (*helped, *around), helped), (*texts, *helped)

    def _text(self, field: Field, *, helping: bool = False) -> Text:
        if field.sign:
            return Text(field.text, field.weight, ((lexemes.plain(compact(field.text)),),), helping=helping)
        words = analysed(field.text, self.lexemes)
        return Text(field.text, field.weight, words, own_words(words) if field.name else None, helping)


def _place(line: tuple[Unit, ...], common: str, around: tuple[Text, ...]) -> IndexedPlace:
    units = tuple(unit.model_copy(update=LEFT_OUT) for unit in line)
    return IndexedPlace(
        key=line[-1].key,
        symbol=line[-1].symbol,
        common=common,
        line=LINE.dump_json(units, exclude_defaults=True).decode(),
        beside=packed(around),
    )


def _row(
    entry: Entry, position: int, texts: tuple[Text, ...], helping: tuple[Text, ...], helped: tuple[Text, ...]
) -> IndexedEntry:
    words = {word: None for text in texts for word in _lexemes(text)}
    words |= {lexemes.of_name(word): None for text in texts if text.own is not None for word in _lexemes(text)}
    words |= {lexemes.helping(word): None for text in helping for word in _lexemes(text)}
    words |= dict.fromkeys(_signs(entry))
    return IndexedEntry(
        position=position,
        kind=entry.kind,
        key=entry.key,
        words=" ".join(words),
        fields=json.dumps([packed(texts), packed(helped)], ensure_ascii=False),
        item=_packed_item(entry),
    )


def _lexemes(text: Text) -> Iterator[str]:
    return (lexeme for word in text.words for lexeme in word)


def _signs(entry: Entry) -> Iterator[str]:
    """By which it is found at once."""
    if entry.symbol and entry.kind in {"unit", "department"}:
        yield lexemes.of_symbol(entry.symbol)
    if entry.symbol and entry.number and not entry.duty:
        yield lexemes.numbered(entry.symbol, entry.number)
    for digits in entry.phones:
        yield from lexemes.telephones(digits)


def _packed_item(entry: Entry) -> str:
    """Without what results do not show."""
    item = entry.item
    if isinstance(item, Duty):
        item = item.model_copy(update={"points": ()})
    if isinstance(item, PageDocument):
        item = PageDocument(key=item.key, kind=item.kind, title=item.title, slug=item.slug)
    duty = entry.duty.model_copy(update={"points": ()}) if entry.duty else None
    return json.dumps(
        [record.model_dump(mode="json", exclude_defaults=True) if record else None for record in (item, duty)]
    )


def texts_of(fields: str, parted: Parted, around: tuple[Text, ...] = ()) -> tuple[Text, ...]:
    """Of a stored row's `fields`; `around`: those of its place."""
    own, helped = json.loads(fields)
    return (*unpacked(own, parted), *unpacked(helped, parted, helping=True), *around)


def entry_of(row: IndexedEntry) -> Entry:
    """Of a stored row with its place, without the texts by which it is found."""
    line = LINE.validate_json(row.place.line) if row.place else ()
    stored, of_duty = json.loads(row.item)
    duty = Duty.model_validate(of_duty) if of_duty else None
    return Entry(row.kind, row.key, (), line, _item(row, stored, duty), duty)  # type: ignore[arg-type]


def _item(row: IndexedEntry, stored: Any, duty: Duty | None) -> Item:
    kinds: dict[str, Any] = {
        "duty": Point if duty else Duty,
        "post": Post if row.place else Officer,
        "contact": Contact,
        "page": PageDocument,
    }
    item: Item = kinds[row.kind].model_validate(stored) if stored else None
    return item
