"""Suggestions to whoever types, of what readers may see at that moment."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from search.catalogue import Catalogue
from search.index import Index
from search.models import IndexedEntry, IndexedPlace
from search.suggesting import Named, Names, Suggestion, Vocabulary, suggest
from search.words import compared, words_in


@dataclass(frozen=True)
class Read:
    names: Names
    vocabulary: Vocabulary


remembered: Final[WeakKeyDictionary[Catalogue, Read]] = WeakKeyDictionary()
"""It goes with the catalogue beside which it was read, so that no worker remembers what was redacted."""


def suggestions(typed: str, index: Index) -> list[Suggestion]:
    read = _beside(index.catalogue)
    return suggest(typed, read.names, read.vocabulary, index.ranks, index.holds)


def _beside(catalogue: Catalogue) -> Read:
    read = remembered.get(catalogue)
    if read is None:
        places = IndexedPlace.objects.order_by("pk").values_list("edition", "line")
        names = Names([_named(edition, json.loads(line)) for edition, line in places])
        forms = (form for name in _people() for word in words_in(name) for form in catalogue.seen(compared(word.text)))
        remembered[catalogue] = read = Read(names, Vocabulary(catalogue, names.words, {form.word for form in forms}))
    return read


def _named(edition: int, line: list[dict[str, str]]) -> Named:
    department, unit = line[0], line[-1]
    above = department["name"] if line[1:] else ""
    return Named(edition, unit["name"], unit.get("symbol", ""), unit["slug"], above, department["slug"])


def _people() -> Iterator[str]:
    """Who holds a post, or is there for the whole office."""
    for item in IndexedEntry.objects.filter(kind="post").values_list("item", flat=True):
        post = json.loads(item)[0]
        yield from (holder["person"] for holder in post.get("holders", ()))
        yield post.get("name", "")
