"""Contact boxes as offices write them."""

import pytest

from contacts.models import Channel
from regulation.boxes import read_boxes
from regulation.channels import KINDS, read_channels
from regulation.notes import Notes
from regulation.records import Box, Line


def boxes_of(text: str) -> tuple[list[Box], list[str]]:
    notes = Notes()
    boxes = read_boxes([Line(number, line) for number, line in enumerate(text.split("\n"), start=1)], notes)
    assert notes.remarks == []
    return boxes, [line.text for line in notes.unread]


def test_the_kinds_are_those_of_the_working_copy() -> None:
    assert {kind for kind, _ in KINDS} == set(Channel.Kind.values)


@pytest.mark.parametrize(
    ("line", "channels"),
    [
        ("tel. 42 663 36 00", [("telefon", "42 663 36 00")]),
        ("Telefon: +48 42 663 36 00", [("telefon", "+48 42 663 36 00")]),
        ("tel. (42) 663 33 80", [("telefon", "(42) 663 33 80")]),
        ("tel.kom. 695 356 594", [("komorka", "695 356 594")]),
        ("tel. kom.: 695 356 594", [("komorka", "695 356 594")]),
        ("faks: 42 663 36 02", [("faks", "42 663 36 02")]),
        ("tel. 42 663 36 00, 42 663 36 01", [("telefon", "42 663 36 00"), ("telefon", "42 663 36 01")]),
        ("tel. 42 663 36 00, fax 42 663 36 02", [("telefon", "42 663 36 00"), ("faks", "42 663 36 02")]),
        ("e-mail: biuro@urzad.example", [("e-mail", "biuro@urzad.example")]),
        ("biuro@urzad.example", [("e-mail", "biuro@urzad.example")]),
        ("e-mail:", [("e-mail", "")]),
        ("e-mail: Ten adres pocztowy jest chroniony przed spamowaniem. Aby go zobaczyć, …", [("e-mail", "")]),
        ("e-Doręczenia: AE:PL-12345-67890-ABCDE-12", [("e-doreczenia", "AE:PL-12345-67890-ABCDE-12")]),
        ("adres do e-Doręczeń: AE:PL-12345-67890-ABCDE-12", [("e-doreczenia", "AE:PL-12345-67890-ABCDE-12")]),
        ("AE:PL-12345-67890-ABCDE-12", [("e-doreczenia", "AE:PL-12345-67890-ABCDE-12")]),
        ("ePUAP: /urzad/skrytka", [("epuap", "/urzad/skrytka")]),
        ("www: https://www.urzad.example", [("www", "https://www.urzad.example")]),
        ("strona internetowa: https://www.urzad.example", [("www", "https://www.urzad.example")]),
        ("www: www.kultura.pl", [("www", "www.kultura.pl")]),
        ("www:www.kultura.pl", [("www", "www.kultura.pl")]),
        ("www.kultura.pl", [("www", "www.kultura.pl")]),
        ("WWW.kultura.pl/bip", [("www", "WWW.kultura.pl/bip")]),
        ("https://kultura.pl", [("www", "https://kultura.pl")]),
        ("www.kultura.pl, www.muzea.pl", [("www", "www.kultura.pl"), ("www", "www.muzea.pl")]),
        ("www.kultura.pl, e-mail: a@b.pl", [("www", "www.kultura.pl"), ("e-mail", "a@b.pl")]),
        ("strona internetowa: www.kultura.pl", [("www", "www.kultura.pl")]),
        ("Strona internetowa urzędu", []),
        ("tel. 42 663 36 00 wew. 12", [("telefon", "42 663 36 00 wew. 12")]),
        ("tel. 42 663 36 00, wew. 12", [("telefon", "42 663 36 00, wew. 12")]),
        ("tel. 42 663 36 00 (sekretariat)", [("telefon", "42 663 36 00 (sekretariat)")]),
        ("tel. 42 663 36 00 (sekretariat, pok. 5)", [("telefon", "42 663 36 00 (sekretariat, pok. 5)")]),
        ("tel. 42 663 36 00/01", [("telefon", "42 663 36 00/01")]),
        ("tel. 42 663 36 00 lub 42 663 36 01", [("telefon", "42 663 36 00 lub 42 663 36 01")]),
        ("tel./fax 42 663 36 00", [("telefon", "42 663 36 00")]),
        ("tel./faks: 42 663 36 00", [("telefon", "42 663 36 00")]),
        ("tel. i faks 42 663 36 00", [("telefon", "42 663 36 00")]),
        ("faks/tel. 42 663 36 00", [("telefon", "42 663 36 00")]),
        ("Telefon/faks: 42 663 36 00", [("telefon", "42 663 36 00")]),
        ("e-mail: a@b.pl, c@d.pl", [("e-mail", "a@b.pl"), ("e-mail", "c@d.pl")]),
        ("a@b.pl; c@d.pl", [("e-mail", "a@b.pl"), ("e-mail", "c@d.pl")]),
        ("ul. Telefoniczna 5", []),
        ("Telefoniczna 5", []),
        ("al. Piłsudskiego 8", []),
        ("Biuro Podawcze", []),
    ],
)
def test_channels(line: str, channels: list[tuple[str, str]]) -> None:
    assert [(channel.kind, channel.value) for channel in read_channels(Line(1, line))] == channels


def test_a_title_may_stand_apart_or_right_above() -> None:
    boxes, unread = boxes_of("Biuro Podawcze\n\ntel. 42 1\n\nSekretariat\ntel. 42 2")

    assert [(box.title, [channel.value for channel in box.channels]) for box in boxes] == [
        ("Biuro Podawcze", ["42 1"]),
        ("Sekretariat", ["42 2"]),
    ]
    assert unread == []


def test_details_may_stand_in_several_paragraphs() -> None:
    boxes, unread = boxes_of(
        "Kontakt - Departament Kultury\n\nul. Długa 1\n90-001 Łódź\n\npok. 12\n\ntel. 42 1\n\nczynne 8–16"
    )

    assert unread == []
    assert [(box.address, box.room, box.opening_hours, len(box.channels)) for box in boxes] == [
        ("ul. Długa 1\n90-001 Łódź", "12", "czynne 8–16", 1)
    ]


@pytest.mark.parametrize(
    ("line", "room", "address"),
    [
        ("pok. 12, tel. 42 111 22 33", "12", ""),
        ("pokój 12 i 13; tel.: 42 111 22 33", "12 i 13", ""),
        ("ul. Długa 1, 90-001 Łódź, tel. 42 111 22 33", "", "ul. Długa 1, 90-001 Łódź"),
    ],
)
def test_a_line_may_hold_two_kinds_of_details(line: str, room: str, address: str) -> None:
    (box,), unread = boxes_of(f"Biuro Podawcze\n\n{line}")

    assert unread == []
    assert (box.room, box.address) == (room, address)
    assert [(channel.kind, channel.value) for channel in box.channels] == [("telefon", "42 111 22 33")]


@pytest.mark.parametrize("hours", ["pon.–pt. 8–16", "pon. 8–18", "poniedziałek 8–18", "czynne 8–16", "godziny: 8–16"])
def test_opening_hours(hours: str) -> None:
    (box,), unread = boxes_of(f"Biuro Podawcze\n\n{hours}, tel. 42 111 22 33")

    assert (box.opening_hours, len(box.channels), unread) == (hours, 1, [])


def test_a_line_that_no_detail_follows_is_no_box() -> None:
    boxes, unread = boxes_of("Menu\n\nKontakt\n\nInstrukcja obsługi BIP")

    assert boxes == []
    assert unread == ["Menu", "Kontakt", "Instrukcja obsługi BIP"]


def test_details_that_stand_under_no_title_are_unread() -> None:
    assert boxes_of("tel. 42 1\nfax 42 2")[1] == ["tel. 42 1", "fax 42 2"]


def test_the_departments_box_is_one_even_when_empty() -> None:
    boxes, unread = boxes_of("Kontakt – Departament Kultury\n\nBiuro Podawcze\n\ntel. 42 1")

    assert [(box.title, box.of_department) for box in boxes] == [
        ("Kontakt – Departament Kultury", True),
        ("Biuro Podawcze", False),
    ]
    assert unread == []
    assert [box.title for box in boxes_of("Kontakt – Departament Kultury")[0]] == ["Kontakt – Departament Kultury"]


def test_boxes_that_no_empty_line_parts() -> None:
    own = "Kontakt - Departament Kultury\nul. Długa 1\n90-001 Łódź\ntel. 42 1"
    boxes, unread = boxes_of(f"Menu Kontekstowe\n{own}\nBiuro Podawcze\ntel. 42 2\nInstrukcja obsługi BIP")

    assert [(box.title, box.address, [channel.value for channel in box.channels]) for box in boxes] == [
        ("Kontakt - Departament Kultury", "ul. Długa 1\n90-001 Łódź", ["42 1"]),
        ("Biuro Podawcze", "", ["42 2"]),
    ]
    assert unread == ["Menu Kontekstowe", "Instrukcja obsługi BIP"]


def test_an_address_may_follow_the_telephone() -> None:
    boxes, unread = boxes_of("Biuro Podawcze\ntel. 42 2\nul. Długa 1\n90-001 Łódź")

    assert [(box.address, len(box.channels)) for box in boxes] == [("ul. Długa 1\n90-001 Łódź", 1)]
    assert unread == []
