"""Expressions as editors type them: parted by semicolons or lines, one to four words each. No Django."""

import re
import unicodedata
from typing import Final

from search.query import printable
from search.words import EMPTY, HYPHENS, folded, words_in

MOST_WORDS: Final = 4
LONGEST: Final = 80  # characters
SHORTEST: Final = 2  # letters: «PR», «UE»
PARTED: Final = re.compile(r"[;\r\n]")

# What half of an office's duties speak of: as another word it would find everything.
_GENERAL: Final = """
    biuro czynnosc dzialanie informacja inne inny obsluga organizacja osoba plan prowadzenie przygotowanie realizacja
    rzecz sprawa sprawy temat urzad wspolpraca wykonywanie zadanie zadania zakres zalatwianie
"""
GENERAL: Final = EMPTY | frozenset(_GENERAL.split())


def expressions(text: str) -> list[str]:
    """Each on one line, and once, as it was written first; case and diacritics make no difference."""
    found: dict[str, str] = {}
    for part in PARTED.split(unicodedata.normalize("NFC", text)):
        expression = " ".join(printable(part).split())
        if expression:
            found.setdefault(compared(expression) or expression, expression)
    return list(found.values())


def compared(expression: str) -> str:
    """By which it is the same as another one: «e-Promocja» and «epromocja», «Łódź» and «lodz»."""
    return " ".join(folded(word.text.translate(HYPHENS)) for word in words_in(expression))


def problem(expression: str) -> str:
    """What is wrong with it, in a sentence for whoever typed it; empty if nothing is."""
    words = compared(expression).split()
    if "," in expression:
        return f"„{expression}”: rozdziel wyrażenia średnikiem albo wierszem, nie przecinkiem."
    if len(expression) > LONGEST:
        return f"„{expression[:LONGEST]}…” jest za długie: najwyżej {LONGEST} znaków."
    if sum(map(len, words)) < SHORTEST:
        return f"„{expression}” jest za krótkie: wpisz słowo albo skrót."
    if len(words) > MOST_WORDS:
        return f"„{expression}” jest za długie: wyrażenie ma najwyżej {MOST_WORDS} słowa."
    if GENERAL.issuperset(words):
        return f"„{expression}” jest zbyt ogólne: pasowałoby do prawie każdej sprawy."
    return ""
