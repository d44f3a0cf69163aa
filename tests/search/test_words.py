"""Words are compared without case and diacritics, and marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import (
    EMPTY,
    KINDS,
    LONGEST_WORD,
    Piece,
    compared,
    excerpt,
    folded,
    is_telling,
    marked,
    telling_words,
    words_in,
)

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("aąłż -.@e1\n\N{NO-BREAK SPACE}"), st.characters()), max_size=80)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ŁÓDŹ", "lodz"),
        ("książkę", "KSIAZKE"),
        ("e-promocja", "ePromocja"),
        ("E‑mail", "email"),
        ("Straße", "strasse"),
        ("żo\u0301łw", "zolw"),
    ],
)
def test_case_diacritics_and_a_hyphen_make_no_difference(one: str, other: str) -> None:
    assert compared(one) == compared(other)


def test_other_letters_do() -> None:
    assert compared("rada") != compared("rady")


def test_what_is_longer_than_a_word_is_compared_by_its_beginning() -> None:
    assert compared("a" * 1000) == "a" * LONGEST_WORD


def test_only_e_stands_before_a_hyphen_within_a_word() -> None:
    assert [word.text for word in words_in("e-doręczenia, biało-czerwone i 12-14")] == [
        "e-doręczenia",
        "biało",
        "czerwone",
        "i",
        "12",
        "14",
    ]


def test_words_that_say_nothing_are_left_out() -> None:
    told = [word.text for word in telling_words("Kto w urzędzie zajmuje się tłumaczeniem?")]

    assert told == ["urzędzie", "tłumaczeniem"]


@pytest.mark.parametrize("words", [EMPTY, KINDS])
def test_lists_of_words_are_written_as_words_are_compared(words: frozenset[str]) -> None:
    assert {folded(word) for word in words} == words


def test_the_forms_that_are_sought_are_marked() -> None:
    pieces = marked("Obsługa tłumaczeń i spotkań.", {"tlumaczen", "spotkan"})

    assert pieces == [
        Piece("Obsługa "),
        Piece("tłumaczeń", found=True),
        Piece(" i "),
        Piece("spotkań", found=True),
        Piece("."),
    ]


def test_empty_words_are_not_marked() -> None:
    assert marked("w domu i na wsi", {"w", "i", "na"}) == [Piece("w domu i na wsi")]


@given(TEXTS, TEXTS)
def test_pieces_are_the_text(text: str, query: str) -> None:
    sought = {compared(word.text) for word in words_in(query)}

    assert "".join(piece.text for piece in marked(text, sought)) == text


@given(TEXTS)
def test_a_word_is_marked_by_its_own_form(text: str) -> None:
    for word in words_in(text):
        assert word.text == text[word.start : word.end]
        if len(word.text) <= LONGEST_WORD:
            assert marked(word.text, {compared(word.text)}) == [Piece(word.text, found=is_telling(word.text))]


def test_an_excerpt_begins_a_little_before_what_was_sought() -> None:
    text = "początek " * 40 + "rejestr umów " + "koniec " * 40
    shown = excerpt(text, {"umow"}, 100)

    assert "rejestr umów" in shown
    assert shown.startswith("…początek")
    assert shown.endswith("koniec…")


@given(TEXTS, st.integers(10, 60))
def test_an_excerpt_is_no_longer_than_its_room(text: str, length: int) -> None:
    assert len(excerpt(text, {"a"}, length)) <= length + 2  # with the dots on both sides


def test_lines_of_an_excerpt_are_parted() -> None:
    assert excerpt("Skarga\n\nZłóż ją u nas.\nalbo pocztą", set(), 100) == "Skarga · Złóż ją u nas. albo pocztą"
