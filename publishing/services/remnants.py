"""What a changed row leaves behind in the database's files, and how it is erased."""

import logging
from typing import Final

from django.db import DatabaseError, connection

SQLITE: Final = ("VACUUM",)
# A plain VACUUM leaves the old bytes in the free space of their page; FULL writes every table anew. Samples of columns
# stand in pg_statistic, and are written anew last, after the tables that are sampled.
POSTGRESQL: Final = ("VACUUM (FULL, ANALYZE)", "VACUUM (FULL) pg_catalog.pg_statistic")
BUSY: Final = "Ktoś właśnie czyta bazę, więc plik -wal nie został opróżniony."
REFUSED: Final = "Baza danych nie dała się uporządkować: {}."
INSIDE: Final = "Bazy danych nie da się uporządkować wewnątrz transakcji."


def erase_remnants() -> str:
    """Write the whole database anew, so that nothing of what was replaced stands in its files; after the commit.

    Readers wait while their table is written. Returns what went wrong, empty if nothing did: then it is to be done
    again (`manage.py erase_remnants`).
    """
    if connection.in_atomic_block:
        return INSIDE
    try:
        with connection.cursor() as cursor:
            for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
                cursor.execute(statement)
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return BUSY if cursor.fetchone()[0] else ""
    except DatabaseError as error:
        logging.getLogger("publishing").warning("remnants of replaced rows stay in the database: %s", error)
        return REFUSED.format(str(error).strip().partition("\n")[0])
    return ""
