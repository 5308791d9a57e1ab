"""``python -m tests.warm_start <socket>``: a process that has the product in memory and becomes its programs.

A program needs seconds to load and milliseconds to start as a fork of one that has loaded everything. What is asked
for comes over the socket, as JSON with three files: standard input, output, and where to say the process's id and how
it ended. Each becomes a process of its own in a session of its own, with its own arguments, variables and folder.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import signal
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Any

MOST = 1_000_000  # bytes of a request


def main(control: socket.socket) -> None:
    load()
    gc.collect()
    gc.freeze()
    assert threading.active_count() == 1, "threads do not survive a fork"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(control)


def load() -> None:
    """Everything that programs load, and one application: what is made once for all of them is made here."""
    import flask.cli

    import app.worker
    import course_scraper.weekly_update
    from app import create_app
    from app.core.skills.offer import offer_skills
    from app.extensions import db
    from app.settings import Settings
    from tests import compiled

    compiled.keep_routes()
    for language in ("en", "fr", "de", "ar"):
        offer_skills("Welder", "We weld steel.", (), language)
    with tempfile.TemporaryDirectory() as folder:
        application = create_app(Settings(_env_file=None, data_dir=Path(folder), embedder="lexical"))  # type: ignore[call-arg]
        with application.app_context():
            db.engine.dispose()
    assert app.worker
    assert course_scraper.weekly_update
    assert flask.cli


def serve(control: socket.socket) -> None:
    """Until nobody can ask any more. The programs that still run then are not ours to end."""
    running: dict[int, tuple[int, int]] = {}
    with DefaultSelector() as selector:
        selector.register(control, EVENT_READ)
        while True:
            for key, _events in selector.select():
                if key.fileobj is not control:
                    selector.unregister(key.fd)
                    report(key.fd, *running.pop(key.fd))
                    continue
                message, files, _flags, _address = socket.recv_fds(control, MOST, 3)
                if not message:
                    return
                child = os.fork()
                if not child:
                    selector.close()
                    control.close()
                    become(json.loads(message), *files)
                os.close(files[0])
                os.close(files[1])
                watched = os.pidfd_open(child)
                running[watched] = (child, files[2])
                selector.register(watched, EVENT_READ)


def report(watched: int, child: int, told: int) -> None:
    _child, status = os.waitpid(child, 0)
    os.close(watched)
    os.write(told, b"%8d" % os.waitstatus_to_exitcode(status))
    os.close(told)


def become(asked: dict[str, Any], given: int, written: int, told: int) -> None:
    """Ends as the program ends."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for source, target in ((given, 0), (written, 1), (written, 2)):
        os.dup2(source, target)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["variables"])
    time.tzset()
    os.write(told, b"%8d" % os.getpid())
    os.closerange(3, max(given, written, told) + 64)
    run(asked["arguments"])
    sys.exit()


def run(arguments: list[str]) -> None:
    """As the interpreter would: ``-c text``, ``-m module`` or a file, and its own arguments."""
    what, *rest = arguments
    if what == "-c":
        sys.argv = ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__"})
    elif what == "-m":
        sys.argv = ["-m", *rest[1:]]
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv = arguments
        runpy.run_path(what, run_name="__main__")


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
