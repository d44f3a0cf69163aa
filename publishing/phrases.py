"""Finding a person in any text, however it was typed or stored. No Django.

A phrase («Jan Kowalski», one grammatical form) is found in any case, with or without diacritics, composed or not, with
any white space, a hyphen, a dot, a mark of Markdown or the like between its words, and with JSON's escapes. It is found
as whole words only, for «Jan Kowalski» in «Jana Kowalskiego» would leave its ending behind.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

REMOVED: Final = "[dane usunięto]"
SHORTEST: Final = 5  # letters and digits
FEWEST_WORDS: Final = 2
AROUND: Final = 40  # characters shown on each side

# Between two words: white space of any kind and marks of Markdown («Jan **Kowalski**», two cells of a table), signs as
# in an e-mail address, a file's name, a telephone, or the end of a link or of words in another language. None of the
# marks is a sign too, so that a long run of either is read once.
MARKS: Final = r"[\s*_\\|\[\]]"
LINK: Final = r"\](?:\([^()\s]{0,300}\)|\{lang=[a-z-]{1,20}\})"
BETWEEN: Final = rf"(?:{MARKS}+|{MARKS}*(?:[-.+@/(),‐‑–]{{1,2}}|{LINK}){MARKS}*|%20|%40)"
UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # a soft hyphen and its like
ESCAPE: Final = re.compile(r'\\+(?:u([0-9a-fA-F]{4})|([bfnrt"/]))')
BEGINS, ENDS = r"(?<![^\W_])", r"(?![^\W_])"  # an underscore parts words, as in a file's name
Span = tuple[int, int]


@dataclass(frozen=True)
class Phrases:
    """What is looked for: one or more phrases, as somebody typed them, one a line."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, lines: str) -> "Phrases":
        texts = (" ".join(line.split()) for line in lines.splitlines())
        return cls(tuple(dict.fromkeys(text for text in texts if text)))

    @property
    def too_short(self) -> list[str]:
        """Those that stand for nobody."""
        return [text for text in self.texts if sum(map(str.isalnum, text)) < SHORTEST]

    @property
    def single(self) -> list[str]:
        """Those of one word, that may stand for much else too."""
        return [text for text in self.texts if len(_words(text)) < FEWEST_WORDS]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        forms = {BETWEEN.join(map(re.escape, _words(text))) for text in self.texts} - {""}
        return _whole(sorted(forms, key=len, reverse=True))

    @cached_property
    def loose(self) -> re.Pattern[str]:
        """Words that begin alike, in either order: other grammatical forms, perhaps of the same person."""
        forms = set()
        for words in map(_words, self.texts):
            stems = [f"{re.escape(word[: max(3, len(word) - 2)])}[^\\W_]{{0,5}}" for word in words]
            forms |= {BETWEEN.join(stems), BETWEEN.join(reversed(stems))} if len(stems) > 1 else set()
        return _whole(sorted(forms))

    def found(self, text: str) -> list[Span]:
        """Where the phrases stand, from left to right, without overlaps."""
        return _joined(span for reading in _readings(text) for span in reading.spans(self.pattern))

    def alike(self, text: str) -> list[str]:
        """What looks like another form of a phrase, as it is written there."""
        spans = {span for reading in _readings(text) for span in reading.spans(self.loose)}
        known = self.found(text)
        others = [(a, z) for a, z in sorted(spans) if not any(a < end and begin < z for begin, end in known)]
        return [" ".join(text[a:z].split()) for a, z in others]

    def removed(self, text: str, instead: str = REMOVED) -> str:
        """The text with `instead` in place of every phrase; a text in JSON stays in JSON."""
        for begin, end in reversed(self.found(text)):
            text = text[:begin] + instead + text[end:]
        return text

    def excerpt(self, text: str) -> tuple[str, str, str]:
        """The first place: what stands before, the phrase as written there, what stands after."""
        begin, end = self.found(text)[0]
        return text[max(0, begin - AROUND) : begin], text[begin:end], text[end : end + AROUND]


class _Folding(dict[int, str]):
    """A letter's code → what it is looked for as: no case, no diacritics; made when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = letter.casefold().replace("ł", "l")
        folded = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        if letter in UNSEEN:
            folded = ""
        self[code] = folded
        return folded


FOLDING: Final = _Folding()


@dataclass(frozen=True)
class _Reading:
    """A text as it is read: `pieces` of it, each standing for one letter; None: every letter stands for itself."""

    text: str
    letters: str
    pieces: list[Span] | None

    def spans(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        folded = self.letters.translate(FOLDING)
        if not pattern.search(folded):
            return
        origin = [number for number, letter in enumerate(self.letters) for _ in FOLDING[ord(letter)]]
        for match in pattern.finditer(folded):
            first, last = origin[match.start()], origin[match.end() - 1] + 1
            while last < len(self.letters) and unicodedata.combining(self.letters[last]):
                last += 1
            yield (self.pieces[first][0], self.pieces[last - 1][1]) if self.pieces else (first, last)


def _readings(text: str) -> Iterator[_Reading]:
    """As it stands, and with JSON's escapes read, however deep they are nested."""
    yield _Reading(text, text, None)
    if "\\" not in text:
        return
    letters, pieces, end = [], [], 0
    for match in ESCAPE.finditer(text):
        letters.append(text[end : match.start()])
        pieces += [(at, at + 1) for at in range(end, match.start())]
        letters.append(chr(int(match[1], 16)) if match[1] else '"' if match[2] == '"' else " ")
        pieces.append(match.span())
        end = match.end()
    letters.append(text[end:])
    pieces += [(at, at + 1) for at in range(end, len(text))]
    yield _Reading(text, "".join(letters), pieces)


def _whole(forms: list[str]) -> re.Pattern[str]:
    """One of the forms as whole words; without any, nothing."""
    return re.compile(f"{BEGINS}(?:{'|'.join(forms)}){ENDS}" if forms else r"(?!)")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.translate(FOLDING))


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined
