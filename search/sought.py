"""From the words of a question to what they may stand for in the index. No Django."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Final

from search import lexemes
from search.catalogue import BEGINNING, EXACT, Catalogue, Fits
from search.synonyms import Expression
from search.words import KINDS, compared

SYNONYM: Final = 0.75
PARTLY: Final = 0.2  # a word of an expression that stands for it
CORRECTED: Final = 0.9
AMBIGUOUS: Final = 0.85  # «mail» is itself rather than a form of «maić»
OF_A_KIND: Final = 0.25  # what «wydział» is worth, of what another word would be


@dataclass(frozen=True)
class Sought:
    """A word that was typed, and all that it may stand for: expressions of lexemes, and how well each fits.

    `worth`: the more, the rarer. `shown`: what it was corrected to, empty if it was not. `of_a_kind`: it tells a kind
    of unit, and half of an office is called so.
    """

    typed: str
    forms: Mapping[Expression, float]
    worth: float
    shown: str = ""
    of_a_kind: bool = False


@dataclass
class _Word:
    typed: str
    form: str
    exact: set[str] = field(default_factory=set)
    maybe: set[str] = field(default_factory=set)
    shown: str = ""


def sought(
    words: Sequence[str], catalogue: Catalogue, leads: Mapping[str, set[str]], *, fits: Fits | None
) -> list[Sought]:
    """`leads`: lexemes that the index's forms lead to, by form; `fits`: whether a word may be corrected to a form that
    leads to these; None: all as it is typed, without corrections.

    Words that stand for nothing have no forms.
    """
    read = [_read(word, catalogue, leads) for word in words]
    others = catalogue.synonyms.of([word.maybe for word in read])
    for word, expressions in zip(read, others, strict=True):
        if fits and not (word.exact or _known(expressions, catalogue)):
            _correct(word, catalogue, fits)
    others = catalogue.synonyms.of([word.maybe for word in read])
    return [
        _sought(word, set(_telling(_known(told, catalogue), word, read)), catalogue)
        for word, told in zip(read, others, strict=True)
    ]


def _read(typed: str, catalogue: Catalogue, leads: Mapping[str, set[str]]) -> _Word:
    form = compared(typed)
    maybe = {form, *catalogue.analyser.typed(typed), *leads.get(form, ())}
    exact = {lexeme for lexeme in map(lexemes.plain, maybe) if lexeme in catalogue.counts}
    return _Word(typed, form, exact, maybe)


def _known(expressions: set[Expression], catalogue: Catalogue) -> list[Expression]:
    """Those of which the index has every word."""
    return [one for one in expressions if all(lexeme in catalogue.counts for lexeme in one)]


def _telling(expressions: list[Expression], word: _Word, question: list[_Word]) -> Iterator[Expression]:
    """Those that say more than the other words of the question do already."""
    said = set[str]().union(*(other.exact for other in question if other is not word))
    return (one for one in expressions if not said.issuperset(one))


def _correct(word: _Word, catalogue: Catalogue, fits: Fits) -> None:
    """Not where it is a word, or the beginning of one that texts have."""
    if catalogue.analyser.knows(word.typed) or any(True for _ in _begun(word, catalogue)):
        return
    meant = catalogue.correction(word.form, fits)
    if meant:
        word.shown = meant.shown
        word.maybe = {compared(meant.shown), *catalogue.analyser.typed(meant.shown), *meant.lexemes}
        word.exact = {lexeme for lexeme in map(lexemes.plain, word.maybe) if lexeme in catalogue.counts}


def _begun(word: _Word, catalogue: Catalogue) -> Iterator[str]:
    return (other for other, quality in catalogue.kindred(word.form) if other.startswith(word.form) and quality)


def _sought(word: _Word, others: set[Expression], catalogue: Catalogue) -> Sought:
    best = CORRECTED if word.shown else EXACT
    forms: dict[Expression, float] = {}
    for lexeme in word.maybe:
        for other, quality in catalogue.kindred(lexeme):
            forms[other,] = max(quality * best, forms.get((other,), 0.0))
    for expression in others:
        for lexeme in expression if len(expression) > 1 else ():
            forms[lexeme,] = max(PARTLY, forms.get((lexeme,), 0.0))
    for expression in others:
        forms[expression] = max(SYNONYM, forms.get(expression, 0.0))
    alone = word.form not in word.exact
    forms |= {(lexeme,): best if alone or lexeme == word.form else best * AMBIGUOUS for lexeme in word.exact}
    kind = not KINDS.isdisjoint(word.maybe)
    worth = _rarity(word, forms, catalogue) * (OF_A_KIND if kind else 1)
    return Sought(word.typed, forms, worth, word.shown, kind)


def _rarity(word: _Word, forms: Mapping[Expression, float], catalogue: Catalogue) -> float:
    """Where only the beginning of a word stands, that does not make it common; nor that it may be another word too."""
    counts = [catalogue.counts[lexeme] for lexeme in word.exact]
    if not counts:
        likely = [one for one, fit in forms.items() if fit >= BEGINNING] or forms
        counts = [sum(min(catalogue.counts[lexeme] for lexeme in expression) for expression in likely)]
    number = max(counts)
    return log(1 + catalogue.total / number) if number else 1.0
