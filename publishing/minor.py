"""Which changes are small enough to be called a minor correction (a letter, a comma). No Django.

A few words of wording, and nothing else: no duty comes or goes, nothing moves, nobody changes hands, no name, symbol,
function, telephone or address is another one. A reader who skips minor corrections in the register misses nothing.
"""

from typing import Final

from publishing.differences import Act, Difference, compare
from publishing.document import Document
from publishing.words import word_by_word

MOST_WORDS: Final = 5  # put in, and as many taken out, in the whole document
WORDINGS: Final = frozenset(
    {
        "text",
        "legal_basis",
        "intro",
        "heading",
        "handling",
        "registers",
        "competence",
        "opening_hours",
        "title",
        "body",
        "easy_text",
    }
)


def is_minor(old: Document, new: Document) -> bool:
    acts = compare(old, new).acts
    return all(map(_is_of_wording, acts)) and changed_words(acts) <= MOST_WORDS


def changed_words(acts: tuple[Difference, ...]) -> int:
    """How many words were put in or taken out, whichever is more: a word that was replaced counts once."""
    pieces = [piece for act in acts for piece in word_by_word(*_texts(act))]
    counts = (sum(len(piece.text.split()) for piece in pieces if piece.how == how) for how in ("ins", "del"))
    return max(counts)


def _is_of_wording(act: Difference) -> bool:
    return act.act is Act.CHANGED and act.fact in WORDINGS


def _texts(act: Difference) -> tuple[str, str]:
    before, after = (str(thing.said[act.fact]) if thing else "" for thing in (act.before, act.after))
    return before, after
