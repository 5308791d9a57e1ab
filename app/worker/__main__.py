"""``python -m app.worker``: run tasks until told to stop (SIGTERM finishes what is under way)."""

from __future__ import annotations

from huey.api import Huey

from app import create_app, worker
from app.services import tasks
from app.worker import schedule

THREADS = 2


def main() -> None:
    app = create_app()
    worker.init_app(app)
    huey: Huey = app.extensions["queue"]
    schedule.register(app, huey)
    with app.app_context():
        tasks.reap()
    consumer = huey.create_consumer(
        workers=THREADS, periodic=True, initial_delay=0.1, max_delay=2.0, graceful_signal="TERM"
    )
    consumer.run()


if __name__ == "__main__":
    main()
