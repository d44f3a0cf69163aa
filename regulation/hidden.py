"""The sentence that stands where a page hides an e-mail address from robots. Readers must not meet it.

`MARK` is put before and after it, so that it stays apart from what else a line says, commas and all.
"""

import re
from collections.abc import Sequence
from typing import Final

from regulation.records import Line

MARK: Final = "\0"  # no line of a file has it
PROTECTED: Final = (
    r"(?:(?:ten )?adres(?: pocztowy| e-?mail| poczty elektronicznej)? (?:jest )?)?"
    r"chroniony przed (?:spamowaniem|spamem|(?:robotami|botami) spamującymi|(?:spam)?(?:ro)?botami)\b\.?"
)
TO_SEE_IT: Final = (
    r"aby go zobaczyć\b,?(?: (?:…|\.\.\.))?"
    r"(?: konieczne(?: jest(?: włączenie(?: w(?: przeglądarce(?: obsługi(?: javascript\b)?)?)?)?)?)?)?\.?"
    r"|(?:w )?przeglądarce musi być włączona obsługa javascript\b"
    r"(?:,(?: (?:żeby|aby)(?: go(?: zobaczyć\b)?)?)?)?\.?"
    r"|(?:konieczne jest )?włączenie w przeglądarce obsługi javascript\b\.?"
)
SENTENCE: Final = re.compile(
    rf"{PROTECTED}(?: (?:{TO_SEE_IT}))?|{TO_SEE_IT}".replace(" ", r"\s+"),
    re.IGNORECASE,
)


def marked(text: str) -> str:
    """The text with every such sentence marked; one that is marked already stays so."""
    return text if MARK in text else SENTENCE.sub(lambda found: f"{MARK}{' '.join(found[0].split())}{MARK}", text)


def unmarked(line: Line) -> Line:
    return Line(line.number, line.text.replace(MARK, ""))


def mark_lines(lines: Sequence[Line]) -> list[Line]:
    """Mark it also where it is wrapped: it stands whole where it begins, and a line that was but a part of it goes."""
    whole = "\n".join(line.text for line in lines)
    ends = SENTENCE.sub(
        lambda found: f"{MARK}{' '.join(found[0].split())}{MARK}" + "\n" * found[0].count("\n"), whole
    ).split("\n")
    pairs = zip(lines, ends, strict=False)  # without lines, there is one end all the same
    return [Line(line.number, text.strip()) for line, text in pairs if text.strip() or not line.text]
