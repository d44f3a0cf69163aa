"""A database that leads nowhere or was not prepared is told in one sentence, by every command."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, connections
from psycopg import errors

from deptportal.database import NOT_MIGRATED, do_without_pool, fault, first_connection
from tests.started import address, refusal, started

CLOSED = "postgres://portal:tajne@127.0.0.1:1/portal"


def caused_by(cause: Exception) -> DatabaseError:
    """As Django wraps what a driver has raised."""
    made = OperationalError(str(cause))
    made.__cause__ = cause
    return made


@pytest.mark.parametrize("command", ["migrate", "check_tree", "verify_editions", "createsuperuser"])
def test_a_server_that_does_not_answer_is_told(command: str) -> None:
    told = refusal(started("manage.py", command, DATABASE_URL=CLOSED))

    assert told.startswith("Baza danych, do której prowadzi DATABASE_URL, nie odpowiada: sprawdź adres, nazwę bazy,")
    assert told.endswith("port 1 failed: Connection refused).")
    assert "tajne" not in told


@pytest.mark.parametrize(("option", "answer"), [("sslmode=wrong", "sslmode"), ("foo=bar", "foo")])
def test_an_option_that_the_driver_refuses_is_told(option: str, answer: str) -> None:
    told = refusal(started("manage.py", "check_tree", DATABASE_URL=f"{CLOSED}?{option}"))

    assert told.startswith("Baza danych, do której prowadzi DATABASE_URL, nie odpowiada")
    assert answer in told


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite3").write_text("To nie jest baza danych. " * 100)
    for path in (tmp_path, tmp_path / "missing" / "portal.sqlite3", tmp_path / "text.sqlite3"):
        told = refusal(started("manage.py", "check_tree", DATABASE_URL=f"sqlite:///{path}"))
        assert told.startswith("Nie da się otworzyć pliku bazy danych, do którego prowadzi DATABASE_URL: sprawdź, czy")


def test_a_database_without_tables_is_told(empty: str) -> None:
    assert refusal(started("manage.py", "check_tree", DATABASE_URL=empty)) == NOT_MIGRATED


@pytest.mark.django_db
def test_what_the_server_refuses_is_told() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a server has accounts and databases; a file has none")
    told = refusal(started("manage.py", "check_tree", DATABASE_URL=address("nie-ma")))

    assert 'database "nie-ma" does not exist' in told


@pytest.mark.parametrize("cause", [errors.UndefinedColumn("no column"), errors.DeadlockDetected("deadlock")])
def test_an_error_of_the_program_is_no_fault_of_the_installation(cause: psycopg.Error) -> None:
    assert fault(caused_by(cause)) is None


def test_a_wrong_query_of_sqlite_is_no_fault_of_the_installation() -> None:
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect(":memory:").execute("SELECT x")

    assert fault(caused_by(raised.value)) is None


def test_a_connection_that_was_ended_is_told() -> None:
    told = fault(caused_by(psycopg.errors.AdminShutdown("terminating connection\nby order")))

    assert str(told).endswith("(odpowiedź sterownika: terminating connection).")


def test_a_command_has_no_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES, "default", {"OPTIONS": {"pool": {}, "sslmode": "require"}})
    do_without_pool()

    assert settings.DATABASES["default"] == {"OPTIONS": {"sslmode": "require"}}


@pytest.mark.django_db
def test_the_first_connection_has_no_pool_and_leaves_nothing() -> None:
    before = connections["default"]
    try:
        with first_connection():
            own = connections["default"]
            own.ensure_connection()
        assert own is not before and "pool" not in own.settings_dict["OPTIONS"]
        assert own.connection is None and connections["default"] is not own
    finally:
        connections["default"] = before
