from pathlib import Path

import pytest
from django.db import connection

from tests.cast import administrator, auditor, editor, powerless, publisher, reader, second_editor, visitor
from tests.small_tree import department, unit
from tests.started import address

__all__ = [
    "administrator",
    "auditor",
    "department",
    "editor",
    "powerless",
    "publisher",
    "reader",
    "second_editor",
    "unit",
    "visitor",
]


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """The DATABASE_URL of a database of the same kind in which `migrate` was never run."""
    return f"sqlite:///{tmp_path / 'new.sqlite3'}" if connection.vendor == "sqlite" else address("postgres")
