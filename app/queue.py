"""The queue: huey on a file, or on Redis by URL. It carries ids of task rows and nothing else.

Huey delivers at most once; the rows, a heartbeat and a reaper make that enough.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app
from huey import RedisHuey, SqliteHuey
from huey.api import Huey

QUEUE_NAME = "jobmatch"
Runner = Callable[[int], None]


def open_queue(redis_url: str, folder: Path) -> Huey:
    if redis_url:
        return RedisHuey(QUEUE_NAME, url=redis_url, results=False)
    return SqliteHuey(QUEUE_NAME, filename=str(folder / "queue.db"), results=False, fsync=True, timeout=5)


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    huey = open_queue(settings.redis_url, settings.data_dir)
    app.extensions["queue"] = huey

    def run_task(task_id: int) -> None:
        app.extensions["queue_runner"](task_id)

    app.extensions["queue_push"] = huey.task(name="run_task")(run_task)


def push(task_id: int) -> None:
    """Hand a committed task row to the worker."""
    current_app.extensions["queue_push"](task_id)


def length() -> int:
    """Number of waiting messages; raises when the queue cannot be reached."""
    queue: Huey = current_app.extensions["queue"]
    return int(queue.pending_count())


def set_runner(app: Flask, runner: Runner) -> None:
    """The worker says what running a task means; web processes never run one."""
    app.extensions["queue_runner"] = runner
