"""What a worker keeps of the index: its words and how common they are, the forms that texts have, other words for them.

It is as large as the vocabulary, not as the office. It is read anew when the stamp of the index changes, and given up
with every new public version, so that nothing of what was redacted stays in memory.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Final, NamedTuple, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler, Prefix

from search import lexemes
from search.analysis import Analyser, Snowball
from search.lettermark import compact
from search.synonyms import Synonyms

EXACT: Final = 1.0
BEGINNING: Final = 0.6  # «tłumacz» and «tłumaczeń»
KIN: Final = 0.4  # «promocja» and «promocyjny»
SHORTEST_BEGINNING: Final = 4
LONGEST_ENDING: Final = 3
KINSHIP: Final = 0.6  # of the longer one that both must have in common
LONGEST_SUFFIX: Final = 4  # «weryfikować» and «weryfikacja»
DISTANT: Final = 0.3  # «inwentaryzacja» and «inwentarzowy»
SHORTEST_ROOT: Final = 6
ROOT: Final = 0.55  # of the longer one
SHORT: Final = 4  # letters: a shorter word is not corrected
ONE_MISTAKE: Final = 5  # letters: a longer one may have two
LIKELY: Final = 8
ALIKE: Final = 0.75
MOST_TRIED: Final = 4  # forms: to look whether readers see one may cost a question to the database

Fits = Callable[[Collection[str]], bool]


def _any(lexemes: Collection[str]) -> bool:
    return True


class Form(Protocol):
    """A form of a word, and the lexeme that it leads to; as texts have it, and how often."""

    @property
    def form(self) -> str: ...

    @property
    def word(self) -> str: ...

    @property
    def shown(self) -> str: ...

    @property
    def seen(self) -> int: ...


class KnownForm(NamedTuple):
    form: str
    word: str
    shown: str
    seen: int


@dataclass(frozen=True)
class Correction:
    """What was meant: as texts write it, and the lexemes that it leads to; none for a word that only people say."""

    shown: str
    lexemes: tuple[str, ...]


class Catalogue:
    """`counts`: how many of the `total` entries hold each lexeme; `editions`: which stand in the index, by number."""

    def __init__(
        self,
        analyser: Analyser,
        counts: Mapping[str, int],
        forms: Iterable[Form],
        symbols: Sequence[str],
        synonyms: Synonyms,
        editions: Mapping[int, int],
        total: int,
    ) -> None:
        self.analyser, self.counts, self.synonyms, self.editions = analyser, counts, synonyms, editions
        self.total = total
        self._stemmer = Snowball()
        self.symbols = {compact(symbol): symbol for symbol in symbols if symbol}
        signs = set(map(lexemes.plain, self.symbols))
        self._vocabulary = sorted(word for word in counts if word not in signs and ":" not in word)
        # Tens of thousands of them: in plain tuples, with which the collector of garbage has nothing to do.
        self._forms: dict[str, tuple[tuple[str, str, str, int], ...]] = {}
        self._forms_of: dict[str, tuple[str, ...]] = {}
        for one in forms:
            self._forms[one.form] = (*self._forms.get(one.form, ()), (one.form, one.word, one.shown, one.seen))
            self._forms_of[one.word] = (*self._forms_of.get(one.word, ()), one.form)
        self._spellings = _by_length([*self._forms, *(word for word in synonyms.words if word not in self._forms)])
        self.sorted_forms = sorted(self._forms)

    def forms_of(self, words: Iterator[str]) -> frozenset[str]:
        """As texts have them, folded."""
        return frozenset(form for word in words for form in self._forms_of.get(word, ()))

    def seen(self, form: str) -> Sequence[Form]:
        return tuple(map(KnownForm._make, self._forms.get(form, ())))

    def kindred(self, lexeme: str) -> Iterator[tuple[str, float]]:
        """Lexemes that begin alike, and how well they fit."""
        beginning = lexeme[:SHORTEST_BEGINNING]
        if len(beginning) < SHORTEST_BEGINNING or lexeme.isdecimal() or lexeme in self.symbols:
            return
        for at in range(bisect_left(self._vocabulary, beginning), len(self._vocabulary)):
            other = self._vocabulary[at]
            if not other.startswith(beginning):
                return
            if other != lexeme and (quality := kinship(lexeme, other)):
                yield other, quality

    def correction(self, form: str, fits: Fits = _any) -> Correction | None:
        """The form that was meant, if one is near enough: the nearest, of several the one that texts have most.

        `fits`: whether a form may be named that leads to these lexemes; a word that only people say always may.
        """
        if len(form) < SHORT or not form.isalpha():
            return None
        near = [
            *self._nearest(form, self._spellings, lambda found: self._fits(found, fits)),
            *self._nearest_by_stem(form, fits),
        ]
        if not near:
            return None
        meant, _ = min(near, key=lambda one: one[1])
        found = self.seen(meant)
        shown = next((one.shown for one in found if one.shown), self.synonyms.words.get(meant, meant))
        return Correction(shown, tuple(one.word for one in found))

    def nearest(self, form: str, most: int, fits: Fits = _any) -> list[str]:
        """Words that texts have and that look most like it, as they are written, best first."""
        every = list(chain(*self._spellings.values()))
        near = process.extract(form, every, scorer=JaroWinkler.similarity, score_cutoff=ALIKE, limit=most * LIKELY)
        rows = (seen for spelling, _, _ in near if (seen := self.seen(spelling)) and fits({one.word for one in seen}))
        shown = (one.shown for seen in islice(rows, most) for one in seen if one.shown)
        return list(dict.fromkeys(shown))[:most]

    def _nearest(
        self, form: str, among: Mapping[int, Sequence[str]], fits: Callable[[str], bool]
    ) -> list[tuple[str, int]]:
        """The nearest one, and how far it is; none, if all are too far.

        `among`: spellings by their length; one mistake makes a word longer or shorter by a letter at most.
        """
        most = 1 if len(form) <= ONE_MISTAKE else 2
        alike = chain(*(among.get(length, ()) for length in range(len(form) - most, len(form) + most + 1)))
        near = process.extract(form, list(alike), scorer=OSA.distance, score_cutoff=most, limit=None)
        best = sorted(near, key=lambda one: (one[1], one[0][0] != form[0], -self._times(one[0]), one[0]))[:MOST_TRIED]
        fitting = ((found, int(distance)) for found, distance, _ in best if fits(found))
        return list(islice(fitting, 1))

    def _fits(self, form: str, fits: Fits) -> bool:
        seen = self.seen(form)
        return not seen or fits({one.word for one in seen})

    def _nearest_by_stem(self, form: str, fits: Fits) -> list[tuple[str, int]]:
        """The same of what is left without endings: another form of the word may be the one that texts have."""
        stem = self._stemmer.lexemes(form)[-1]
        if len(stem) < SHORT:
            return []
        nearest = self._nearest(stem, self._stems_by_length, lambda found: self._fits(self._stems[found], fits))
        return [(self._stems[found], distance) for found, distance in nearest]

    @cached_property
    def _stems_by_length(self) -> dict[int, list[str]]:
        return _by_length(self._stems)

    @cached_property
    def _stems(self) -> dict[str, str]:
        """Of the forms that texts have, those that stand most often last."""
        forms = sorted(self._forms, key=self._times)
        return {self._stemmer.lexemes(form)[-1]: form for form in forms}

    def _times(self, form: str) -> int:
        return sum(seen for *_, seen in self._forms.get(form, ()))


def _by_length(words: Iterable[str]) -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = {}
    for word in words:
        lengths.setdefault(len(word), []).append(word)
    return lengths


def kinship(lexeme: str, other: str) -> float:
    """How well two that begin alike fit; 0 for those that only happen to."""
    common = Prefix.similarity(lexeme, other)
    if common == len(lexeme):  # all that was typed: somebody may have stopped in the middle of a word
        return BEGINNING if len(other) - common <= LONGEST_ENDING else KIN
    if common == len(other):
        return BEGINNING if len(lexeme) - common <= LONGEST_ENDING else 0.0
    longer = max(len(lexeme), len(other))
    if common >= KINSHIP * longer and longer - common <= LONGEST_SUFFIX:
        return KIN
    return DISTANT if common >= max(SHORTEST_ROOT, ROOT * longer) else 0.0
