"""Polish text, without Django: folding for search, an alphabet to sort by, slugs and Roman numerals."""

import re
import unicodedata
from typing import Final

ALPHABET: Final = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
RANKS: Final = {letter: f"{rank:02d}" for rank, letter in enumerate(ALPHABET, start=20)}
ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def fold(text: str) -> str:
    """The text as people type it in a hurry: no diacritics, no case, no punctuation, single spaces.

    «Referat „Ziemia Łódzka”» becomes «referat ziemia lodzka». Both what is searched and what is sought pass
    through here, so it works alike on every database.
    """
    plain = text.casefold().replace("ł", "l")
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return re.sub(r"[^\w@.+-]+", " ", letters).strip()


def sort_key(text: str) -> str:
    """A key of digits that any collation orders as the Polish alphabet does (ł after l, ź before ż)."""
    folded = (RANKS.get(c) or (f"1{c}" if c.isascii() and c.isdigit() else "00") for c in text.casefold())
    return "".join(folded)


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, fit for an address; empty when the text has no letter or digit."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def roman(number: int) -> str:
    """Roman numeral of a number from 1 to 3999."""
    if not 0 < number < 4000:
        raise ValueError(f"no Roman numeral for {number}")
    numeral = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
