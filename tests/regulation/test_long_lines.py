"""A line of hundreds of kilobytes is read in a moment. Were a form tried from each place of it, this would not end."""

import pytest

from regulation.parser import parse
from tests.regulation.texts import SMALL, swapped

SIZE = 100_000
LONG = [
    "a" * SIZE,
    "a, " * (SIZE // 3),
    "(" * SIZE,
    "a \t" * (SIZE // 3) + "a",
    "a." * (SIZE // 2) + " b",
    "@." * (SIZE // 2) + "(,)",
    "włączenie " * (SIZE // 10),
    "Ten adres pocztowy jest chroniony przed " * (SIZE // 40),
]


@pytest.mark.parametrize("beginning", ["", "ul. Długa 1, "])
@pytest.mark.parametrize("long", LONG, ids=range(len(LONG)))
def test_a_long_line_in_a_contact_box_and_among_the_leaders(beginning: str, long: str) -> None:
    text = swapped(SMALL, "tel. 42 111 22 33", f"tel. 42 111 22 33\n{beginning}{long}")
    text = swapped(text, "Dyrektor: Anna Nowak", f"Dyrektor: Anna Nowak\n{beginning}{long}")

    assert len(parse(text).units) == 2
