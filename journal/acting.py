"""Who acts just now, and from where: set for each request by `journal.middleware`, else a command or nobody."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Acting:
    """`actor_id` None: not an account. `batch` ties together what one request, or one command, did."""

    actor: str = ""
    actor_id: int | None = None
    address: str | None = None
    path: str = ""
    batch: str = field(default_factory=lambda: secrets.token_hex(8))


_NOW: ContextVar[Acting | None] = ContextVar("acting", default=None)


def acting() -> Acting:
    """Whoever acts; outside a request the command that runs («manage.py import_regulation»)."""
    return _NOW.get() or _COMMAND


@contextmanager
def acts(who: Acting) -> Iterator[None]:
    """Within the block, everything that is recorded was done by this one."""
    token = _NOW.set(who)
    try:
        yield
    finally:
        _NOW.reset(token)


def _command() -> Acting:
    words = [Path(sys.argv[0]).name, *sys.argv[1:2]] if sys.argv and sys.argv[0] else ["python"]
    return Acting(path=" ".join(words)[:300])


_COMMAND = _command()
