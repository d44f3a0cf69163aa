"""The journal is append-only, and the database itself sees to it.

Three things are let through: an entry older than two years may go, a refusal that repeats may be counted, and words
may give way to a redaction that stands in `journal_erasure` already. Any other UPDATE, DELETE, TRUNCATE or REPLACE is
refused.
"""

from typing import Final

from journal.models import YEARS_KEPT, Entry
from journal.triggers import Trigger

REFUSAL: Final = "wpisu dziennika się nie zmienia ani nie usuwa"
COUNTED: Final = ("times", "last_at")
WORDS: Final = ("before", "after", "title", "actor", "path", "act")

# What `journal.refusals` writes: of nothing in particular.
REPEATING: Final = ", ".join(
    f"'{kind}'" for kind in (Entry.Kind.REFUSAL, Entry.Kind.FAILED_SIGN_IN, Entry.Kind.ACCOUNT)
)

# NEW may differ from OLD in these ways only. Both databases understand both conditions.
IS_COUNTED: Final = (
    "NEW.times > OLD.times AND NEW.last_at >= COALESCE(OLD.last_at, OLD.at)"
    f" AND OLD.key = '' AND OLD.kind IN ({REPEATING})"
)
IS_REDACTED: Final = (
    "NEW.redaction_id > COALESCE(OLD.redaction_id, 0)"
    " AND EXISTS (SELECT 1 FROM journal_erasure WHERE id = NEW.redaction_id)"
)


def _same(besides: tuple[str, ...]) -> str:
    """SQLite: all columns are as they were, but for these."""
    columns = [field.column for field in Entry._meta.concrete_fields]
    return " AND ".join(f"NEW.{column} IS OLD.{column}" for column in columns if column not in besides)


def _alike(besides: tuple[str, ...]) -> str:
    """PostgreSQL: the same."""
    names = ", ".join(f"'{name}'" for name in besides)
    return f"to_jsonb(NEW) - ARRAY[{names}] = to_jsonb(OLD) - ARRAY[{names}]"


OF_REDACTION: Final = (*WORDS, "redaction_id")
UPDATE_ON_SQLITE: Final = (
    f"COALESCE(({_same(COUNTED)} AND {IS_COUNTED}) OR ({_same(OF_REDACTION)} AND {IS_REDACTED}), 0)"
)
UPDATE_ON_POSTGRESQL: Final = f"({_alike(COUNTED)} AND {IS_COUNTED}) OR ({_alike(OF_REDACTION)} AND {IS_REDACTED})"

FUNCTIONS: Final = (
    f"""
    CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE OR REPLACE FUNCTION journal_entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at < now() - interval '{YEARS_KEPT} years' THEN
                RETURN OLD;
            END IF;
        ELSIF ({UPDATE_ON_POSTGRESQL}) IS TRUE THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
)


def append_only(table: str, *, same: str, update: str = "0", delete: str = "0", function: str) -> Trigger:
    """`same`: the old row that NEW would replace (SQLite). `update`, `delete`: what is let through (SQLite)."""
    name = f"{table}_is_append_only"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    replaces = f"EXISTS (SELECT 1 FROM {table} AS old WHERE {same})"
    call = "EXECUTE FUNCTION journal_is_append_only()"
    conditions = {"UPDATE": f"NOT {update}", "DELETE": f"NOT {delete}", "INSERT": replaces}
    return Trigger(
        table=table,
        sqlite=tuple(
            statement
            for event, condition in conditions.items()
            for statement in (
                f"DROP TRIGGER IF EXISTS {name}_{event.lower()}",
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} WHEN {condition} {refuse}",
            )
        ),
        postgresql=(
            *FUNCTIONS,
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"DROP TRIGGER IF EXISTS {name}_truncate ON {table}",
            f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
        ),
    )


TRIGGERS: Final = (
    append_only(
        "journal_entry",
        same="old.id = NEW.id",
        update=UPDATE_ON_SQLITE,
        delete=f"(OLD.at < datetime('now', '-{YEARS_KEPT} years'))",
        function="journal_entry_is_kept",
    ),
    append_only("journal_erasure", same="old.id = NEW.id", function="journal_is_append_only"),
    append_only("journal_review", same="old.id = NEW.id OR old.day = NEW.day", function="journal_is_append_only"),
)
