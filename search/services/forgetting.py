"""Forgetting the index, down to the bytes: what MADE_OF_EDITIONS names, for the redaction of a person."""

from typing import Final

from django.db import connection, transaction

from search.models import IndexedEdition, IndexedEntry, IndexedPlace, IndexForm, IndexState, IndexWord
from search.stamps import touch
from search.triggers import LEXEMES

# FTS5 notes a deletion beside what is deleted, with its words, until segments happen to be merged; this drops both. It
# comes last: the triggers of a row that went after it would note the row's words once more.
DROP_LEXEMES: Final = f"INSERT INTO {LEXEMES}({LEXEMES}) VALUES ('delete-all')"


@transaction.atomic
def forget_index() -> None:
    """Empty the whole index; who searches next, or publishes, finds it made by nobody, and makes it anew."""
    for model in (IndexedEntry, IndexedPlace, IndexedEdition, IndexForm, IndexWord):
        model.objects.all().delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(DROP_LEXEMES)
    IndexState.objects.update(version=0, analyser="")
    touch()
