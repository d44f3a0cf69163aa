"""Dropping all triggers of a test database: those that refuse DELETE and TRUNCATE would refuse its flush as well."""

from django.db.backends.base.base import BaseDatabaseWrapper

FOUND = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


def names(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Every trigger with its table."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND[connection.vendor])
        return sorted(cursor.fetchall())


def drop(connection: BaseDatabaseWrapper) -> None:
    found = names(connection)
    with connection.cursor() as cursor:
        for name, table in found:
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}{place}")
