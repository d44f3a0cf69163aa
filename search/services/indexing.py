"""Writing the index: what came into force or was planned is added, what is neither any more goes.

A search never waits for a publication: it sees the index as it was, until the transaction ends that writes it.
"""

import uuid
from collections.abc import Sequence
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from publishing import indexable, reading
from publishing.document import Document
from search.analysis import Analyser, analyser
from search.models import (
    STATE_ID,
    IndexedEdition,
    IndexedEntry,
    IndexedPlace,
    IndexState,
    IndexWord,
)
from search.rows import Counted, Writer, texts_of
from search.services.forgetting import forget_index
from search.shelf import Parted
from search.triggers import TABLE

BATCH: Final = 1000
ADD_WORD: Final = (
    "INSERT INTO search_indexword (word, entries) {rows}"
    " ON CONFLICT (word) DO UPDATE SET entries = search_indexword.entries + excluded.entries"
)
ADD_FORM: Final = (
    "INSERT INTO search_indexform (form, word, shown, seen) {rows} ON CONFLICT (form, word) DO UPDATE"
    " SET seen = search_indexform.seen + excluded.seen,"
    " shown = CASE WHEN search_indexform.shown = '' THEN excluded.shown ELSE search_indexform.shown END"
)
DROP_WORDS: Final = "DELETE FROM search_indexword WHERE entries <= 0"
DROP_FORMS: Final = (
    "DELETE FROM search_indexform WHERE NOT EXISTS"
    " (SELECT 1 FROM search_indexword WHERE search_indexword.word = search_indexform.word)"
)
HIDE_FORMS: Final = "UPDATE search_indexform SET shown = '', seen = 0 WHERE seen <= 0 AND shown <> ''"


def after_publication(edition: int) -> None:
    """What AFTER_PUBLICATION calls: the index follows at once, so that no reader has to wait for it."""
    catch_up()


def catch_up() -> None:
    """Make the index say what the record says now, if it does not; all anew where another analyser made it.

    It costs what changed. Whoever comes while somebody else writes waits for him, and then finds it done.
    """
    with transaction.atomic():
        state = _locked()
        version, _ = reading.version_and_next_change(timezone.now())
        if state.analyser != analyser().name:
            forget_index()
        elif state.version == version:
            return
        _follow(state, version, analyser())


def rebuild() -> int:
    """Make the whole index anew, in one transaction; returns how many entries it has."""
    with transaction.atomic():
        state = _locked()
        version, _ = reading.version_and_next_change(timezone.now())
        forget_index()
        _follow(state, version, analyser())
        _learn()
        return IndexedEntry.objects.count()


def _learn() -> None:
    """Let PostgreSQL know at once which lexemes are common; by itself it learns it a minute later, or never."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {TABLE}")


def _locked() -> IndexState:
    IndexState.objects.get_or_create(pk=STATE_ID)
    return IndexState.objects.select_for_update().get(pk=STATE_ID)


def _follow(state: IndexState, version: int, by: Analyser) -> None:
    wanted = indexable.shown_or_planned(timezone.now())
    stored = dict(IndexedEdition.objects.values_list("edition", "digest"))
    gone = _drop([edition for edition, digest in stored.items() if wanted.get(edition) != digest])
    missing = [edition for edition, digest in wanted.items() if stored.get(edition) != digest]
    writer, known = Writer(by), set(IndexWord.objects.values_list("word", flat=True))
    came = Counted.nothing()
    for edition, document in indexable.documents_of(missing):
        _add(edition, wanted[edition], document, writer, came)
    _note_forms(came, by, known)
    count(came.without(gone), 1)
    _clean()
    state.version, state.analyser, state.stamp = version, by.name, uuid.uuid4().hex
    state.save()


def _drop(editions: list[int]) -> Counted:
    """Returns what their texts counted."""
    counted = Counted.nothing()
    if not editions:
        return counted
    rows = IndexedEntry.objects.filter(edition__edition__in=editions)
    parted = Parted()
    for fields in rows.values_list("fields", flat=True).iterator(BATCH):
        counted.add(texts_of(fields, parted))
    rows._raw_delete(using=connection.alias)
    IndexedPlace.objects.filter(edition__edition__in=editions)._raw_delete(using=connection.alias)
    IndexedEdition.objects.filter(edition__in=editions)._raw_delete(using=connection.alias)
    return counted


def _add(edition: int, digest: str, document: Document, writer: Writer, counted: Counted) -> None:
    """What its texts count is added to `counted`."""
    indexed = IndexedEdition.objects.create(edition=edition, digest=digest)
    rows = list(writer.rows(document))
    places = list({id(place): place for place, _, _ in rows if place}.values())
    for place in places:
        place.edition = indexed
    IndexedPlace.objects.bulk_create(places, BATCH)
    for at, row, texts in rows:
        row.edition, row.place = indexed, at
        counted.add(texts)
    IndexedEntry.objects.bulk_create([row for _, row, _ in rows], BATCH)


def _clean() -> None:
    """Drop the words that no entry holds any more, with their forms."""
    with connection.cursor() as cursor:
        for statement in (DROP_WORDS, DROP_FORMS, HIDE_FORMS):
            cursor.execute(statement)


def count(counted: Counted, times: int) -> None:
    """Add so many times what was counted to what the index knows of words; what is negative is taken away."""
    _write(ADD_WORD, [(word, times * count) for word, count in sorted(counted.entries.items())])
    forms = [
        (form, word, counted.shown(form) if form in counted.written else "", times * count)
        for (form, word), count in sorted(counted.seen.items())
    ]
    _write(ADD_FORM, forms)


def _write(statement: str, rows: Sequence[tuple[str | int, ...]]) -> None:
    """All rows: by one statement on PostgreSQL, which is asked over a wire."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(statement.format(rows=f"VALUES ({', '.join(['%s'] * len(rows[0]))})"), rows)
        else:
            arrays = ", ".join(f"%s::{'int' if isinstance(value, int) else 'text'}[]" for value in rows[0])
            cursor.execute(
                statement.format(rows=f"SELECT * FROM unnest({arrays})"), list(map(list, zip(*rows, strict=True)))
            )


def _note_forms(counted: Counted, by: Analyser, known: set[str]) -> None:
    """Other forms of words that are not `known` yet, which people will type without diacritics."""
    new = counted.entries.keys() - known
    written = {next(iter(counted.written[form])) for form, word in counted.seen if word in new}
    pairs = {(form, lexeme) for word in written for lexeme, form in by.forms(word) if lexeme in new}
    _write(ADD_FORM, [(form, lexeme, "", 0) for form, lexeme in sorted(pairs)])
