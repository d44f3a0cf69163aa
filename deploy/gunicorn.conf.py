"""Settings of gunicorn, for `make run`, production and the benchmark alike.

More of gunicorn's own options can be given in GUNICORN_CMD_ARGS, for example "--bind unix:/run/portal/portal.sock".
"""

import os
import sys
from pathlib import Path


def number(name: str, default: int, most: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= most:
        wanted = f"ustaw w niej liczbę całkowitą od 1 do {most}"
        sys.exit(f"Portal nie ruszy. Zmienna środowiskowa {name} ma niewłaściwą wartość: {wanted}.")
    return int(value)


def processors() -> int:
    """Those that this process may use, where the system tells (macOS does not)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


bind = f"127.0.0.1:{number('PORT', default=8000, most=65535)}"
workers = number("WORKERS", default=max(2, processors()), most=1000)  # so WEB_CONCURRENCY is not heard
worker_class = "sync"
preload_app = True  # a refused environment ends the start at once, instead of worker after worker
timeout = 60
# Headers are the reader's until Django says otherwise: gunicorn would let any client on this machine, a proxy's readers
# among them, set the scheme and the script's name. TRUST_PROXY makes Django read X-Forwarded-Proto itself.
forwarded_allow_ips = ""
forwarder_headers = ""
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (heartbeats must not wait for a disk)
loglevel = "warning"
