"""``python -m bench.site.feeding``: offers come in all the while as a scraper stores them, and alerts are asked for.

A process of its own, so that it shares nothing with the web server but the database.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from app import create_app
from app.extensions import db
from app.services import ingest, tasks
from app.services.alerts import due
from bench.ingest import records
from bench.site.running import ROOT
from job_scraper.record import posting_from_record

BATCH = 10
PAUSE = 1.0  # seconds between two pages of a board
ALERTS = 5  # pages between two looks at the alerts


def main() -> None:
    app = create_app()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_given: stop.set())
    chance, number = random.Random(time.time_ns()), time.time_ns() // 1000
    page = 0
    while not stop.wait(PAUSE):
        with app.app_context():
            try:
                now = datetime.now(UTC)
                batch = [
                    posting_from_record(each, "bench", now) for each in records(BATCH, chance, number, [])
                ]
                ingest.save(batch)
                page, number = page + 1, number + BATCH
                if page % ALERTS == 0:
                    tasks.ask_once(due.TASK, f"bench {number}")
            except Exception as error:
                print(f"feeding: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
                stop.wait(1)
            finally:
                db.session.remove()


@contextmanager
def feeding(environment: dict[str, str], log: int) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.site.feeding"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=log,
        stderr=log,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


if __name__ == "__main__":
    main()
