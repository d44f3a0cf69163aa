"""What a changed row leaves behind in the database's files, and how it is erased."""

import logging
import time
from typing import Final

from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

# A plain VACUUM leaves the old bytes in the free space of their page; FULL writes every table anew. Samples of columns
# stand in pg_statistic, and are written anew last, after the tables that are sampled.
POSTGRESQL: Final = ("VACUUM (FULL, ANALYZE)", "VACUUM (FULL) pg_catalog.pg_statistic")
# A transaction of this number, and all before it, may have seen what was replaced.
LATEST: Final = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
# VACUUM keeps rows that an older transaction may still see: one in this database, an analysis by the server itself
# included, but also one that writes in another database of the server, for VACUUM's own snapshot reaches back to it.
OTHERS: Final = (
    "SELECT pg_snapshot_xmin(pg_current_snapshot()) < %(latest)s::xid8"
    " OR EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND age(backend_xmin) > age(%(latest)s::xid8::xid))"
)
PATIENCE: Final = 30  # seconds
PAUSE: Final = 0.1
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
    """Each statement waits for the transactions that may have seen what the one before it, or the caller, replaced."""
    for statement in POSTGRESQL:
        if not _outlived(cursor):
            return OCCUPIED
        cursor.execute(statement)
    return ""


def _outlived(cursor: CursorWrapper) -> bool:
    """Wait until all transactions that are under way have ended; False if one stays. Later ones do not matter."""
    cursor.execute(LATEST)
    (latest,) = cursor.fetchone()
    until = time.monotonic() + PATIENCE
    while True:
        cursor.execute(OTHERS, {"latest": latest})
        if not cursor.fetchone()[0]:
            return True
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
