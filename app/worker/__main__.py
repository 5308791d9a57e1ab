"""``python -m app.worker``: run tasks until told to stop (SIGTERM finishes or hands back what is under way)."""

from __future__ import annotations

from flask import Flask

from app import create_app, worker
from app.services import runs, tasks
from app.worker import figures, schedule
from app.worker.consumer import Lanes


def main() -> None:
    work(create_app())


def work(app: Flask) -> None:
    worker.init_app(app)
    schedule.register(app, app.extensions["queue"])
    with app.app_context():
        runs.reap()
        tasks.reap()
    lanes = Lanes(app)
    figures.serve(app, lanes.is_healthy)
    lanes.run()


if __name__ == "__main__":
    main()
