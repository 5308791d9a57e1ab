"""The queue: huey on a file, or on Redis by URL. It carries ids of task rows and nothing else.

Huey delivers at most once; the rows, a heartbeat and a reaper make that enough. Work that may take
minutes waits in a lane of its own, with threads of its own, so that a mail never waits behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app
from huey import RedisHuey, SqliteHuey
from huey.api import Huey

QUEUE_NAME = "jobmatch"
SLOW_LANE = "jobmatch-slow"
SLOW_WORK = frozenset({"scrape", "recheck", "courses_index", "courses_update", "course_syllabus"})
Runner = Callable[[int], None]


def open_queue(redis_url: str, folder: Path, name: str = QUEUE_NAME) -> Huey:
    if redis_url:
        return RedisHuey(name, url=redis_url, results=False)
    return SqliteHuey(name, filename=str(folder / "queue.db"), results=False, fsync=True, timeout=5)


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]

    def run_task(task_id: int) -> None:
        app.extensions["queue_runner"](task_id)

    for key, name in (("queue", QUEUE_NAME), ("slow_queue", SLOW_LANE)):
        huey = open_queue(settings.redis_url, settings.data_dir, name)
        app.extensions[key] = huey
        app.extensions[f"{key}_push"] = huey.task(name="run_task")(run_task)


def push(task_id: int, name: str) -> None:
    """Hand a committed task row to the worker, in the lane that its name belongs to."""
    key = "slow_queue_push" if name in SLOW_WORK else "queue_push"
    current_app.extensions[key](task_id)


def length() -> int:
    """Number of waiting messages; raises when the queue cannot be reached."""
    lanes: tuple[Huey, Huey] = (current_app.extensions["queue"], current_app.extensions["slow_queue"])
    return sum(int(lane.pending_count()) for lane in lanes)


def set_runner(app: Flask, runner: Runner) -> None:
    """The worker says what running a task means; web processes never run one."""
    app.extensions["queue_runner"] = runner
