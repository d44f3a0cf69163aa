"""Where each database keeps the lexemes of the index by which it finds: it follows `search_indexedentry` by itself."""

from typing import Final

from journal.triggers import Trigger

TABLE: Final = "search_indexedentry"
LEXEMES: Final = "search_lexemes"  # the table of FTS5, on SQLite
COLUMN: Final = "lexemes"  # the column beside the table's own, on PostgreSQL
FORGET: Final = f"INSERT INTO {LEXEMES}({LEXEMES}, rowid, words) VALUES ('delete', old.id, old.words);"
NOTE: Final = f"INSERT INTO {LEXEMES}(rowid, words) VALUES (new.id, new.words);"

CREATE_TABLE: Final = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {LEXEMES} USING fts5(words, content='{TABLE}', content_rowid='id',"
    " tokenize=\"unicode61 remove_diacritics 0 tokenchars ':=-'\", detail=none, columnsize=0)"
)
ADD_COLUMN: Final = (
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS {COLUMN} tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED"
)
# Without `fastupdate`: what was written last would lie in a list that every search goes through until a vacuum comes.
CREATE_INDEX: Final = (
    f"CREATE INDEX IF NOT EXISTS {TABLE}_{COLUMN} ON {TABLE} USING gin ({COLUMN}) WITH (fastupdate = off)"
)

TRIGGERS: Final = (
    Trigger(
        table=TABLE,
        sqlite=(
            CREATE_TABLE,
            f"DROP TRIGGER IF EXISTS {LEXEMES}_insert",
            f"CREATE TRIGGER {LEXEMES}_insert AFTER INSERT ON {TABLE} BEGIN {NOTE} END",
            f"DROP TRIGGER IF EXISTS {LEXEMES}_delete",
            f"CREATE TRIGGER {LEXEMES}_delete AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
            f"DROP TRIGGER IF EXISTS {LEXEMES}_update",
            f"CREATE TRIGGER {LEXEMES}_update AFTER UPDATE ON {TABLE} BEGIN {FORGET} {NOTE} END",
        ),
        postgresql=(
            ADD_COLUMN,
            CREATE_INDEX,
        ),
    ),
)
