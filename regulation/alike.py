"""How alike two texts are: the share of words that must be changed, added or removed to turn one into the other."""

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

MOST_REWORDED: Final = 0.4  # of the words of the longer text
ROUNDS: Final = (0.15, MOST_REWORDED)  # texts that are very alike are few: settled first, they spare comparing
FIRST_LETTER: Final = 0x10000  # words are spelt as one letter each, from here on: rapidfuzz compares strings fastest


def folded(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The words without case and without punctuation around them; a text that has none is one word."""
    stripped = (word.strip("„”\"'«».,;:!?()–—-") for word in text.casefold().split())
    return [word for word in stripped if word] or [text]


def alike_pairs(
    olds: Sequence[str], news: Sequence[str], most: float = MOST_REWORDED
) -> Iterator[tuple[int, int, float]]:
    """(index among `olds`, index among `news`, share of words that differ) of all pairs that are alike enough."""
    numbers: dict[str, int] = {}
    spelt = [_spell(text, numbers) for text in olds]
    for new, text in enumerate(news):
        found = process.extract(
            _spell(text, numbers),
            spelt,
            scorer=Levenshtein.normalized_distance,
            score_cutoff=most,
            limit=None,
        )
        yield from ((old, new, difference) for _, difference, old in found)


def _spell(text: str, numbers: dict[str, int]) -> str:
    return "".join(chr(FIRST_LETTER + numbers.setdefault(word, len(numbers))) for word in words(text))
