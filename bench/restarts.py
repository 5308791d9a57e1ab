"""PostgreSQL and Redis stopped and started again under load: who notices, and for how long.

    python -m bench.restarts [--seconds 8] [--down 3] [--offers 1000] [--people 50]

Answers 5xx may come only while a server is down or within five seconds after; then everything works as before, in the
same processes. A task asked for while Redis is down is done all the same.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Task
from app.services import tasks
from app.services.transaction import transaction
from bench.load import WEB_WORKERS, warm
from bench.offers import make_app
from bench.site.database_servers import Missing, servers
from bench.site.people import settle
from bench.site.running import Site, running
from bench.site.visitors import Tally, said_by, visit

RECOVERY = 5.0  # seconds
LEAST = 20  # answers that must come before and after for the figures to mean anything
PATIENCE = 150  # seconds for a task that the queue lost: the reaper looks every minute


@dataclass
class Window:
    """When the server was away, as monotonic times."""

    name: str
    went: float = 0.0
    came: float = 0.0


def cycle(site: Site, people: Any, given: argparse.Namespace, window: Window, server: Any) -> Tally:
    def meanwhile() -> None:
        time.sleep(given.seconds)
        window.went = time.monotonic()
        server.stop()
        time.sleep(given.down)
        server.start()
        window.came = time.monotonic()
        time.sleep(RECOVERY + given.seconds)

    return visit(site.port, people, given.offers, 0, meanwhile=meanwhile)


def figures_of(tally: Tally, window: Window) -> dict[str, float]:
    faults = tally.faults()
    started = [each.at - each.seconds for each in faults]
    outside = [
        each for each, began in zip(faults, started, strict=True)
        if each.at < window.went or began > window.came + RECOVERY
    ]  # fmt: skip
    last = max((each.at for each in faults), default=window.came)
    after = [each for each in tally.answers if each.at > window.came + RECOVERY]
    return {
        "answers": len(tally.answers), "faults": len(faults), "outside": len(outside), "after": len(after),
        "recovery_s": max(0.0, last - window.came),
    }  # fmt: skip


def asked_meanwhile(app: Flask) -> int:
    """The id of a task that was written down while the queue is away."""
    with app.app_context():
        with transaction() as session:
            task = tasks.add(session, "hourly", {}, slot=f"bench {time.monotonic()}")
        tasks.start(task)
        found = task.id
        db.session.remove()
    return found


def is_done(app: Flask, task_id: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with app.app_context():
            state = db.session.scalar(select(Task.state).where(Task.id == task_id))
            db.session.remove()
        if state == "done":
            return True
        time.sleep(1)
    return False


class WithTask:
    """Redis, and a task that is asked for while it is away."""

    def __init__(self, redis: Any, app: Flask) -> None:
        self._redis, self._app, self.task_id = redis, app, 0

    def stop(self) -> None:
        self._redis.stop()
        self.task_id = asked_meanwhile(self._app)

    def start(self) -> None:
        self._redis.start()


def measure(given: argparse.Namespace) -> bool:
    wrong = False
    with tempfile.TemporaryDirectory() as where, ExitStack() as stack:
        folder = Path(where)
        postgres, redis = stack.enter_context(servers(folder))
        more = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url}
        app = make_app(folder / "data", given.offers, **{key.lower(): value for key, value in more.items()})
        people = settle(app, given.people, alerts=0)
        site = stack.enter_context(running(folder / "data", WEB_WORKERS=str(WEB_WORKERS), **more))
        warm(site, people, given.offers)
        pids = {*site.web_pids(), site.web.pid}
        queue = WithTask(redis, app)
        for window, server in ((Window("postgresql"), postgres), (Window("redis"), queue)):
            tally = cycle(site, people, given, window, server)
            figures = figures_of(tally, window)
            same = {*site.web_pids(), site.web.pid} == pids
            alive = site.worker is not None and site.worker.poll() is None
            wrong |= bool(figures["outside"]) or figures["after"] < LEAST or not same or not alive
            report(window, figures, tally, same and alive)
        done = is_done(app, queue.task_id)
        print(f"  a task asked for while redis was away: {'done' if done else 'NOT done'}")
        if given.log:
            given.log.write_bytes(site.log.read_bytes())
        with app.app_context():
            db.engine.dispose()
    return wrong or not done


def report(window: Window, figures: dict[str, float], tally: Tally, same: bool) -> None:
    print(
        f"\n{window.name} away for {window.came - window.went:.1f} s under load: {figures['answers']:.0f} answers, "
        f"{figures['faults']:.0f} 5xx or broken, {figures['outside']:.0f} of them outside of the window and "
        f"{RECOVERY:.0f} s after; the last {figures['recovery_s']:.1f} s after it was back; "
        f"{'the same processes' if same else 'PROCESSES WERE REPLACED'}"
    )
    for said in sorted({f"{fault.kind} {fault.status}: {said_by(fault)}" for fault in tally.faults()})[:6]:
        print(f"  {said}")
    print(
        json.dumps(
            {"bench": "restarts", "server": window.name, **{k: round(v, 2) for k, v in figures.items()}}
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=8, help="of load before, and after the recovery")
    parser.add_argument("--down", type=float, default=3)
    parser.add_argument("--offers", type=int, default=1000)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--log", type=Path, help="keep what the servers logged here")
    given = parser.parse_args()
    try:
        return int(measure(given))
    except Missing as missing:
        print(f"\nrestarts: not measured, {missing} is not installed")
        return 0


if __name__ == "__main__":
    sys.exit(main())
