"""Forty words in a hundred may differ, whatever the length; punctuation and case are no words."""

import pytest

from regulation.alike import alike_pairs, words


@pytest.mark.parametrize("length", range(1, 61))
def test_up_to_two_words_in_five_may_be_replaced(length: int) -> None:
    old = [f"słowo{n}" for n in range(length)]
    most = length * 2 // 5
    reworded = [f"inne{n}" if n < most else word for n, word in enumerate(old)]
    beyond = [f"inne{n}" if n <= most else word for n, word in enumerate(old)]

    assert list(alike_pairs([" ".join(old)], [" ".join(reworded)])) == [(0, 0, most / length)]
    assert list(alike_pairs([" ".join(old)], [" ".join(beyond)])) == []


@pytest.mark.parametrize("length", range(5, 61))
def test_words_may_as_well_be_added_or_left_out(length: int) -> None:
    old = [f"słowo{n}" for n in range(length)]
    few = length * 2 // 5

    assert list(alike_pairs([" ".join(old)], [" ".join(old[few:])]))
    assert list(alike_pairs([" ".join(old)], [" ".join([*old, *map(str, range(few))])]))


def test_case_and_punctuation_do_not_count() -> None:
    assert words("Organizacja portalu „lodzkie.pl”;") == ["organizacja", "portalu", "lodzkie.pl"]
    assert list(alike_pairs(["Dystrybucja pisma."], ["dystrybucja  pisma;"])) == [(0, 0, 0.0)]


def test_a_text_of_punctuation_alone_is_like_itself() -> None:
    assert list(alike_pairs(["…", "–"], ["–"])) == [(1, 0, 0.0)]
