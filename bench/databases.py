"""Temporary databases with the sample in them: SQLite, and a PostgreSQL started for the purpose."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.servers import ROOT
from tests import postgres


def production(database: str, *, memory: float) -> dict[str, str]:
    """The environment of an installation behind a proxy; `memory`: seconds for which it remembers what is in force."""
    return {
        "ALLOWED_HOSTS": "127.0.0.1",
        "CSRF_TRUSTED_ORIGINS": "",
        "DATABASE_URL": database,
        "DEBUG": "off",
        "DEMO": "off",
        "DJANGO_SETTINGS_MODULE": "deptportal.settings",
        "HTTPS": "on",
        "IN_FORCE_MEMORY_SECONDS": str(memory),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "SITE_URL": "https://127.0.0.1",
        "TRUST_PROXY": "on",
    }


def manage(environment: dict[str, str], *command: str) -> str:
    """What the command has printed."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


@contextmanager
def with_sample(scratch: Path) -> Iterator[dict[str, str]]:
    """Addresses of the databases, by the name of their kind."""
    try:
        addresses = {
            "SQLite": f"sqlite:///{scratch / 'portal.sqlite3'}",
            "PostgreSQL": postgres.start(scratch),
        }
        for address in addresses.values():
            environment = production(address, memory=0) | {"DEMO": "on"}
            manage(environment, "migrate", "--verbosity", "0")
            manage(environment, "load_demo")
        manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
        yield addresses
    finally:
        postgres.stop()
