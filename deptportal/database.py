"""Meeting the database for the first time: a connection without the pool, and one sentence about one that fails.

An installation can be wrong in two ways that only a connection shows: `DATABASE_URL` leads nowhere, or `migrate` has
not been run. Both are the operator's to mend and are told in Polish; any other error is a bug and stays a traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, ProgrammingError, connections

NOT_MIGRATED: Final = "Baza danych nie jest przygotowana dla tej wersji programu: wykonaj polecenie manage.py migrate."
NO_SERVER: Final = (
    "Baza danych, do której prowadzi DATABASE_URL, nie odpowiada: sprawdź adres, nazwę bazy, konto i hasło "
    "oraz to, czy serwer działa (odpowiedź sterownika: {})."
)
NO_FILE: Final = (
    "Nie da się otworzyć pliku bazy danych, do którego prowadzi DATABASE_URL: sprawdź, czy ścieżka jest właściwa, "
    "czy folder istnieje i czy wolno w nim pisać (odpowiedź sterownika: {})."
)
UNDEFINED_TABLE: Final = "42P01"
LOST: Final = ("08", "57P")  # how the codes begin with which PostgreSQL ends a connection; without one there was none
CLOSED_FILE: Final = {3, 8, 10, 11, 13, 14, 23, 26}  # PERM READONLY IOERR CORRUPT FULL CANTOPEN AUTH NOTADB of SQLite


def do_without_pool() -> None:
    """A command needs one connection. The pool would try for ten seconds and log in English before it gave up."""
    with suppress(ImproperlyConfigured):  # settings that are refused are told when Django reads them itself
        settings.DATABASES[DEFAULT_DB_ALIAS].get("OPTIONS", {}).pop("pool", None)


@contextmanager
def first_connection() -> Iterator[None]:
    """Inside, the default connection is one without the pool; it is closed afterwards, so that workers inherit none."""
    own = connections.create_connection(DEFAULT_DB_ALIAS)
    options = own.settings_dict.get("OPTIONS", {})
    own.settings_dict = {**own.settings_dict, "OPTIONS": {k: options[k] for k in options if k != "pool"}}
    connections[DEFAULT_DB_ALIAS] = own
    try:
        yield
    finally:
        own.close()
        del connections[DEFAULT_DB_ALIAS]


def fault(error: DatabaseError) -> str | None:
    """The sentence about an error that the installation has caused; None when it is the program's."""
    cause = error.__cause__
    if _lacks_table(cause):
        return NOT_MIGRATED
    answer = str(cause).strip().partition("\n")[0].rstrip(".")
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF in CLOSED_FILE:
        return NO_FILE.format(answer)
    return NO_SERVER.format(answer) if _met_no_server(error, cause) else None


def _lacks_table(cause: Any) -> bool:
    return getattr(cause, "sqlstate", None) == UNDEFINED_TABLE or str(cause).startswith("no such table")


def _met_no_server(error: DatabaseError, cause: Any) -> bool:
    """psycopg gives every error of the server its code, and none to those before a connection stands."""
    code = getattr(cause, "sqlstate", "")
    return isinstance(error, OperationalError | ProgrammingError) and (code is None or code.startswith(LOST))
