"""Other words for the same thing, as questions are compared with them. No Django."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache as cached
from typing import Final

from search.analysis import Analyser
from search.shelf import analysed
from search.words import compared, telling_words

Expression = tuple[str, ...]  # lexemes that stand together
LONGEST_ACRONYM: Final = 5


class Synonyms:
    """`groups`: (what people say, what the office writes), each a collection of expressions.

    They are written in their proper case, so no word needs to be looked up as a name besides; and once is enough.
    """

    def __init__(self, groups: Iterable[tuple[Collection[str], Collection[str]]], analyser: Analyser) -> None:
        self._lexemes = cached(analyser.lexemes)
        self._said: dict[str, list[tuple[tuple[frozenset[str], ...], tuple[Expression, ...]]]] = {}
        self.words: dict[str, str] = {}  # single words that people say, as they are compared: how they are written
        for said, written in groups:
            expressions = tuple(filter(None, map(self._expression, written)))
            for one in said:
                words = self._words(one)
                if len(words) == 1:
                    self.words[compared(one)] = one
                for lexeme in words[0] if words else ():
                    self._said.setdefault(lexeme, []).append((words, expressions))

    def of(self, question: Sequence[Collection[str]]) -> list[set[Expression]]:
        """For each word of a question, given as all that it may be: what else may stand for what it is a part of.

        Of expressions that begin at a word, the longest counts: «park krajobrazowy» is no «park».
        """
        found: list[set[Expression]] = [set() for _ in question]
        for at, lexemes in enumerate(question):
            fitting = [
                (words, written)
                for lexeme in lexemes
                for words, written in self._said.get(lexeme, ())
                if all(map(_meet, words, question[at:])) and len(words) <= len(question) - at
            ]
            longest = max((len(words) for words, _ in fitting), default=0)
            for words, written in fitting:
                if len(words) == longest:
                    for word in found[at : at + longest]:
                        word.update(written)
        return found

    def _words(self, expression: str) -> tuple[frozenset[str], ...]:
        """An acronym is taken as it is: no dictionary knows it, or it knows another word that looks alike."""
        return tuple(
            frozenset({compared(word.text)})
            if word.text.isupper() and len(word.text) <= LONGEST_ACRONYM
            else frozenset({compared(word.text), *self._lexemes(word.text)})
            for word in telling_words(expression)
        )

    def _expression(self, written: str) -> Expression:
        """They are written in their base forms; where a word is none, its first lexeme stands for it."""
        words = analysed(written, self._lexemes)
        typed = (compared(word.text) for word in telling_words(written))
        return tuple(word if word in lexemes else lexemes[0] for word, lexemes in zip(typed, words, strict=True))


def _meet(said: frozenset[str], lexemes: Collection[str]) -> bool:
    return not said.isdisjoint(lexemes)
