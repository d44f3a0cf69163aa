"""The search's tables, filled by hand with somebody's name, as an index that was made of his editions holds it."""

import json
from typing import Final

from django.utils import timezone

from search.models import (
    STATE_ID,
    IndexedEdition,
    IndexedEntry,
    IndexedPlace,
    IndexForm,
    IndexState,
    IndexWord,
    Miss,
    Synonym,
)
from search.words import folded

BEYOND: Final = 10_000  # no edition of a test has such a number


def write_index(name: str, *, editions: int = 1) -> None:
    lexemes = [folded(word) for word in name.split()]
    IndexState.objects.update_or_create(pk=STATE_ID, defaults={"version": 7, "analyser": "x", "stamp": "before"})
    for number in range(BEYOND, BEYOND + editions):
        edition = IndexedEdition.objects.create(edition=number, digest="a" * 64)
        place = IndexedPlace.objects.create(
            edition=edition, key="unit00000001", line=json.dumps([{"head": name}]), beside=json.dumps([name])
        )
        IndexedEntry.objects.create(
            edition=edition,
            place=place,
            position=1,
            kind="post",
            key="post00000001",
            words=" ".join(lexemes),
            fields=json.dumps([name]),
            item=json.dumps({"person": name}),
        )
    for lexeme, word in zip(lexemes, name.split(), strict=True):
        IndexWord.objects.update_or_create(word=lexeme, defaults={"entries": editions})
        IndexForm.objects.update_or_create(form=lexeme, word=lexeme, defaults={"shown": word, "seen": 1})


def write_words(name: str) -> None:
    """What editors and readers may have typed."""
    Synonym.objects.create(said=f"szef; {name}", written="dyrektor")
    Miss.objects.create(words=f"gdzie jest {name.lower()}", day=timezone.localdate())
    Miss.objects.create(words="jednorożec", day=timezone.localdate())
