"""Words are compared without case, diacritics and endings, and marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import (
    EMPTY,
    Piece,
    excerpt,
    folded,
    is_telling,
    marked,
    stems,
    telling_words,
    words_in,
)

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("aąłż -.@e1\n\N{NO-BREAK SPACE}"), st.characters()), max_size=80)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tłumaczenie", "tłumaczeń"),
        ("spotkania", "spotkań"),
        ("książka", "książki"),
        ("ksiazka", "książki"),
        ("inwentarzowa", "inwentarzowej"),
        ("rejestrow", "rejestrów"),
        ("umowy", "umów"),
        ("ŁASKI", "Łaskiego"),
        ("Pisarska", "pisarskiej"),
        ("e-promocja", "ePromocji"),
        ("e-mail", "email"),
        ("DYREKTOR", "dyrektora"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other))


@pytest.mark.parametrize(("one", "other"), [("umowa", "umieć"), ("rada", "radio"), ("sąd", "sad")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stems(one)[0] != stems(other)[0] or one == "sąd"  # without diacritics «sąd» and «sad» are one word


def test_words_that_say_nothing_are_left_out() -> None:
    told = [word.text for word in telling_words("Kto w urzędzie zajmuje się tłumaczeniem?")]

    assert told == ["urzędzie", "tłumaczeniem"]


def test_the_list_of_empty_words_is_written_as_words_are_compared() -> None:
    assert {folded(word) for word in EMPTY} == EMPTY


def test_what_is_sought_is_marked_in_any_form() -> None:
    pieces = marked("Obsługa tłumaczeń i spotkań.", {*stems("tłumaczenie"), *stems("spotkanie")})

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
    sought = {stem for word in words_in(query) for stem in stems(word.text)}

    assert "".join(piece.text for piece in marked(text, sought)) == text


@given(TEXTS)
def test_a_word_always_has_a_stem_that_begins_like_it(text: str) -> None:
    """Marks are looked for among words that begin like what is sought."""
    for word in words_in(text):
        assert word.text == text[word.start : word.end]
        assert stems(word.text)
        assert marked(word.text, {*stems(word.text)}) == [Piece(word.text, found=is_telling(word.text))]


def test_an_excerpt_begins_a_little_before_what_was_sought() -> None:
    text = "początek " * 40 + "rejestr umów " + "koniec " * 40
    shown = excerpt(text, {*stems("umowa")}, 100)

    assert "rejestr umów" in shown
    assert shown.startswith("…początek")
    assert shown.endswith("koniec…")


@given(TEXTS, st.integers(10, 60))
def test_an_excerpt_is_no_longer_than_its_room(text: str, length: int) -> None:
    assert len(excerpt(text, {"a"}, length)) <= length + 2  # with the dots on both sides


def test_lines_of_an_excerpt_are_parted() -> None:
    assert excerpt("Skarga\n\nZłóż ją u nas.\nalbo pocztą", set(), 100) == "Skarga · Złóż ją u nas. albo pocztą"
