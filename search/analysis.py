"""From a word to the lexemes by which it is found: its lemmas, folded; or its stem, where the dictionary is missing.

No Django. Two analysers do the same: the dictionary of Morfeusz 2, and the Polish Snowball stemmer for machines that
have no wheel of it, and for words that no dictionary knows. An index tells which of them made it. Nothing of what was
analysed is remembered: neither what readers sought nor whose name was removed may stay in the memory of a worker.
"""

import re
import threading
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Final, Protocol

import snowballstemmer

from search.words import LONGEST_WORD, folded

RULES: Final = 2  # to be raised with every change by which texts get other lexemes, or rows another form
SHORTEST_STEM: Final = 3
NAMES: Final = frozenset({"nazwisko", "imię"})
UNKNOWN: Final = "ign"
OUT_OF_USE: Final = frozenset({"arch.", "daw.", "gwar.", "przest.", "rzad."})
# Orders, the second person, scornful forms, beginnings of compounds («prawo-»).
UNLIKELY: Final = re.compile(r"^(?:impt|depr|adjc)\b|:sec\b")


class Analyser(Protocol):
    """`name` tells it from every other one, its dictionary's edition included."""

    name: str

    def lexemes(self, word: str) -> tuple[str, ...]:
        """By which the word is found, as it is written: all that it may be, folded. Never empty."""

    def typed(self, word: str) -> tuple[str, ...]:
        """The same of a word that somebody typed, who need not have cared for capital letters."""

    def forms(self, word: str) -> Iterator[tuple[str, str]]:
        """The lexemes of the word, each with every form of it that only diacritics tell from its folded one, folded."""

    def knows(self, word: str) -> bool:
        """Whether it is a word, as it is written."""

    def is_surname(self, word: str) -> bool:
        """Or a first name: whether it may be somebody's, in whatever case it was typed; True where nobody can tell."""


class Snowball:
    name = f"{RULES}, snowball {version('snowballstemmer')}"

    def lexemes(self, word: str) -> tuple[str, ...]:
        """People leave out diacritics, and then the stemmer does not know the ending: «rejestrow» keeps it.

        Both ways to write a word share the stem of the folded word, all its forms with diacritics share the other.
        """
        polish = snowballstemmer.stemmer("polish")  # one each time: it is not made for several threads
        plain = folded(word)
        both = dict.fromkeys((folded(polish.stemWord(word.casefold())), polish.stemWord(plain)))
        return tuple(stem for stem in both if len(stem) >= min(SHORTEST_STEM, len(plain))) or (plain,)

    def typed(self, word: str) -> tuple[str, ...]:
        return self.lexemes(word)

    def forms(self, word: str) -> Iterator[tuple[str, str]]:
        return iter(())

    def knows(self, word: str) -> bool:
        return False

    def is_surname(self, word: str) -> bool:
        return True


class Morfeusz:
    def __init__(self) -> None:
        import morfeusz2  # noqa: PLC0415  # there is a wheel of it for most machines only

        self._morfeusz = morfeusz2.Morfeusz(generate=True)
        self._unknown = Snowball()
        self._turn = threading.Lock()  # it is not made for several threads
        self.name = f"{self._unknown.name}, morfeusz2 {morfeusz2.__version__} {self._morfeusz.dict_id()}"

    def lexemes(self, word: str) -> tuple[str, ...]:
        """All that an office's text may mean by the word: it orders nobody about, as «umów» would."""
        readings = list(self._readings(word))
        likely = [
            lemma for lemma, tag, _, marks in readings if OUT_OF_USE.isdisjoint(marks) and not UNLIKELY.search(tag)
        ]
        lemmas = likely or [lemma for lemma, *_ in readings]
        return tuple(dict.fromkeys(map(folded, lemmas))) or self._unknown.lexemes(word)

    def typed(self, word: str) -> tuple[str, ...]:
        """«łaskiego» may be a name, so it is looked up as «Łaskiego» too; «WORD» as «word»."""
        lemmas = [lemma for form in _cases(word) for lemma in self._lemmas(form)]
        return tuple(dict.fromkeys(map(folded, lemmas))) or self._unknown.lexemes(word)

    def forms(self, word: str) -> Iterator[tuple[str, str]]:
        for lemma in dict.fromkeys(self._lemmas(word)):
            with self._turn:
                generated = self._morfeusz.generate(lemma)
            for form in {form for form, *_ in generated}:
                plain = folded(form)
                if plain != form.casefold() and " " not in form:
                    yield folded(lemma), plain

    def knows(self, word: str) -> bool:
        return any(True for _ in self._readings(word))

    def is_surname(self, word: str) -> bool:
        readings = [names for form in _cases(word) for _, _, names, _ in self._readings(form)]
        return not readings or not all(map(NAMES.isdisjoint, readings))

    def _lemmas(self, word: str) -> list[str]:
        return [lemma for lemma, *_ in self._readings(word)]

    def _readings(self, word: str) -> Iterator[tuple[str, str, list[str], list[str]]]:
        """Lemma, tag, kinds of name and marks («daw.», «bot.») of each word that this may be a form of.

        What follows a colon in a lemma only tells it from others that are written alike.
        """
        with self._turn:
            found = self._morfeusz.analyse(word[:LONGEST_WORD])
        if any((first, last) != (0, 1) for first, last, _ in found):  # put together of several: «żeby+m»
            return
        for _, _, (_, lemma, tag, names, marks) in found:
            if tag != UNKNOWN:
                yield lemma.partition(":")[0], tag, names, [mark for told in marks for mark in told.split(",")]


def _cases(word: str) -> dict[str, None]:
    return dict.fromkeys((word, word.lower(), word.lower().capitalize()))


@cache
def analyser() -> Analyser:
    """The best one that this machine has."""
    return Morfeusz() if find_spec("morfeusz2") else Snowball()
