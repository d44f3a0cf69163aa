"""Two texts word by word: what stayed, what was taken out, what was put in. No Django.

Readers may ask for any two editions, so no pair of texts may take long. The plain way of `difflib` reads best, but its
time grows with the cube of words that stand often, as the bars of a table do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz.distance import Indel

MOST_PAIRS: Final = 100_000  # of places where the texts have the same word, for difflib
MOST_CELLS: Final = 250_000_000  # of words by words, a bit of memory each
NEAR: Final = 12  # words beside a change
LONG_RUN: Final = 60  # words that stayed: fewer are told whole
LEFT_OUT: Final = "[…]"


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed (`how` is empty), was taken out («del») or put in («ins»)."""

    how: str
    text: str


def word_by_word(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts in one: what stayed, what was taken out, what was put in; whole words, with the space after them."""
    before, after = (re.findall(r"\S+\s*", text) for text in (old, new))
    pieces: list[Piece] = []
    a = b = 0
    for first, other, size in [*_alike(before, after), (len(before), len(after), 0)]:
        pieces += [Piece("del", "".join(before[a:first]))] if first > a else []
        pieces += [Piece("ins", "".join(after[b:other]))] if other > b else []
        pieces += [Piece("", "".join(after[other : other + size]))] if size else []
        a, b = first + size, other + size
    return tuple(pieces)


def near_changes(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same, where of a long run that stayed only the words beside a change are left, so that changes are found."""
    last = len(pieces) - 1
    return tuple(
        piece if piece.how else Piece("", _ends(piece.text, head=place > 0, tail=place < last))
        for place, piece in enumerate(pieces)
    )


def _ends(text: str, *, head: bool, tail: bool) -> str:
    words = re.findall(r"\S+\s*", text)
    if len(words) <= LONG_RUN:
        return text
    begins, ends = words[:NEAR] if head else [], words[-NEAR:] if tail else []
    return " ".join(filter(None, ["".join(begins).rstrip(), LEFT_OUT, "".join(ends)]))


def _alike(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of the same words: where they begin in either text, and how many words they have; in their order."""
    often = Counter(after)
    if sum(count * often[word] for word, count in Counter(before).items()) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        yield from (block for block in matcher.get_matching_blocks() if block.size)
    elif len(before) * len(after) <= MOST_CELLS:
        for step in Indel.opcodes(before, after):
            if step.tag == "equal":
                yield step.src_start, step.dest_start, step.src_end - step.src_start
