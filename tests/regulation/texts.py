"""A small regulation, and ways to change it line by line; tests say only what is different in theirs."""

from regulation.samples import SAMPLE

SMALL = """\
Kontakt - Departament Kultury

ul. Długa 1
90-001 Łódź
tel. 42 111 22 33

Departament Kultury

Dyrektor: Anna Nowak

W skład departamentu wchodzą:

1. Wydział Muzeów, KM
2. Wydział Bibliotek, KB

Zadania:

Do zadań Departamentu należy:

I. Wydział Muzeów, który oznacza pisma symbolem KM:

1. prowadzenie rejestru muzeów w województwie;
2. nadzór nad zbiorami i ich ewidencją;
3. organizacja konkursów dla muzealników.

II. Wydział Bibliotek, który oznacza pisma symbolem KB:

1. prowadzenie wykazu bibliotek publicznych;
2. szkolenie bibliotekarzy z całego województwa.
"""


def sample() -> str:
    return SAMPLE.read_bytes().decode()


def line_of(text: str, beginning: str) -> int:
    """The number of the first line that begins so."""
    lines = text.split("\n")
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(beginning))


def without(text: str, beginning: str) -> str:
    """The text without its first line that begins so."""
    lines = text.split("\n")
    del lines[line_of(text, beginning) - 1]
    return "\n".join(lines)


def swapped(text: str, old: str, new: str) -> str:
    """The text with `new` for `old`, which must stand in it once."""
    assert text.count(old) == 1, f"{text.count(old)} × {old}"
    return text.replace(old, new)
