"""E-mail addresses that a page hides or labels in its own way: readers meet neither the sentence nor the address."""

import pytest

from regulation.boxes import read_boxes
from regulation.channels import read_channels
from regulation.notes import Notes
from regulation.parser import parse
from regulation.records import Box, Line
from tests.regulation.texts import SMALL, line_of, swapped

PROTECTED = "Ten adres pocztowy jest chroniony przed spamowaniem."
TO_SEE_IT = "Aby go zobaczyć, konieczne jest włączenie w przeglądarce obsługi JavaScript."
SENTENCE = f"{PROTECTED} {TO_SEE_IT}"
OTHER = (
    "Adres poczty elektronicznej jest chroniony przed robotami spamującymi. "
    "W przeglądarce musi być włączona obsługa JavaScript, żeby go zobaczyć."
)


def read(text: str) -> tuple[list[Box], Notes]:
    notes = Notes()
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    return read_boxes(lines, notes), notes


@pytest.mark.parametrize("sentence", [SENTENCE, PROTECTED, OTHER, f"{PROTECTED} Aby go zobaczyć, …"])
@pytest.mark.parametrize(
    ("line", "channels"),
    [
        ("e-mail: {}", [("e-mail", "")]),
        ("{}", [("e-mail", "")]),
        ("e-mail: {} tel. 42 111 22 33", [("e-mail", ""), ("telefon", "42 111 22 33")]),
        ("tel. 42 111 22 33, e-mail: {}", [("telefon", "42 111 22 33"), ("e-mail", "")]),
        ("e-mail: sekretariat@lodzkie.pl, {}", [("e-mail", "sekretariat@lodzkie.pl"), ("e-mail", "")]),
        ("e-mail: {}, sekretariat@lodzkie.pl", [("e-mail", ""), ("e-mail", "sekretariat@lodzkie.pl")]),
    ],
)
def test_what_stands_beside_the_sentence_is_read(line: str, channels: list[tuple[str, str]], sentence: str) -> None:
    found = read_channels(Line(1, line.format(sentence)))

    assert [(channel.kind, channel.value) for channel in found] == channels


def test_what_is_no_channel_beside_the_sentence_is_unread() -> None:
    (box,), notes = read(f"Biuro Podawcze\n\ne-mail: {SENTENCE} Jan Nowak, pok. 5")

    assert [(channel.kind, channel.value) for channel in box.channels] == [("e-mail", "")]
    assert (box.address, box.room) == ("", "5")
    assert notes.unread == [Line(3, "Jan Nowak")]


@pytest.mark.parametrize("label", ["", "e-mail: "])
@pytest.mark.parametrize("place", range(1, len(SENTENCE.split())))
def test_a_sentence_that_is_wrapped_is_one_channel(label: str, place: int) -> None:
    words = SENTENCE.split()
    wrapped = f"{label}{' '.join(words[:place])}\n{' '.join(words[place:])}"

    (box,), notes = read(f"Kontakt - Departament Kultury\nul. Długa 1\n{wrapped}\ntel. 42 1")

    assert box.address == "ul. Długa 1"
    assert [(channel.kind, channel.value, channel.line) for channel in box.channels] == [
        ("e-mail", "", 3),
        ("telefon", "42 1", 5),
    ]
    assert notes.unread == notes.remarks == []


@pytest.mark.parametrize("sentence", [SENTENCE, PROTECTED, TO_SEE_IT])
def test_the_sentence_is_never_a_title(sentence: str) -> None:
    boxes, notes = read(f"Kontakt - Departament Kultury\n\n{sentence}\n\ntel. 42 1")

    assert [(box.title, len(box.channels)) for box in boxes] == [("Kontakt - Departament Kultury", 2)]
    assert notes.unread == []


def test_a_sentence_below_no_title_is_unread_as_it_stands() -> None:
    assert read(f"{PROTECTED}\n{TO_SEE_IT}")[1].unread == [Line(1, SENTENCE)]


@pytest.mark.parametrize("label", ["poczta:", "Poczta elektroniczna:", "adres poczty elektronicznej:"])
def test_other_labels_of_an_e_mail_address(label: str) -> None:
    (box,), notes = read(f"Biuro Podawcze\n\n{label} jan@x.pl")

    assert [(channel.kind, channel.value) for channel in box.channels] == [("e-mail", "jan@x.pl")]
    assert (box.address, notes.unread, notes.remarks) == ("", [], [])


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Sekretariat: jan@x.pl", "Sekretariat"),
        ("Sekretariat:jan@x.pl", "Sekretariat"),
        ("Sekretariat – jan@x.pl.", "Sekretariat"),
        ("Sekretariat (jan@x.pl)", "Sekretariat"),
        ("Sekretariat, jan@x.pl", "Sekretariat"),
        ("Kontakt: jan@x.pl", "Kontakt"),
    ],
)
def test_a_label_that_is_not_known_is_told_and_its_address_is_no_place(line: str, label: str) -> None:
    (box,), notes = read(f"Biuro Podawcze\n\ntel. 42 1\n{line}")

    assert [(channel.kind, channel.value) for channel in box.channels] == [("telefon", "42 1"), ("e-mail", "jan@x.pl")]
    assert box.address == ""
    assert notes.remarks == [Line(4, f"opisu „{label}” przy adresie e-mail nie zapisano.")]
    assert notes.unread == []


def test_an_address_on_the_line_of_a_street() -> None:
    (box,), notes = read("Biuro Podawcze\n\nul. Długa 1 jan@x.pl")

    assert (box.address, [channel.value for channel in box.channels]) == ("ul. Długa 1", ["jan@x.pl"])
    assert notes.remarks == notes.unread == []


@pytest.mark.parametrize("sign", ["jan@x.pl", SENTENCE])
def test_an_address_behind_the_departments_title(sign: str) -> None:
    (box,), notes = read(f"Kontakt - Departament Kultury, {sign}\nul. Długa 1")

    assert (box.title, len(box.channels), box.of_department) == ("Kontakt - Departament Kultury", 1, True)
    assert notes.remarks == notes.unread == []


# Among the leaders


@pytest.mark.parametrize("sign", ["jan@x.pl", SENTENCE])
def test_an_address_behind_a_leader_is_unread(sign: str) -> None:
    regulation = parse(swapped(SMALL, "Dyrektor: Anna Nowak", f"Dyrektor: Anna Nowak, {sign}"))

    assert [(leader.function, leader.person) for leader in regulation.leaders] == [("Dyrektor", "Anna Nowak")]
    assert regulation.unread == (Line(line_of(SMALL, "Dyrektor"), sign),)


@pytest.mark.parametrize("line", ["Sekretariat: jan@x.pl", f"Sekretariat: {SENTENCE}", SENTENCE])
def test_an_address_is_no_leader(line: str) -> None:
    text = swapped(SMALL, "Dyrektor: Anna Nowak", f"Dyrektor: Anna Nowak\n{line}")

    assert len(parse(text).leaders) == 1
    assert parse(text).unread == (Line(line_of(text, line), line),)
