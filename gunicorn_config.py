"""How the web server runs. Threads wait for slow clients; slow work is the worker's."""

import ctypes
import os
import threading
import time
from pathlib import Path

from gunicorn.http.errors import ParseException

from app.core.skills.extract import extract
from app.settings import load_settings

settings = load_settings()

M_ARENA_MAX = -8  # of malloc.h
UNREAD_BYTES, UNREAD_SECONDS, PORTION = 128 * 1024**2, 10, 4096


def few_heaps():
    """glibc makes a heap for nearly each thread, and each keeps what it held at its busiest moment."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries do without
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 2)


few_heaps()
FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # looked at by the library that counts, when it is imported


def on_starting(_server):
    """The processes count requests in a folder that they share, made before there is one."""
    os.environ[FOLDER] = ""  # that it is there decides, once, that processes share
    os.environ[FOLDER] = str(_metrics_folder().make())


def child_exit(server, worker):
    """What an ended process counted stays counted; the next requests must not wait for a fault here."""
    try:
        _metrics_folder().bury(Path(os.environ[FOLDER]), worker.pid)
    except (OSError, RuntimeError, ValueError) as error:
        server.log.warning("figures of process %s: %s", worker.pid, error)


def on_exit(_server):
    _metrics_folder().remove(Path(os.environ[FOLDER]))


def _metrics_folder():
    from app.metrics import folder  # not above: what it imports must find the variable

    return folder


def post_worker_init(_worker):
    """Make the index of skills while the first pages are served: two seconds that no upload should wait for."""
    threading.Thread(target=extract, args=("warm",), daemon=True).start()


def post_request(worker, req, _environ, resp):
    """Take in what an answer did not wait for, such as a file that is too large. A connection that is closed before
    is reset, and the answer lost on its way: nginx then says 502 in place of what is wrong."""
    if resp is None or req.body is None:
        return
    before, until, read = resp.sock.gettimeout(), time.monotonic() + UNREAD_SECONDS, 0
    try:
        while read < UNREAD_BYTES and (left := until - time.monotonic()) > 0:
            resp.sock.settimeout(left)
            if not (data := req.body.read(PORTION)):
                break
            read += len(data)
    except (OSError, ParseException) as error:  # then the server closes the connection
        worker.log.debug("%d bytes of an unread body, then %s", read, error)
    finally:
        resp.sock.settimeout(before)


raw_env = ["OPENBLAS_NUM_THREADS=1"]  # read when numpy is imported, so nothing here may import it
bind = f"{settings.bind}:{settings.port}"
workers = settings.web_workers
worker_class = "gthread"
threads = settings.web_threads
timeout = 30
graceful_timeout = 20
keepalive = 5
max_requests = 100_000  # each time, connections that clients keep open break
max_requests_jitter = 10_000
accesslog = None  # the application logs its requests itself
errorlog = "-"
loglevel = "warning"
forwarded_allow_ips = "127.0.0.1"
control_socket_disable = True
