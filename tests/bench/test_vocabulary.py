"""The big office writes as an office does: always the same, few words often and many seldom."""

from collections import Counter
from random import Random

import pytest

from bench.vocabulary import LENGTH, vocabulary
from search.words import folded, words_in

pytestmark = pytest.mark.once
TEXTS = 2_000


def texts() -> list[str]:
    random = Random("zadania")
    return [vocabulary().text(random) for _ in range(TEXTS)]


def test_texts_are_the_same_in_every_run_and_as_long_as_a_duty() -> None:
    first, again = texts(), texts()

    assert first == again
    assert len(set(first)) == TEXTS
    assert LENGTH - 1 <= min(map(len, first))
    assert max(map(len, first)) < LENGTH + 40


def test_few_words_are_frequent_and_many_are_rare() -> None:
    times = Counter(folded(word.text) for text in texts() for word in words_in(text))
    falling = [count for _, count in times.most_common()]

    assert len(falling) > 4_000
    assert sum(falling[:100]) > sum(falling) / 4
    assert sum(count <= 2 for count in falling) > len(falling) / 3
    assert falling[0] > 10 * falling[10] > 20 * falling[100]
