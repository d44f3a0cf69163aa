"""Texts as an office writes them: many words, few of them often, in their forms; the same ones in every run.

The words are those of the sample, by how often it has them, then those of the starter thesaurus that the office writes,
then names of places that no dictionary has. How often each is met falls as in any language: the second half as often as
the first, the tenth a tenth (Zipf).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, product
from random import Random
from typing import Final

from regulation.samples import SAMPLE
from search.thesaurus import starter
from search.words import WORD

LENGTH: Final = 185  # characters of a duty, about: as in a regulation
OFFSET: Final = 2.7  # Mandelbrot's: the very first words are not that much more frequent
FEWEST_LETTERS: Final = 3  # of a word that has other forms

# Of which names of places are put together: the long tail of words that stand in few texts.
BEGINNINGS: Final = (
    "Bor Brzez Bud Chrob Czarn Dąbr Dobr Drzew Gło Gór Grab Jabł Jas Jawor Kal Klon Konar Krusz Kwiat Lip Łęcz Łub Mal"
    " Mod Nied Olsz Opor Pias Pod Rud Ryb Sier Sok Świn Topol Wil"
)
MIDDLES: Final = "an ar ecz el er ik in iń isz ol ow osz ul yn"
ENDINGS: Final = "ice no ów owo sk ki"


@dataclass(frozen=True)
class Vocabulary:
    """Words with their forms, and how the frequency of the first so many adds up."""

    forms: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]

    def text(self, random: Random, length: int = LENGTH) -> str:
        """So many characters, or a word more."""
        chosen, written = list[str](), 0
        while written < length:
            (forms,) = random.choices(self.forms, cum_weights=self.weights)
            chosen.append(random.choice(forms))
            written += len(chosen[-1]) + 1
        return " ".join(chosen)


@cache
def vocabulary() -> Vocabulary:
    words = dict.fromkeys([*_of_sample(), *_of_thesaurus(), *_places()])
    weights = accumulate(1 / (rank + OFFSET) for rank in range(1, len(words) + 1))
    return Vocabulary(tuple(_forms(list(words))), tuple(weights))


def _of_sample() -> Iterator[str]:
    """The most frequent first."""
    counted = Counter(word.lower() for word in WORD.findall(SAMPLE.read_text(encoding="utf-8")) if word.isalpha())
    return (word for word, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _of_thesaurus() -> Iterator[str]:
    return (word for group in starter() for written in group.written for word in WORD.findall(written))


def _places() -> Iterator[str]:
    names = ["".join(parts) for parts in product(BEGINNINGS.split(), MIDDLES.split(), ENDINGS.split())]
    Random(len(names)).shuffle(names)
    return iter(names)


def _forms(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The word itself, and the forms that its dictionary has; the word alone where there is no dictionary."""
    if not find_spec("morfeusz2"):
        yield from ((word,) for word in words)
        return
    import morfeusz2  # noqa: PLC0415  # there is a wheel of it for most machines only

    dictionary = morfeusz2.Morfeusz(generate=True)
    for word in words:
        lemma = dictionary.analyse(word)[0][2][1].partition(":")[0] if len(word) >= FEWEST_LETTERS else ""
        generated = [form for form, *_ in dictionary.generate(lemma)] if lemma else []
        yield tuple(dict.fromkeys([word, *sorted(form for form in generated if form.isalpha() and not _odd(form))]))


def _odd(form: str) -> bool:
    """«Nieprowadzeniami», «najsłużbowszego»: forms that a dictionary has, and no office writes."""
    return form.startswith(("nie", "naj"))
