"""Which entries hold given lexemes: asked of PostgreSQL's `tsvector` or of SQLite's FTS5, with the same answer."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, Protocol

from django.db import connection

from search.triggers import COLUMN, LEXEMES, TABLE

All = Sequence[str]  # lexemes that all stand in an entry
Any_ = Collection[All]  # of which at least one does
Condition = Sequence[Any_]  # each of them


class Backend(Protocol):
    def holding(self, condition: Condition, editions: Sequence[int], limit: int, *, common: bool = False) -> list[int]:
        """The entries of those editions (numbers of `IndexedEdition`) that meet it, the first ones by number.

        `common`: so many entries meet it that the first ones are soon met by going through all of them.
        """


class Fts5:
    SQL: Final = (
        f"SELECT e.id FROM {LEXEMES} JOIN {TABLE} e ON e.id = {LEXEMES}.rowid"  # names of our own
        f" WHERE {LEXEMES} MATCH %s AND e.edition_id IN (SELECT value FROM json_each(%s))"
        f" ORDER BY {LEXEMES}.rowid LIMIT %s"
    )

    def holding(self, condition: Condition, editions: Sequence[int], limit: int, *, common: bool = False) -> list[int]:
        query = _expression(condition, '"{}"', " AND ", " OR ")
        return _numbers(self.SQL, [query, f"[{','.join(map(str, editions))}]", limit])


class TsVector:
    """The planner knows little of how common lexemes are, the catalogue all: so `+ 0` tells it which index to take.

    Nobody looks for editions by theirs: nearly all entries are of those. In the order of numbers all entries are gone
    through only for what is common.
    """

    SQL: Final = (
        f"SELECT id FROM {TABLE} WHERE {COLUMN} @@ %s::tsquery"  # names of our own
        " AND edition_id + 0 = ANY(%s) ORDER BY {} LIMIT %s"
    )
    RARE, COMMON = SQL.format("id + 0"), SQL.format("id")

    def holding(self, condition: Condition, editions: Sequence[int], limit: int, *, common: bool = False) -> list[int]:
        query = _expression(condition, "'{}'", " & ", " | ")
        return _numbers(self.COMMON if common else self.RARE, [query, list(editions), limit])


def backend() -> Backend:
    return Fts5() if connection.vendor == "sqlite" else TsVector()


def _expression(condition: Condition, quoted: str, every: str, some: str) -> str:
    """Lexemes are of letters, digits and few marks, so there is nothing to escape (`search.lexemes`)."""

    def joined(parts: Iterable[str], by: str) -> str:
        return f"({by.join(parts)})"

    return joined(
        (joined((joined(map(quoted.format, lexemes), every) for lexemes in choice), some) for choice in condition),
        every,
    )


def _numbers(sql: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [number for (number,) in cursor.fetchall()]
