"""Kinds of units and their Polish grammar, from which the heading of a unit's section is made."""

from dataclasses import dataclass
from typing import Final

from orgchart.text import fold


@dataclass(frozen=True)
class Kind:
    """`noun` begins the unit's name; `pronoun` and `verb` agree with it («…, które oznaczają pisma…»)."""

    code: str
    noun: str
    pronoun: str = "który"
    verb: str = "oznacza"


KINDS: Final = {
    kind.code: kind
    for kind in (
        Kind("departament", "Departament"),
        Kind("wydzial", "Wydział"),
        Kind("referat", "Referat"),
        Kind("oddzial", "Oddział"),
        Kind("zespol", "Zespół"),
        Kind("dzial", "Dział"),
        Kind("biuro", "Biuro", "które"),
        Kind("centrum", "Centrum", "które"),
        Kind("kancelaria", "Kancelaria", "która"),
        Kind("sekcja", "Sekcja", "która"),
        Kind("pracownia", "Pracownia", "która"),
        Kind("inspektorat", "Inspektorat"),
        Kind("sekretariat", "Sekretariat"),
        Kind("samodzielne-stanowisko", "Samodzielne Stanowisko", "które"),
        Kind("samodzielne-stanowiska", "Samodzielne Stanowiska", "które", "oznaczają"),
        Kind("stanowisko", "Stanowisko", "które"),
        Kind("stanowiska", "Stanowiska", "które", "oznaczają"),
        Kind("inna", "Komórka organizacyjna", "która"),
    )
}
DEPARTMENT: Final = "departament"
OTHER: Final = "inna"


def kind_of(name: str) -> str:
    """The code of the kind whose noun begins the name; «inna» when none does."""
    words = f"{fold(name)} "
    fitting = [kind for kind in KINDS.values() if words.startswith(f"{fold(kind.noun)} ")]
    return max(fitting, key=lambda kind: len(kind.noun)).code if fitting else OTHER


def heading(*, kind: str, name: str, symbol: str, opens_list: bool) -> str:
    """The heading of a unit's section, without its numeral; with a colon when a list follows.

    «Wydział Promocji, który oznacza pisma symbolem PWI:»
    """
    grammar = KINDS[kind]
    marks = f", {grammar.pronoun} {grammar.verb} pisma symbolem {symbol}" if symbol else ""
    return f"{name}{marks}{':' if opens_list else ''}"
