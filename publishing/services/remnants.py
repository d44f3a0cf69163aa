"""What a changed row leaves behind in the database's files, and how it is erased."""

import logging
import time
from typing import Final

from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

# A plain VACUUM leaves the old bytes in the free space of their page; FULL writes every table anew. Samples of columns
# stand in pg_statistic, and are written anew last, after the tables that are sampled.
POSTGRESQL: Final = ("VACUUM (FULL, ANALYZE)", "VACUUM (FULL) pg_catalog.pg_statistic")
# VACUUM keeps rows that an older transaction may still see, an analysis by the server itself included.
OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)"
)
PATIENCE: Final = 30  # seconds
PAUSE: Final = 0.1
TURNS: Final = 3
OCCUPIED: Final = "Trwają inne operacje na bazie, które mogą jeszcze widzieć usunięte dane."
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
            return _rewrite_sqlite(cursor) if connection.vendor == "sqlite" else _rewrite_postgresql(cursor)
    except DatabaseError as error:
        logging.getLogger("publishing").warning("remnants of replaced rows stay in the database: %s", error)
        return REFUSED.format(str(error).strip().partition("\n")[0])


def _rewrite_sqlite(cursor: CursorWrapper) -> str:
    cursor.execute("VACUUM")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return BUSY if cursor.fetchone()[0] else ""


def _rewrite_postgresql(cursor: CursorWrapper) -> str:
    """Once more if a transaction began meanwhile, be it an analysis by the server itself: it may have seen old rows."""
    for _ in range(TURNS):
        free = _alone(cursor)
        for statement in POSTGRESQL:
            cursor.execute(statement)
        cursor.execute(OTHERS)
        if free and not cursor.fetchone()[0]:
            return ""
    return OCCUPIED


def _alone(cursor: CursorWrapper) -> bool:
    """Wait until no other transaction is under way; False if one stays."""
    until = time.monotonic() + PATIENCE
    while True:
        cursor.execute(OTHERS)
        if not cursor.fetchone()[0]:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
