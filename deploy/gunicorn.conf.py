"""Settings of gunicorn, for `make run`, production and the benchmark alike.

More of gunicorn's own options can be given in GUNICORN_CMD_ARGS, for example "--bind unix:/run/portal/portal.sock".
"""

import os
from pathlib import Path

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, len(os.sched_getaffinity(0))))
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
