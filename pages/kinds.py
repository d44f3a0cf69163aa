"""Kinds of pages: those that the law asks for, each at an address of its own, and any others. No Django."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Kind:
    """`slug` and `title` are those that a statutory page begins with; `law` are the lines of docs/law.md that it meets.

    `keeps_title`: the law gives the page its name.
    """

    code: str
    title: str
    slug: str
    law: tuple[str, ...]
    keeps_title: bool = False


OTHER: Final = "other"
DECLARATION: Final = "declaration"
ACCESSIBILITY: Final = "accessibility"
STATUTORY: Final = {
    kind.code: kind
    for kind in (
        Kind("editorial", "Redakcja BIP", "redakcja", ("S1",)),
        Kind("instruction", "Instrukcja korzystania z BIP", "instrukcja", ("S2",)),
        Kind("unpublished", "Informacje nieudostępnione w BIP", "informacje-nieudostepnione", ("S3",)),
        Kind("reuse", "Ponowne wykorzystywanie", "ponowne-wykorzystywanie", ("S4",), keeps_title=True),
        Kind("privacy", "Ochrona danych osobowych", "ochrona-danych", ("S8",)),
        Kind(ACCESSIBILITY, "Dostępność", "dostepnosc", ("S6", "S7")),
        Kind(DECLARATION, "Deklaracja dostępności", "deklaracja-dostepnosci", ("S5", "P9"), keeps_title=True),
    )
}
CHOICES: Final = [*((kind.code, kind.title) for kind in STATUTORY.values()), (OTHER, "inna strona")]
