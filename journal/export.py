"""The journal as a table for a spreadsheet: semicolons and a byte order mark, as the Polish ones expect."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from django.utils import timezone

from journal.models import Entry

COLUMNS: Final[Mapping[str, Callable[[Entry], Any]]] = {
    "kiedy": lambda entry: _moment(entry.at),
    "rodzaj": lambda entry: entry.get_kind_display(),
    "czynność": lambda entry: entry.act,
    "kto": lambda entry: entry.actor,
    "numer konta": lambda entry: entry.actor_id,
    "skąd": lambda entry: entry.address,
    "strona lub polecenie": lambda entry: entry.path,
    "rodzaj obiektu": lambda entry: entry.model,
    "klucz obiektu": lambda entry: entry.key,
    "obiekt": lambda entry: entry.title,
    "przed": lambda entry: entry.before,
    "po": lambda entry: entry.after,
    "ile razy": lambda entry: entry.times,
    "ostatnio": lambda entry: _moment(entry.last_at) if entry.last_at else "",
}
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # a cell that begins so would be reckoned, not shown


class _Line:
    """What csv writes to: it gives back each line."""

    def write(self, line: str) -> str:
        return line


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for entry in entries:
        yield str(writer.writerow([plain(read(entry)) for read in COLUMNS.values()]))


def plain(value: Any) -> str:
    """The value as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _moment(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"
