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


OVERLAP = "powołania na to samo stanowisko zachodzą na siebie"

_SHARED_DAYS = """
    other.post_id = NEW.post_id AND other.id <> NEW.id AND NOT other.acting
    AND (other.since IS NULL OR NEW.until IS NULL OR other.since <= NEW.until)
    AND (NEW.since IS NULL OR other.until IS NULL OR NEW.since <= other.until)
"""

APPOINTMENTS = Trigger(
    table="orgchart_appointment",
    sqlite=tuple(
        statement
        for event in ("INSERT", "UPDATE")
        for statement in (
            f"DROP TRIGGER IF EXISTS appointments_do_not_overlap_{event.lower()}",
            f"""
            CREATE TRIGGER appointments_do_not_overlap_{event.lower()} AFTER {event} ON orgchart_appointment
            WHEN NOT NEW.acting AND EXISTS (SELECT 1 FROM orgchart_appointment AS other WHERE {_SHARED_DAYS})
            BEGIN SELECT RAISE(ABORT, '{OVERLAP}'); END
            """,
        )
    ),
    postgresql=(
        f"""
        CREATE OR REPLACE FUNCTION appointments_do_not_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM 1 FROM orgchart_post WHERE id = NEW.post_id FOR UPDATE;
            IF NOT NEW.acting AND EXISTS (SELECT 1 FROM orgchart_appointment AS other WHERE {_SHARED_DAYS}) THEN
                RAISE EXCEPTION '{OVERLAP}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$
        """,
        "DROP TRIGGER IF EXISTS appointments_do_not_overlap ON orgchart_appointment",
        """
        CREATE TRIGGER appointments_do_not_overlap AFTER INSERT OR UPDATE ON orgchart_appointment
        FOR EACH ROW EXECUTE FUNCTION appointments_do_not_overlap()
        """,
    ),
)
TRIGGERS = (APPOINTMENTS,)
