"""The system checks of an installation: each by its id, both ways."""

from typing import Any

import pytest
from django.core.checks import CheckMessage
from django.db import NotSupportedError, connection
from django.test import override_settings

from deptportal import checks


def ids(messages: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in messages]


@pytest.mark.django_db
def test_a_new_enough_database_is_taken() -> None:
    assert checks.database_is_new_enough(None, databases=["default"]) == []


def test_no_database_is_asked_unless_it_is_named() -> None:
    assert checks.database_is_new_enough(None, databases=None) == []


def test_a_database_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any) -> None:
        raise NotSupportedError("PostgreSQL 14 or later is required (found 12.22).")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    (message,) = checks.database_is_new_enough(None, databases=["default"])

    assert message.id == "deptportal.E001"
    assert message.msg.startswith("Baza danych jest za stara")
    assert "found 12.22" in str(message.hint)


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
