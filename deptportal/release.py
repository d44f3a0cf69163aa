"""What the running code is called. Pages carry it in their ETag: new code must not be answered with 304."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

KINDS = {".py", ".html", ".xml", ".txt", ".css", ".js", ".svg", ".png"}


def fingerprint(directories: Iterable[Path]) -> str:
    """Twelve hexadecimal digits of everything in `directories` that a page is made with; the same on every worker."""
    digest = hashlib.sha256()
    for directory, path in sources(directories):
        digest.update(str(path.relative_to(directory)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def installed_at(directories: Iterable[Path]) -> datetime:
    """When the newest of those files was written: no page was modified last before that."""
    moments = [path.stat().st_mtime for _, path in sources(directories)]
    return datetime.fromtimestamp(max(moments, default=0), tz=UTC)


def sources(directories: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Each directory with each of its files that a page is made with, in one order."""
    for directory in directories:
        for path in sorted(directory.rglob("*")):
            if path.suffix in KINDS and path.is_file():
                yield directory, path
