"""What somebody typed into the search box, made fit to be sought. No Django."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from publishing.emails import EMAIL
from search.words import telling_words

LONGEST: Final = 200  # characters; a question is shorter
MOST_WORDS: Final = 20
TELEPHONE: Final = re.compile(
    r"(?:(?:nr\s+|numer\s+)?(?:telefonu?|tel|kom|faksu?|faxu?)[\s.:]*+)*(?P<number>\+?[0-9()\s./–-]+)", re.IGNORECASE
)
FEWEST_DIGITS, MOST_DIGITS = 6, 15
COUNTRY: Final = "48"
NATIONAL_DIGITS: Final = 9


@dataclass(frozen=True)
class Query:
    """`text`: what is sought, on one line; `cut`: that it was longer. `words`: those that say something."""

    text: str
    words: tuple[str, ...]
    cut: bool = False

    @classmethod
    def of(cls, typed: str) -> "Query":
        text = " ".join(printable(typed[: LONGEST * 10]).split())
        cut = len(text) > LONGEST or len(typed) > LONGEST * 10
        text = text[:LONGEST].strip()
        words = (word.text for word in telling_words(EMAIL.sub(" ", text)))
        return cls(text, tuple(dict.fromkeys(words))[:MOST_WORDS], cut)

    @property
    def telephone(self) -> str:
        """The digits, if it is a telephone number and nothing else."""
        found = TELEPHONE.fullmatch(self.text)
        digits = national(found["number"]) if found else ""
        return digits if FEWEST_DIGITS <= len(digits) <= MOST_DIGITS else ""


def national(number: str) -> str:
    """A telephone number's digits, without the country."""
    digits = "".join(c for c in number if c in "0123456789").removeprefix("00")
    return digits.removeprefix(COUNTRY) if len(digits) == len(COUNTRY) + NATIONAL_DIGITS else digits


def printable(text: str) -> str:
    """Without what nobody sees: control characters part words, marks of direction and soft hyphens do not."""
    shown = []
    for character in text:
        category = unicodedata.category(character)
        shown.append(" " if category in {"Cc", "Cs", "Co", "Cn"} else "" if category == "Cf" else character)
    return "".join(shown)
