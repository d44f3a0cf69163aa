"""Fills the index with so many duties that no document holds, and measures how long a search takes among them.

Runs inside `manage.py shell`, for `bench.million`.
"""

import json
import secrets
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Any, Final

from django.db import connection, transaction

from bench.office import Size, make_office, publish_all
from bench.questions import Writer as Questioner
from bench.questions import questions
from bench.seek import find, milliseconds, seconds
from bench.vocabulary import LENGTH, vocabulary
from journal.triggers import install
from search import lexemes
from search.analysis import analyser
from search.entries import TEXT
from search.keeper import keeper
from search.models import IndexedEntry, IndexedPlace
from search.rows import Counted, Writer
from search.services.indexing import count
from search.shelf import Text, analysed, packed
from search.stamps import touch
from search.triggers import COLUMN as LEXEMES_OF
from search.triggers import TABLE, TRIGGERS

SIZE: Final = Size(departments=100, units=2_000, duties=2_000, largest_units=200, largest_duties=200)
HALVES: Final = 20_000
OF_KIND: Final = 50
COLUMNS: Final = ("edition_id", "place_id", "position", "kind", "key", "words", "fields", "item")
COPY: Final = f"COPY search_indexedentry ({', '.join(COLUMNS)}) FROM STDIN"
FROM: Final = 100_000  # positions of these duties, behind those of documents


@dataclass(frozen=True)
class Half:
    """Of a duty's text, analysed."""

    text: str
    words: tuple[tuple[str, ...], ...]


def main(duties: int) -> None:
    json.dump(_measured(duties), sys.stdout)


def _measured(duties: int) -> dict[str, Any]:
    publish_all(make_office(SIZE))
    some = list(halves(HALVES))
    filled = seconds(lambda: fill(some, duties))
    texts = [half.text for half in some]
    asked = questions(texts, OF_KIND)
    common = Questioner.of(texts, "one common")
    asked["one common"] = sorted(common.common)[:OF_KIND]
    return {
        "entries": IndexedEntry.objects.count(),
        "filled": filled,
        "loaded": seconds(keeper.catalogue),
        "found": {kind: milliseconds(find, of_kind) for kind, of_kind in asked.items()},
    }


def halves(number: int) -> Iterator[Half]:
    random, writer = Random(number), Writer(analyser())
    for _ in range(number):
        text = vocabulary().text(random, LENGTH // 2)
        yield Half(text, analysed(text, writer.lexemes))


@transaction.atomic
def fill(halves: Sequence[Half], duties: int) -> None:
    """Rows as `search.rows` makes them, with what the catalogue counts of them; the database learns of them."""
    places = list(IndexedPlace.objects.order_by("pk").values_list("edition_id", "pk"))
    random = Random(duties)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {TABLE}_{LEXEMES_OF}")
        with cursor.copy(COPY) as copy:
            for number in range(duties):
                edition, place = places[number * len(places) // duties]
                copy.write_row((edition, place, FROM + number, "duty", *_row(random.choices(halves, k=2), number)))
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # else the table, which has checks to come, is not to be altered
        install(connection, TRIGGERS)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    counted = Counted.nothing()
    for half in halves:
        counted.add((_text([half]),))
    count(counted, 2 * duties // len(halves))
    touch()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _row(halves: Sequence[Half], number: int) -> tuple[str, ...]:
    text = _text(halves)
    words = dict.fromkeys(lexemes.plain(lexeme) for word in text.words for lexeme in word)
    key = secrets.token_hex(6)
    item = json.dumps([{"key": key, "number": str(number), "text": text.text}, None])
    return key, " ".join(words), json.dumps([packed([text]), packed([])], ensure_ascii=False), item


def _text(halves: Sequence[Half]) -> Text:
    return Text(" ".join(half.text for half in halves), TEXT, tuple(chain.from_iterable(half.words for half in halves)))
