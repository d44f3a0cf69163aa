"""Programs of the portal in a process of their own, as an installation starts them."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
SERVER = "TEST_DATABASE_URL"
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "bip.example.pl",
    "SITE_URL": "https://bip.example.pl",
    "DATABASE_URL": "sqlite://:memory:",
}


def started(*command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """What does not end by itself is ended after a minute."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=PRODUCTION | changes,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def refusal(answer: subprocess.CompletedProcess[str]) -> str:
    """The one sentence with which the program has refused to start."""
    assert answer.returncode == 1, answer.stderr
    assert answer.stdout == ""
    assert answer.stderr.startswith("Portal nie ruszy. ")
    assert answer.stderr.count("\n") == 1, answer.stderr
    return answer.stderr.removeprefix("Portal nie ruszy. ").rstrip("\n")


def address(name: str = "") -> str:
    """The DATABASE_URL of the database that the tests run on, or of another one of the same server."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    return urlsplit(os.environ[SERVER])._replace(path=f"/{name or connection.settings_dict['NAME']}").geturl()
