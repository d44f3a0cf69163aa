"""The journal is append-only, and the database itself sees to it."""

from typing import Final

from journal.triggers import Trigger

TRIGGERS: Final[tuple[Trigger, ...]] = ()
