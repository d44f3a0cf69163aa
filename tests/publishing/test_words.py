"""Two texts word by word."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing import words
from publishing.words import Piece, near_changes, word_by_word

pytestmark = pytest.mark.once

FEW: list[str] = ["a", "b", "|"]
TEXTS = st.lists(st.sampled_from(FEW), max_size=20).map(" ".join)


def test_word_by_word() -> None:
    assert word_by_word("Nadzór nad planami;", "Stały nadzór nad planami i budżetem;") == (
        Piece("del", "Nadzór "),
        Piece("ins", "Stały nadzór "),
        Piece("", "nad "),
        Piece("del", "planami;"),
        Piece("ins", "planami i budżetem;"),
    )
    assert word_by_word("", "x") == (Piece("ins", "x"),)
    assert word_by_word("x", "x") == (Piece("", "x"),)


def sides(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    before, after = (
        " ".join("".join(piece.text for piece in pieces if piece.how in {"", how}).split()) for how in ("del", "ins")
    )
    return before, after


@pytest.mark.parametrize("most_pairs", [words.MOST_PAIRS, -1])
@given(old=TEXTS, new=TEXTS)
def test_both_texts_are_told_whole_whichever_way_they_are_compared(most_pairs: int, old: str, new: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "MOST_PAIRS", most_pairs)
        pieces = word_by_word(old, new)

    assert sides(pieces) == (old, new)
    assert all(one.how != other.how for one, other in itertools.pairwise(pieces))
    if old == new:
        assert {piece.how for piece in pieces} <= {""}


def table(prices: range) -> str:
    """A list of prices, as a page has it."""
    return "".join(f"| sprawa {number} | {price} zł |\n" for number, price in enumerate(prices, start=10_000))


def test_a_long_table_whose_every_price_changed_is_not_left_to_difflib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(words, "SequenceMatcher")  # it would take minutes
    old, new = table(range(600)), table(range(1, 601))
    pieces = word_by_word(old, new)

    assert sides(pieces) == (" ".join(old.split()), " ".join(new.split()))
    assert [piece.text for piece in pieces[:4]] == ["| sprawa 10000 | ", "0 ", "1 ", "zł |\n| sprawa 10001 | "]


def test_texts_too_long_to_be_compared_word_by_word_are_told_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(words, "MOST_PAIRS", 0)
    monkeypatch.setattr(words, "MOST_CELLS", 3)

    assert word_by_word("a b", "a c") == (Piece("del", "a b"), Piece("ins", "a c"))


def test_of_a_long_run_that_stayed_the_words_beside_a_change_are_left() -> None:
    words = " ".join(f"słowo{number}" for number in range(200))
    pieces = near_changes(word_by_word(f"{words} stare {words}", f"{words} nowe {words}"))

    assert [piece.how for piece in pieces] == ["", "del", "ins", ""]
    assert pieces[0].text.startswith("[…] słowo188 ") and pieces[0].text.endswith("słowo199 ")
    assert pieces[3].text.startswith("słowo0 ") and pieces[3].text.endswith("słowo11 […]")


def test_a_run_that_is_not_long_is_told_whole() -> None:
    pieces = word_by_word("Ala ma kota i psa.", "Ala ma kota i dwa psy.")

    assert near_changes(pieces) == pieces
