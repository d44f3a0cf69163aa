"""Which state the public record is in. As long as the state is the same, so is everything that readers see."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from typing import Final, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from publishing import reading
from search.keeper import keeper

VERSION: Final = "SELECT number FROM publishing_publicversion WHERE id = 1"  # by hand: the ORM takes ten times longer

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """A version of the record, up to the moment (Unix time) at which the next planned edition comes into force.

    `until` -inf: it was not asked yet, so the state holds for one request.
    """

    version: int
    until: float


NOT_ASKED: Final = State(version=-1, until=-inf)


class PublicRecord:
    """Tells the state. A worker may remember the version for IN_FORCE_MEMORY_SECONDS, the end of a state exactly."""

    def __init__(self) -> None:
        self._version = NOT_ASKED.version
        self._seen = (-inf, NOT_ASKED)  # one tuple, so that another thread never sees half of it

    def state(self) -> State:
        """Raises `DatabaseError` when the database does not answer."""
        now = time.time()
        read_at, state = self._seen
        if now >= state.until:
            state = _reconnecting(lambda: _new_state(now))
            self._seen = (now, state)
        elif not 0 <= now - read_at < settings.IN_FORCE_MEMORY_SECONDS:
            version = _version()
            if version != state.version:  # the end of the new state is left to the next request: one query is enough
                state = State(version, until=-inf)
            self._seen = (now, state)
        if state.version != self._version:  # what it was made of may have been redacted
            reading.forget_documents()
            keeper.forget()
            self._version = state.version
        return state


def _reconnecting(read: Callable[[], T]) -> T:
    """Every request begins here; so connections that died unnoticed are replaced here, and no request meets them."""
    try:
        return read()
    except (OperationalError, InterfaceError):
        if connection.connection is None:  # there was none: the database is down
            raise
        connection.close()
        pool = getattr(connection, "pool", None)
        if pool:
            pool.check()  # where one died, those that stand ready mostly did too
        return read()


def _version() -> int:
    return _reconnecting(_read_version)


def _read_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        row = cursor.fetchone()
    return row[0] if row else 0


def _new_state(now: float) -> State:
    version, change = reading.version_and_next_change(datetime.fromtimestamp(now, UTC))
    return State(version, change.timestamp() if change else inf)
