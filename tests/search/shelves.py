"""Things with analysed texts, and a catalogue of their words, as the index would keep both; without a database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search import lexemes
from search.analysis import Analyser, analyser
from search.catalogue import Catalogue
from search.entries import Field
from search.ranking import Hit, rank
from search.rows import Counted, Writer
from search.shelf import Shelf, Text
from search.sought import Sought, sought
from search.synonyms import Synonyms

Groups = Iterable[tuple[Collection[str], Collection[str]]]


@dataclass(frozen=True)
class Thing:
    texts: tuple[Text, ...]
    weight: float = 1.0


@dataclass
class Form:
    form: str
    word: str
    shown: str
    seen: int


def text_of(field: Field, by: Analyser | None = None, *, helping: bool = False) -> Text:
    return Writer(by or analyser())._text(field, helping=helping)


def thing(*fields: Field, weight: float = 1.0, by: Analyser | None = None) -> Thing:
    return Thing(tuple(text_of(field, by) for field in fields), weight)


def text(words: str, weight: float = 1.0, by: Analyser | None = None) -> Thing:
    return thing(Field(words, weight), by=by)


def named(name: str, words: str = "") -> Thing:
    return thing(Field(name, 1.3, name=True), Field(words, 1.0), weight=0.7)


def signed(symbol: str) -> Thing:
    return thing(Field(symbol, 3.0, sign=True))


class Told:
    """What the index would know of these things; a question is answered of them."""

    def __init__(self, things: Sequence[Thing], groups: Groups = (), by: Analyser | None = None) -> None:
        self.things, self._by = things, by or analyser()
        counted = Counted.nothing()
        for one in things:
            counted.add(one.texts)
        self.forms = [
            Form(form, word, counted.shown(form), seen) for (form, word), seen in sorted(counted.seen.items())
        ]
        symbols = [said.text for one in things for said in one.texts if said.weight == 3.0]
        self.catalogue = Catalogue(
            self._by, counted.entries, self.forms, symbols, Synonyms(groups, self._by), {}, len(things)
        )
        self._hidden = self._leads_of_forms(counted)

    def _leads_of_forms(self, counted: Counted) -> Mapping[str, set[str]]:
        leads: dict[str, set[str]] = {}
        for seen in self.forms:
            leads.setdefault(seen.form, set()).add(seen.word)
        for written in counted.written.values():
            for word in written:
                for lexeme, form in self._by.forms(word):
                    leads.setdefault(form, set()).add(lexemes.plain(lexeme))
        return leads

    def sought(self, *words: str, exactly: bool = False) -> list[Sought]:
        return sought(words, self.catalogue, self._hidden, fits=None if exactly else lambda lexemes: True)

    def hits(self, words: str, *, exactly: bool = False) -> list[Hit]:
        return rank(Shelf(self.things), self.sought(*words.split(), exactly=exactly))

    def ranked(self, words: str, *, exactly: bool = False) -> list[int]:
        return [hit.number for hit in self.hits(words, exactly=exactly)]
