"""No department or unit may bear a word that an address of the portal begins with, now or as promised."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver

from orgchart.addresses import RESERVED, validate_slug

# First- and second-level words of addresses that pages of a fixed kind bear, or that the design promises for later.
PROMISED = {
    "ankieta-badania-satysfakcji",
    "api",
    "atom.xml",
    "deklaracja-dostepnosci",
    "dostepnosc",
    "informacje-nieudostepnione",
    "instrukcja",
    "ochrona-danych",
    "podglad",
    "ponowne-wykorzystywanie",
    "redakcja",
    "rejestr-zmian",
    "stan-na",
    "static",
    "struktura",
    "wydania",
    "zgloszenie",
    "zmiany",
}


def routes(patterns: list[URLPattern | URLResolver]) -> list[str]:
    """Every route from its beginning, those of an included URLconf below the one that includes it."""
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += [f"{pattern.pattern}{below}" for below in routes(pattern.url_patterns)]
        else:
            found.append(str(pattern.pattern))
    return found


def words() -> set[str]:
    """Fixed words at the first two places; what stands in angle brackets or in a regular expression is no word."""
    parts = [part for route in routes(get_resolver().url_patterns) for part in route.split("/")[:2]]
    return {part for part in parts if re.fullmatch(r"[a-z.-]+", part)}


def test_every_word_of_the_urlconf_is_reserved() -> None:
    first = {route.split("/")[0] for route in routes(get_resolver().url_patterns)}
    assert {"admin", "zadanie", "kontakt", "mapa-strony"} <= words()
    assert {word for word in words() if word in first} <= RESERVED


def test_nothing_is_reserved_without_need() -> None:
    assert RESERVED <= words() | PROMISED


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_reserved_word_is_refused_with_a_reason(word: str) -> None:
    with pytest.raises(ValidationError, match="zajęty przez stałą stronę portalu"):
        validate_slug(word)
