"""Rules that the database itself keeps, whatever program writes to it.

A `Trigger` holds the SQL for both databases. They are created again after every `migrate`, because SQLite rebuilds
a table to change it and loses its triggers in silence.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Trigger:
    """`sqlite` and `postgresql`: the statements that create the trigger on `table`, again if it exists."""

    table: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]


def install(connection: BaseDatabaseWrapper, triggers: tuple[Trigger, ...]) -> None:
    """Create the triggers anew in the connected database, those of tables that exist (a migration may go back)."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in (trigger for trigger in triggers if trigger.table in tables):
            for statement in trigger.sqlite if connection.vendor == "sqlite" else trigger.postgresql:
                cursor.execute(statement)


def reinstall_after_migrate(triggers: tuple[Trigger, ...]) -> Any:
    """A receiver for `post_migrate` that installs the triggers in the database that was migrated."""

    def receiver(*, using: str, **_: Any) -> None:
        install(connections[using], triggers)

    return receiver
