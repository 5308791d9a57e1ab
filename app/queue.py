"""The queue: huey on a file, or on Redis by URL. It carries ids of task rows, and which request asked.

Huey delivers at most once; the rows, a heartbeat and a reaper make that enough. Work that may take
minutes waits in a lane of its own, with threads of its own, so that a mail never waits behind it; so do
questions to a language model, which waits on somebody else's server, and documents to be read or copied, for
which somebody waits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app
from huey import RedisHuey, SqliteHuey
from huey.api import Huey
from redis import ConnectionPool
from redis.exceptions import RedisError

from app import origin
from app.logs import get_logger

log = get_logger("queue")
REDIS_TIMEOUTS = {"socket_connect_timeout": 2, "socket_timeout": 5}  # seconds
QUEUE_NAME = "jobmatch"
SLOW_LANE = "jobmatch-slow"
SLOW_WORK = frozenset(
    {"scrape", "recheck", "courses_index", "courses_update", "course_syllabus", "score_history"}
)
MODEL_LANE = "jobmatch-model"
MODEL_WORK = frozenset({"ask_model"})
READING_LANE = "jobmatch-reading"
READING_WORK = frozenset({"verify_proof", "account_export"})
LANES = {
    "queue": QUEUE_NAME,
    "slow_queue": SLOW_LANE,
    "model_queue": MODEL_LANE,
    "reading_queue": READING_LANE,
}
Runner = Callable[[int, str], None]


def open_queue(redis_url: str, folder: Path, name: str = QUEUE_NAME) -> Huey:
    if redis_url:
        pool = ConnectionPool.from_url(redis_url, **REDIS_TIMEOUTS)
        return RedisHuey(name, connection_pool=pool, results=False)
    return SqliteHuey(name, filename=str(folder / "queue.db"), results=False, fsync=True, timeout=5)


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]

    def run_task(task_id: int, origin: str = "") -> None:
        app.extensions["queue_runner"](task_id, origin)

    for key, name in LANES.items():
        huey = open_queue(settings.redis_url, settings.data_dir, name)
        app.extensions[key] = huey
        app.extensions[f"{key}_push"] = huey.task(name="run_task")(run_task)


def push(task_id: int, name: str) -> None:
    """Hand a committed task row to the worker, in the lane that its name belongs to. What the queue does not take
    waits for the reaper."""
    try:
        current_app.extensions[f"{lane_of(name)}_push"](task_id, origin.here())
    except (RedisError, sqlite3.Error) as error:
        log.warning("task not pushed", task=task_id, name=name, fault=type(error).__name__)


def lane_of(name: str) -> str:
    """The key of LANES under which work of this name waits."""
    if name in SLOW_WORK:
        return "slow_queue"
    if name in READING_WORK:
        return "reading_queue"
    return "model_queue" if name in MODEL_WORK else "queue"


def length() -> int:
    """Number of waiting messages; raises when the queue cannot be reached."""
    lanes: list[Huey] = [current_app.extensions[key] for key in LANES]
    return sum(int(lane.pending_count()) for lane in lanes)


def set_runner(app: Flask, runner: Runner) -> None:
    """The worker says what running a task means; web processes never run one."""
    app.extensions["queue_runner"] = runner
