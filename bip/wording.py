"""Polish words that pages put around what a document says. No Django."""

import re
from datetime import date
from typing import Final

from journal import words
from publishing.typesetting import NO_BREAK_SPACE

DESCRIPTION_LENGTH: Final = 155  # characters of a description that search engines show
GENITIVES: Final = {
    "departament": "departamentu",
    "wydzial": "wydziału",
    "referat": "referatu",
    "oddzial": "oddziału",
    "zespol": "zespołu",
    "dzial": "działu",
    "biuro": "biura",
    "centrum": "centrum",
    "kancelaria": "kancelarii",
    "sekcja": "sekcji",
    "pracownia": "pracowni",
    "inspektorat": "inspektoratu",
    "sekretariat": "sekretariatu",
}
CHANNEL_LABELS: Final = {
    "telefon": "tel.",
    "faks": "fax",
    "komorka": "tel.kom.",
    "e-mail": "e-mail:",
    "e-doreczenia": "e-Doręczenia:",
    "epuap": "ePUAP:",
    "www": "WWW:",
}
FATES: Final = {
    "closed": "zlikwidowano",
    "merged": "połączono z inną komórką",
    "split": "podzielono",
    "renamed": "zmieniono nazwę",
}
FATES_OF_DUTIES: Final = {
    "closed": "usunięto, nic go nie zastąpiło",
    "merged": "połączono z innym zadaniem",
    "split": "podzielono",
    "renamed": "zastąpiono nowym",
}


def genitive(kind: str) -> str:
    """«W skład … wchodzą:»: the kind of a unit in the genitive; a neutral word for a kind that has none here."""
    return GENITIVES.get(kind, "komórki")


def fate(how: str, *, of_duty: bool = False) -> str:
    """What became of a unit, or of a duty, that is gone (`publishing.document.Gone`)."""
    return (FATES_OF_DUTIES if of_duty else FATES).get(how, "")


def channel_label(kind: str) -> str:
    return CHANNEL_LABELS.get(kind, f"{kind}:")


def counted(number: int, forms: str) -> str:
    """«1 zadanie», «22 zadania», «12 zadań»; the forms are given in that order, with commas between them."""
    one, few, many = forms.split(",")
    return words.counted(number, one, few, many).replace(" ", NO_BREAK_SPACE, 1)


def day(of: date) -> str:
    """«2.11.2026», as a sentence has it."""
    return f"{of.day}.{of.month:02}.{of.year:04}"


def shorten(text: str, length: int) -> str:
    """The text's beginning, cut after a whole word, for places that have room for `length` characters."""
    if len(text) <= length:
        return text
    return f"{text[: length - 1].rsplit(' ', 1)[0].rstrip(' ,;:–')}…"


def dialled(printed: str) -> str:
    """«42 663 30 00» as a link that a telephone opens; empty where it is no plain number of nine digits or more."""
    digits = re.sub(r"\D", "", printed)
    if not re.fullmatch(r"[\d\s()+-]*", printed) or len(digits) < 9:
        return ""
    return f"tel:+{digits}" if printed.strip().startswith("+") else f"tel:+48{digits}" if len(digits) == 9 else ""
