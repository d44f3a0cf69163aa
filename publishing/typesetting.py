"""Polish typography that is put in where words are shown; what is stored is never changed. No Django."""

import re
from typing import Final

MONTHS: Final = "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
HANGING: Final = re.compile(
    r"(?<![^\s(„–-])([aiouwzAIOUWZ]|(?:art|ust|poz|lit)\.|pkt|[Nn]r|§|(?:zadani[ea]|punkt|wydani[ea])(?= [0-9])) "
    rf"|(?<=[0-9]) (?=r\.|{MONTHS}|(?:dni|miesiące|miesięcy|lat|lata|zł|godzin|MB)\b)"
)
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def typeset(text: str) -> str:
    """The text with one-letter words, abbreviations, days and amounts bound to their neighbours, as Polish asks."""
    return HANGING.sub(rf"\1{NO_BREAK_SPACE}", text)
