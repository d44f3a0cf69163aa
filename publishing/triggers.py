"""The public record is append-only, and the database itself sees to it."""

from typing import Final

from journal.triggers import Trigger

REFUSAL: Final = "wydania się nie zmienia ani nie usuwa"
REFUSAL_BESIDE: Final = "tego, co zapisano obok wydań, się nie zmienia ani nie usuwa"

POSTGRESQL_FUNCTION: Final = """
    CREATE OR REPLACE FUNCTION public_record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""


def append_only(table: str, *, same: str, refusal: str = REFUSAL) -> Trigger:
    """Refuse UPDATE, DELETE and TRUNCATE on the table, and an INSERT that would replace a row.

    `same` is the SQL condition under which an old row is one that NEW would replace: SQLite's REPLACE fires no DELETE
    trigger unless the connection asked for recursive triggers, and the sqlite3 shell does not. Where the primary key is
    no INTEGER in the eyes of SQLite, a row has a hidden `rowid` beside it, by which it can be replaced as well.
    """
    name = f"{table}_is_append_only"
    replaces = f"EXISTS (SELECT 1 FROM {table} AS old WHERE {same})"
    call = f"EXECUTE FUNCTION public_record_is_append_only('{refusal}')"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    return Trigger(
        table=table,
        sqlite=(
            f"DROP TRIGGER IF EXISTS {name}_update",
            f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {table} {refuse}",
            f"DROP TRIGGER IF EXISTS {name}_delete",
            f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} {refuse}",
            f"DROP TRIGGER IF EXISTS {name}_replace",
            f"CREATE TRIGGER {name}_replace BEFORE INSERT ON {table} WHEN {replaces} {refuse}",
        ),
        postgresql=(
            POSTGRESQL_FUNCTION,
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}",
            f"DROP TRIGGER IF EXISTS {name}_truncate ON {table}",
            f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
        ),
    )


TRIGGERS: Final = (
    append_only(
        "publishing_edition",
        same="old.id = NEW.id OR old.digest = NEW.digest"
        " OR (old.subject = NEW.subject AND old.key = NEW.key AND old.number = NEW.number)"
        " OR (old.subject = NEW.subject AND old.key = NEW.key AND old.previous_digest = NEW.previous_digest)",
    ),
    append_only("publishing_editionbody", same="old.edition_id = NEW.edition_id OR old.rowid = NEW.rowid"),
    append_only("publishing_withdrawal", same="old.id = NEW.id", refusal=REFUSAL_BESIDE),
    append_only("publishing_redaction", same="old.id = NEW.id", refusal=REFUSAL_BESIDE),
    append_only("publishing_redactedlink", same="old.id = NEW.id OR old.digest = NEW.digest", refusal=REFUSAL_BESIDE),
    append_only(
        "publishing_countersignature",
        same="old.id = NEW.id OR old.proposal_id = NEW.proposal_id",
        refusal=REFUSAL_BESIDE,
    ),
)
