"""Marks at the beginning of a line: «12.», «7a.», «3)», «b)», «–», and the numerals of sections."""

import re
from dataclasses import dataclass
from typing import Final, Self

NUMBERED: Final = re.compile(
    r"(?P<number>[0-9]{1,4}[a-z]{0,2})(?P<end>[.)])(?P<text>\s.*|[^\W\d].*|[^\w\s.)].*|)", re.DOTALL
)
LETTERED: Final = re.compile(r"(?P<number>[a-z]{1,2})(?P<end>\))\s*(?P<text>.*)", re.DOTALL)
DASHED: Final = re.compile(r"(?P<number>)(?P<end>[-–—•·])\s+(?P<text>.*)", re.DOTALL)
SECTION: Final = re.compile(r"(?P<numeral>[IVXLCDM]{1,15})\.\s*(?P<heading>\S.*)", re.DOTALL)
SLOPPY_SECTION: Final = re.compile(r"(?P<numeral>[IVXLCDMivxlcdm]{1,15})[.)]?\s+(?P<heading>\S.*)", re.DOTALL)
MARKING: Final = re.compile(
    r"(?P<name>.*?)\bktór[yae]\s+oznacza(?:ją)?\s+pisma\s+symbolem:?\s+(?P<symbol>[\w-]+) ?[:;.,]?", re.DOTALL
)


@dataclass(frozen=True)
class Mark:
    """`style` tells lists of one level from those of another: «1.», «1)», «a)» or a dash."""

    number: str
    style: str
    text: str

    @classmethod
    def read(cls, line: str) -> Self | None:
        """The mark that the line begins with, if any; `text` is what follows it."""
        for form, name in ((NUMBERED, "1"), (LETTERED, "a"), (DASHED, "")):
            found = form.fullmatch(line)
            if found:
                return cls(found["number"], name + found["end"], found["text"].strip())
        return None

    @property
    def printed(self) -> str:
        return f"{self.number}{self.style[-1]}"


@dataclass(frozen=True)
class Heading:
    """The heading of a unit's section: `text` whole but for the numeral; `name` and `symbol` taken out of it."""

    numeral: str
    text: str
    name: str
    symbol: str

    @classmethod
    def read(cls, line: str) -> Self | None:
        """A heading has a Roman numeral, or says by which symbol a unit marks its letters, or both."""
        numbered = SECTION.fullmatch(line)
        marking = MARKING.fullmatch(numbered["heading"] if numbered else line)
        if marking and not numbered:  # «II Wydział …» and «ii. Wydział …» are clear enough
            numbered = SLOPPY_SECTION.fullmatch(line)
            marking = MARKING.fullmatch(numbered["heading"]) if numbered else marking
        if not (numbered or marking):
            return None
        text = numbered["heading"] if numbered else line
        name = (marking["name"] if marking else text).rstrip(":;., ")
        return cls(numbered["numeral"].upper() if numbered else "", text, name, marking["symbol"] if marking else "")
