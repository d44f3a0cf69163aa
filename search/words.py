"""The words of a text, and how they are compared: no case, no diacritics. No Django."""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final, NamedTuple

WORD: Final = re.compile(r"[^\W_]+(?:(?<=\b[eE])[-‐‑](?=[^\W\d_])[^\W_]+)?")  # «e-promocja» is one, as «ePromocja» is
HYPHENS: Final = str.maketrans("", "", "-‐‑")
POLISH: Final = str.maketrans("ąćęłńóśźż", "acelnoszz")  # most words, at once; «ł» does not come apart by itself
LONGEST_WORD: Final = 60  # what is longer is no word, and would only cost time

# Words that say nothing of a matter, as they are compared: people put whole questions.
_EMPTY: Final = """
    a aby albo ale ani az bez bo by byc byl byla bylo bym chce chcialabym chcialbym ci co cos czy dla do ds gdy
    gdzie go i ich ile im in itd itp ja jak jaka jaki jakie jakim jako je jego jej jest jestem kiedy kim kogo komu
    kto ktora ktore ktorego ktorej ktory ktorych ktorym lub m ma maja mam mi mnie moge moj moja moje mozna musze na
    nad nam nas nasz nie niz np nr numer numeru numery o od odpowiada odpowiedzialny on ona oni ono oraz po pod
    poprzez potrzebuje powinien prosze przed przez przy pytanie sa sie skad soba sprawie swoj swoja swoje szukac
    szukam ta tak takze tam te tego tej ten to tu tych tym tymi u w we wsrod z za zajmuja zajmuje zalatwia zalatwic
    zalatwie ze zeby zglosic
"""
EMPTY: Final = frozenset(_EMPTY.split())

# What sort of unit it is: half of an office is called so. As lemmas and as stems of Snowball.
_KINDS: Final = """
    biur biuro centrum departament dzial kancelar kancelari kancelaria komork komorka oddzial referat samodzieln
    samodzielny sekcj sekcja stanowisk stanowisko urzad urzed wydzial zespol
"""
KINDS: Final = frozenset(_KINDS.split())


class Word(NamedTuple):
    """A word where it stands in a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Piece:
    """A part of a text; `found` if it is what was sought."""

    text: str
    found: bool = False


def folded(word: str) -> str:
    """«Księgowość» becomes «ksiegowosc»."""
    plain = word.casefold().translate(POLISH)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def compared(word: str) -> str:
    """Folded, and without hyphens: «e-promocja» and «ePromocja» are one word."""
    return folded(word.translate(HYPHENS))[:LONGEST_WORD]


def is_telling(word: str) -> bool:
    """Whether it says something of a matter."""
    return folded(word) not in EMPTY


def words_in(text: str) -> Iterator[Word]:
    """All words of a text, the empty ones too."""
    for found in WORD.finditer(text):
        yield Word(found.start(), found.end(), found[0])


def telling_words(text: str) -> list[Word]:
    return [word for word in words_in(text) if is_telling(word.text)]


def marked(text: str, sought: Set[str]) -> list[Piece]:
    """The text in pieces; those are `found` whose folded form is sought. Together the pieces are the text."""
    pieces, end = list[Piece](), 0
    for word in _found(text, sought):
        pieces += [Piece(text[end : word.start])] if word.start > end else []
        pieces.append(Piece(word.text, found=True))
        end = word.end
    return [*pieces, Piece(text[end:])] if end < len(text) else pieces


def excerpt(text: str, sought: Set[str], length: int) -> str:
    """As much of a long text as there is room for, from a little before the first word that is sought."""
    line = _one_line(text)
    if len(line) <= length:
        return line
    place = next((word.start for word in _found(line, sought)), 0)
    first = max(0, place - length // 3)
    start = line.rfind(" ", 0, first) + 1 if first else 0
    shown = line[start : start + length]
    if start + length < len(line):
        shown = f"{shown.rsplit(' ', 1)[0].rstrip(' .,;:·–')}…"
    return f"…{shown}" if start else shown


def _one_line(text: str) -> str:
    """The lines one after another; with a dot between where nothing else parts them, as after a heading."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    joined = ""
    for line in filter(None, lines):
        between = " " if joined.endswith((".", ",", ";", ":", "!", "?")) else " · " if joined else ""
        joined += between + line
    return joined


def _found(text: str, sought: Set[str]) -> Iterator[Word]:
    return (word for word in telling_words(text) if compared(word.text) in sought)
