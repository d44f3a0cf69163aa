"""The public record is append-only, and the database itself sees to it. One narrow gate is left for a redaction."""

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


# Both databases: the row stays that of its edition, and its new digest is the one that the newest link of the edition
# holds already. PostgreSQL can reckon SHA-256 and sees to it that the new words have that digest; SQLite cannot.
NEWEST_LINK: Final = (
    "(SELECT link.digest FROM publishing_redactedlink AS link"
    " WHERE link.edition_id = NEW.edition_id ORDER BY link.id DESC LIMIT 1)"
)
POSTGRESQL_GATE: Final = f"""
    CREATE OR REPLACE FUNCTION redaction_is_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        words bytea := NEW.salt || convert_to(NEW.metadata, 'UTF8') || decode('0a', 'hex')
            || convert_to(NEW.content, 'UTF8');
    BEGIN
        IF NEW.edition_id = OLD.edition_id AND NEW.salt <> OLD.salt
            AND NEW.redacted_digest <> OLD.redacted_digest
            AND NEW.redacted_digest = {NEWEST_LINK}
            AND NEW.redacted_digest = encode(sha256(words), 'hex')
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
    END $$
"""
SQLITE_GATE: Final = f"""
    COALESCE(
        NEW.edition_id = OLD.edition_id AND NEW.rowid = OLD.rowid AND NEW.salt <> OLD.salt
        AND NEW.redacted_digest <> OLD.redacted_digest
        AND NEW.redacted_digest = {NEWEST_LINK},
        0
    )
"""


def with_gate(trigger: Trigger) -> Trigger:
    """The same, but that an UPDATE which a redaction put on record before passes."""
    name, call = f"{trigger.table}_is_append_only", f"redaction_is_on_record('{REFUSAL}')"
    other = f"public_record_is_append_only('{REFUSAL}')"
    refuse = f"WHEN NOT {SQLITE_GATE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return Trigger(
        table=trigger.table,
        sqlite=(
            *trigger.sqlite,
            f"DROP TRIGGER IF EXISTS {name}_update",
            f"CREATE TRIGGER {name}_update BEFORE UPDATE ON {trigger.table} {refuse}",
        ),
        postgresql=(
            *trigger.postgresql,
            POSTGRESQL_GATE,
            f"DROP TRIGGER IF EXISTS {name} ON {trigger.table}",
            f"CREATE TRIGGER {name} BEFORE DELETE ON {trigger.table} FOR EACH ROW EXECUTE FUNCTION {other}",
            f"DROP TRIGGER IF EXISTS {name}_gate ON {trigger.table}",
            f"CREATE TRIGGER {name}_gate BEFORE UPDATE ON {trigger.table} FOR EACH ROW EXECUTE FUNCTION {call}",
        ),
    )


TRIGGERS: Final = (
    append_only(
        "publishing_edition",
        same="old.id = NEW.id OR old.digest = NEW.digest"
        " OR (old.subject = NEW.subject AND old.key = NEW.key AND old.number = NEW.number)"
        " OR (old.subject = NEW.subject AND old.key = NEW.key AND old.previous_digest = NEW.previous_digest)",
    ),
    with_gate(append_only("publishing_editionbody", same="old.edition_id = NEW.edition_id OR old.rowid = NEW.rowid")),
    append_only("publishing_withdrawal", same="old.id = NEW.id", refusal=REFUSAL_BESIDE),
    append_only("publishing_redaction", same="old.id = NEW.id", refusal=REFUSAL_BESIDE),
    append_only("publishing_redactedlink", same="old.id = NEW.id OR old.digest = NEW.digest", refusal=REFUSAL_BESIDE),
    append_only("publishing_check", same="old.id = NEW.id", refusal=REFUSAL_BESIDE),
    append_only(
        "publishing_countersignature",
        same="old.id = NEW.id OR old.proposal_id = NEW.proposal_id",
        refusal=REFUSAL_BESIDE,
    ),
)
