"""What stands in `IndexedEntry.words`, and how it is asked for: the same on both databases. No Django.

A lexeme is written so that both databases take it for one word, whatever alphabet it is of. Beside the words of a text
stand, with a mark before them, those of a name, those that only help, a symbol, a symbol with a number, a telephone.
"""

from collections.abc import Iterator
from typing import Final

from search.lettermark import compact
from search.words import folded

OF_NAME, HELPING, SYMBOL, NUMBERED, TELEPHONE = "=", "b:", "s:", "z:", "t:"
FEWEST_DIGITS: Final = 6
LONGEST: Final = 80


def plain(lexeme: str) -> str:
    """What is not of Latin letters and digits, by its codes: databases do not agree what a letter is."""
    return lexeme[:LONGEST] if lexeme.isascii() and lexeme.isalnum() else "x:" + lexeme.encode().hex()[: LONGEST - 2]


def of_name(word: str) -> str:
    """`word` is plain already."""
    return OF_NAME + word


def helping(word: str) -> str:
    """`word` is plain already."""
    return HELPING + word


def of_symbol(symbol: str) -> str:
    return SYMBOL + plain(compact(symbol))


def numbered(symbol: str, number: str) -> str:
    """Of a duty: the unit's symbol with its number."""
    return f"{NUMBERED}{plain(compact(symbol))}:{plain(folded(number))}"


def telephones(digits: str) -> Iterator[str]:
    """A number, and its endings: people leave out the area."""
    yield from (TELEPHONE + digits[start:] for start in range(max(1, len(digits) - FEWEST_DIGITS + 1)))
