"""A letter's mark, or the beginning of one, is known from a sentence and from a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import lettermark
from search.lettermark import compact

IN_FORCE = {"pwi", "pwii", "pwiii", "os-a", "do"}


@pytest.mark.parametrize(
    ("typed", "symbol", "year"),
    [
        ("PWIII.0421.7.2014.AB", "pwiii", 2014),
        ("PWIII.0421.7.2014", "pwiii", 2014),
        ("znak: PWI.042.15.2014", "pwi", 2014),
        ("Znak sprawy PWI.042.15.2014.", "pwi", 2014),
        ("pw ii. 042. 15. 2014", "pwii", 2014),
        ("pwiii 0421 7 2014 ab", "pwiii", 2014),
        ("PWIII.0421", "pwiii", None),
        ("OŚ‑A.123.77.3.2011.JW", "os-a", 2011),
        ("ABC.123.77.2011", "abc", 2011),
        ("A1c.1431.2024.2026", "a1c", 2026),
    ],
)
def test_marks(typed: str, symbol: str, year: int | None) -> None:
    mark = lettermark.read(typed, IN_FORCE)

    assert mark is not None
    assert (mark.symbol, mark.year) == (symbol, year)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "PWIII",
        "42 663 33 80",
        "42.663.33.80",
        "ul. Prosta 12 345 67",
        "art. 61 ust. 1",
        "123.123.77.2011",
        "rok 2014",
        "31.03.2026",
        "ABC/123/77/2011",
        "ABC.123",
        "tłumaczenie 2014 12 13",
    ],
)
def test_no_marks(typed: str) -> None:
    assert lettermark.read(typed, IN_FORCE) is None


def test_symbols_are_compared_without_case_and_spaces() -> None:
    assert compact("PW II") == compact("pwii") == "pwii"
    assert compact("OŚ–A") == compact("oś-a") == "os-a"


@pytest.mark.parametrize(
    "typed",
    ["PWII 14", "pwii, zad. 14", "PW II zadanie 14", "PWII pkt 14", "PWII nr 14", "zadanie 14 PWII", "zad. 14 w PW II"],
)
def test_a_symbol_with_a_number(typed: str) -> None:
    assert lettermark.numbered(typed) == ("pwii", "14")


def test_a_symbol_without_one() -> None:
    assert lettermark.numbered("PWII") == ("", "")


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    mark = lettermark.read(text, IN_FORCE)
    symbol, number = lettermark.numbered(text)

    assert mark is None or mark.symbol
    assert bool(symbol) == bool(number)
