"""The system checks of an installation: each by its id, both ways."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.core.checks import CheckMessage
from django.db import DatabaseError, NotSupportedError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from deptportal import checks
from tests.deptportal.test_database import caused_by

Check = Callable[..., list[CheckMessage]]
OF_DATABASE = [checks.database_answers, checks.database_is_new_enough, checks.database_is_migrated]


def ids(messages: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in messages]


@pytest.mark.django_db
@pytest.mark.parametrize("check", OF_DATABASE)
def test_a_sound_database_is_taken(check: Check) -> None:
    assert check(None, databases=["default"]) == []


@pytest.mark.parametrize("check", OF_DATABASE)
def test_no_database_is_asked_unless_it_is_named(check: Check) -> None:
    assert check(None, databases=None) == []


def refuse_with(monkeypatch: pytest.MonkeyPatch, error: DatabaseError) -> None:
    def refuse(*args: Any) -> None:
        raise error

    monkeypatch.setattr(connection, "ensure_connection", refuse)


def found_in_all() -> list[CheckMessage]:
    return [message for check in OF_DATABASE for message in check(None, databases=["default"])]


def test_a_database_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_with(monkeypatch, NotSupportedError("PostgreSQL 14 or later is required (found 12.22)."))
    (message,) = found_in_all()

    assert message.id == "deptportal.E001"
    assert message.msg.startswith("Baza danych jest za stara")
    assert "found 12.22" in message.msg


def test_a_database_that_does_not_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_with(monkeypatch, caused_by(psycopg.OperationalError("Connection refused")))
    (message,) = found_in_all()

    assert message.id == "deptportal.E003"
    assert message.msg.startswith("Baza danych, do której prowadzi DATABASE_URL, nie odpowiada")


def test_an_error_of_the_program_is_not_taken_for_one_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_with(monkeypatch, DatabaseError("something else"))
    with pytest.raises(DatabaseError):
        checks.database_answers(None, databases=["default"])


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_told() -> None:
    MigrationRecorder(connection).record_unapplied("tasks", "0001_initial")

    assert ids(checks.database_is_migrated(None, databases=["default"])) == ["deptportal.E004"]


@pytest.mark.parametrize(
    ("site", "hosts", "found"),
    [
        ("https://bip.example.pl", ["bip.example.pl"], []),
        ("https://bip.example.pl:8443", [".example.pl"], []),
        ("http://[::1]:8000", ["[::1]"], []),
        ("https://bip.example.pl", ["example.pl"], ["deptportal.E002"]),
    ],
)
def test_the_portal_answers_at_its_own_address(site: str, hosts: list[str], found: list[str]) -> None:
    with override_settings(SITE_URL=site, ALLOWED_HOSTS=hosts):
        assert ids(checks.site_answers_at_its_own_address(None)) == found


@pytest.mark.parametrize(("demo", "found"), [(False, []), (True, ["deptportal.W001"])])
def test_a_demonstration_is_not_deployed_unnoticed(demo: bool, found: list[str]) -> None:
    with override_settings(DEMO=demo):
        assert ids(checks.demonstration_is_off(None)) == found
