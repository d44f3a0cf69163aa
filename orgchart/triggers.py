"""Rules of the working copy that the database itself keeps."""

from journal.triggers import Trigger

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
