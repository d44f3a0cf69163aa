"""The suite runs on the database that `--db` names, and a transactional test leaves its triggers as they were."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests import triggers


@pytest.mark.django_db
def test_the_chosen_database_answers(pytestconfig: pytest.Config) -> None:
    chosen = {"sqlite": "sqlite", "postgres": "postgresql"}[pytestconfig.getoption("--db")]

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert connection.vendor == chosen


@pytest.mark.django_db(transaction=True)
def test_the_flush_leaves_the_triggers_as_they_were() -> None:
    before = triggers.names(connection)
    TransactionTestCase("setUp")._fixture_teardown()  # type: ignore[attr-defined]  # as in tests/conftest.py

    assert before
    assert triggers.names(connection) == before
