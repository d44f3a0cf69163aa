"""What a telephone dials for what an office prints."""

import pytest

from contacts.websites import link
from orgchart.phones import dialled


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("42 663 36 00", "+48426633600"),
        ("(42) 663 33 80", "+48426633380"),
        ("(0-42) 663 33 80", "+48426633380"),
        ("+48 42 663 36 00", "+48426633600"),
        ("+420 212 345 678", "+420212345678"),
        ("42/663 36 00", "+48426633600"),
        ("42 663 36 00 wew. 12", "+48426633600;ext=12"),
        ("42 663 36 00, wewn. 12", "+48426633600;ext=12"),
        ("42 663 36 00 w. 12", "+48426633600;ext=12"),
        ("42 663 36 00 wewnętrzny 12 (sekretariat)", "+48426633600;ext=12"),
        ("42 663 36 00 (sekretariat)", "+48426633600"),
        ("42 663 36 00/01", "+48426633600"),
        ("42 663 36 00-02", "+48426633600"),
        ("42 663 36 00 do 02", "+48426633600"),
        ("42 663 36 00 lub 42 663 36 01", "+48426633600"),
        ("42 663 36 00 wew. 12 lub 13", "+48426633600;ext=12"),
        ("695 356 594", "+48695356594"),
    ],
)
def test_the_first_number_is_dialled(printed: str, number: str) -> None:
    assert dialled(printed) == number


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("42 1", "„42 1” ma niewłaściwą liczbę cyfr"),
        ("663 36 00", "„663 36 00” ma niewłaściwą liczbę cyfr"),
        ("42 663 36 00 1", "„42 663 36 00 1” ma niewłaściwą liczbę cyfr"),
        ("wewn.", "„wewn.” to nie numer telefonu"),
        ("(sekretariat)", "„(sekretariat)” to nie numer telefonu"),
        ("42 663 36 00 sekretariat", "„42 663 36 00 sekretariat” to nie numer telefonu"),
    ],
)
def test_what_cannot_be_dialled(printed: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"^„") as error:
        dialled(printed)
    assert str(error.value) == why


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("www.urzad.example", "https://www.urzad.example"),
        ("http://urzad.example", "http://urzad.example"),
        ("HTTPS://urzad.example", "HTTPS://urzad.example"),
    ],
)
def test_a_website_has_a_link(printed: str, address: str) -> None:
    assert link(printed) == address
