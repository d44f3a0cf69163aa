"""Questions of two words, drawn from what the office does: no question twice, and the same ones in every run."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from bench.vocabulary import vocabulary
from search.thesaurus import starter
from search.words import WORD, folded, telling_words

COMMON: Final = 60  # so many words stand in most duties
RARE: Final = 40  # a word that the duties have at most so often
LONG: Final = 7  # letters of a word that somebody mistypes
LETTERS: Final = "aeiomnrstwz"
TRIES: Final = 10_000


@dataclass(frozen=True)
class Writer:
    """Of the texts of duties, and how often each word stands in them."""

    random: Random
    texts: Sequence[tuple[str, ...]]
    times: Mapping[str, int]
    common: frozenset[str]

    @classmethod
    def of(cls, duties: Sequence[str], seed: str = "") -> "Writer":
        texts = [tuple(word.text for word in telling_words(text)) for text in duties]
        times = Counter(folded(word) for text in texts for word in text)
        return cls(Random(seed), texts, times, frozenset(word for word, _ in times.most_common(COMMON)))

    def rare(self, word: str) -> bool:
        return self.times[folded(word)] <= RARE

    def frequent(self, word: str) -> bool:
        return folded(word) in self.common

    def pair(self, *wanted: Callable[[str], bool]) -> list[str]:
        """Words of one duty, one of each sort."""
        for _ in range(TRIES):
            text = self.random.choice(self.texts)
            of_sorts = [[word for word in text if sort(word)] for sort in wanted]
            if all(of_sorts):
                words = [self.random.choice(words) for words in of_sorts]
                if len(set(map(folded, words))) == len(words):
                    return words
        raise RuntimeError("no duty has such words")

    def inflected(self, word: str) -> str:
        """Another form of it, if it has one."""
        forms = _forms().get(word.lower(), (word,))
        return self.random.choice(forms)

    def mistyped(self, word: str) -> str:
        """With another letter, or without one."""
        at = self.random.randrange(1, len(word) - 1)
        return word[:at] + self.random.choice(["", self.random.choice(LETTERS)]) + word[at + 1 :]


def _forms() -> dict[str, tuple[str, ...]]:
    return {form.lower(): forms for forms in vocabulary().forms for form in forms}


def _any(word: str) -> bool:
    return word.isalpha()


def _long(word: str) -> bool:
    return word.isalpha() and len(word) >= LONG


def _said() -> list[str]:
    """Single words that people say, and no office writes."""
    written = {folded(form) for forms in vocabulary().forms for form in forms}
    said = (word for group in starter() for word in group.said if WORD.fullmatch(word))
    return [word for word in said if folded(word) not in written]


def questions(duties: Sequence[str], of_kind: int) -> dict[str, list[str]]:
    """So many of each kind."""
    said = _said()
    kinds: dict[str, Callable[[Writer], list[str]]] = {
        "rare and common": lambda writer: writer.pair(writer.rare, writer.frequent),
        "both common": lambda writer: writer.pair(writer.frequent, writer.frequent),
        "inflected": lambda writer: [writer.inflected(word) for word in writer.pair(_any, _any)],
        "no diacritics": lambda writer: [folded(word) for word in writer.pair(_any, _any)],
        "mistyped": lambda writer: [writer.mistyped(word) for word in writer.pair(_long, _long)],
        "other words": lambda writer: [writer.random.choice(said), *writer.pair(_any)],
    }
    return {kind: list(_distinct(Writer.of(duties, kind), make, of_kind)) for kind, make in kinds.items()}


def _distinct(writer: Writer, make: Callable[[Writer], list[str]], count: int) -> Iterator[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(make(writer))] = None
    return iter(made)
