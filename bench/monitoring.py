"""What counting costs a request, and what it costs to be asked for the figures.

Each page is asked for with and without counting in turn; CPU time of the thread that answers, so that others on the
machine matter little. Processes count into files, as under gunicorn.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from bench.measure import percentile

SHARED = "PROMETHEUS_MULTIPROC_DIR"
PAGES = ("/?keyword=python", "/", "/livez")
PROCESSES = 3


@contextmanager
def not_counting() -> Iterator[None]:
    """As if nobody had thought of figures: no note of requests, no clock on the pool, no gauges of it."""
    from sqlalchemy import QueuePool

    from app.metrics import pool, requests

    note, connect, watch = requests.note, pool.MeasuredPool.connect, pool._Watch.note
    requests.note = lambda *_given: None  # type: ignore[assignment]
    pool.MeasuredPool.connect = QueuePool.connect  # type: ignore[method-assign]
    pool._Watch.note = lambda *_given, **_more: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        requests.note, pool.MeasuredPool.connect, pool._Watch.note = note, connect, watch  # type: ignore[method-assign]


def cpu_of(action: Callable[[], object]) -> float:
    """Milliseconds of this thread."""
    started = time.thread_time()
    action()
    return (time.thread_time() - started) * 1000


def page_cost(client: Any, path: str, rounds: int) -> tuple[float, float]:
    """Median milliseconds with and without counting."""
    counted, plain = [], []
    for number in range(rounds + 10):
        with not_counting():
            without = cpu_of(lambda: client.get(path))
        within = cpu_of(lambda: client.get(path))
        if number >= 10:
            plain.append(without)
            counted.append(within)
    return statistics.median(counted), statistics.median(plain)


def note_cost(count: int = 20_000) -> float:
    """Microseconds of one note."""
    from app.metrics import requests

    def notes() -> None:
        for number in range(count):
            requests.note("GET", f"/bench/{number % 50}", 200, 0.02)

    return cpu_of(notes) / count * 1000


def fill_files(app: Flask, folder: Path) -> None:
    """As much as busy processes have: every route with three kinds of status."""
    program = (
        "import sys; from app.metrics import requests\n"
        "for route in sys.stdin.read().split():\n"
        "    for status in (200, 302, 404):\n"
        "        requests.note('GET', route, status, 0.02)\n"
    )
    routes = "\n".join(rule.rule for rule in app.url_map.iter_rules()).encode()
    for _ in range(PROCESSES):
        subprocess.run([sys.executable, "-c", program], input=routes, env=os.environ, check=True)
    assert len(list(folder.glob("counter_*.db"))) >= PROCESSES


def fill_tasks(app: Flask, count: int) -> None:
    """Tasks of two weeks, and runs of two months."""
    from app.models import ScrapingRun, Task, utc_now
    from app.services.transaction import transaction

    now = utc_now()
    with app.app_context(), transaction() as session:
        for number in range(count):
            at = now - timedelta(days=14) * (number / count)
            session.add(
                Task(name=f"task {number % 12}", state="done", created_at=at, started_at=at, finished_at=at)
            )
        for number in range(count // 4):
            at = now - timedelta(days=60) * (number / count * 4)
            session.add(
                ScrapingRun(source=f"source {number % 15}", status="ok", started_at=at, completed_at=at)
            )


def measure(options: argparse.Namespace, folder: Path) -> dict[str, float]:
    from app.metrics import registry
    from app.services import monitoring
    from app.services.monitoring import state
    from bench.offers import make_app

    app = make_app(folder, options.offers)
    assert registry.IS_SHARED
    client = app.test_client()
    figures: dict[str, float] = {}
    for path in PAGES:
        counted, plain = page_cost(client, path, options.rounds)
        figures[f"ratio {path}"] = counted / plain
        print(f"  {path:20} {counted:7.3f} ms counted, {plain:7.3f} ms not: {counted / plain:.3f} times")
    figures["note_us"] = note_cost()
    print(f"  one note             {figures['note_us']:7.1f} microseconds")
    fill_files(app, Path(os.environ[SHARED]))
    fill_tasks(app, options.tasks)
    with app.app_context():
        size = len(monitoring.exposition())
        ways: dict[str, Callable[[], object]] = {
            "counted": registry.counted,
            "state": lambda: state.text_of(app.extensions["monitored_state"]),
        }
        taken = {name: statistics.median(cpu_of(way) for _ in range(9)) for name, way in ways.items()}
        scrapes = [cpu_of(lambda: client.get("/metrics")) for _ in range(20)]
    figures |= {"counted_ms": taken["counted"], "state_ms": taken["state"], "bytes": size}
    routes = len(list(app.url_map.iter_rules()))
    print("  CPU of one scrape")
    print(
        f"    sums of {PROCESSES} processes, {routes} routes: {taken['counted']:.0f} ms, {size / 1024:.0f} KiB"
    )
    print(
        f"    state ({options.tasks:,} tasks, {options.tasks // 4:,} runs; kept for 10 s): {taken['state']:.0f} ms"
    )
    print(f"    /metrics: p50 {statistics.median(scrapes):.0f} ms, p95 {percentile(scrapes, 0.95):.0f} ms")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=2000)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=150)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        shared = Path(name) / "counted"
        shared.mkdir()
        os.environ[SHARED] = str(shared)  # before anything that counts is imported
        print("\nwhat counting costs")
        figures = measure(options, Path(name) / "data")
    rounded = {name: round(value, 3) for name, value in figures.items()}
    print(json.dumps({"bench": "monitoring", "offers": options.offers, **rounded}))


if __name__ == "__main__":
    main()
