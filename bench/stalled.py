"""The start page while a model does not answer: 8 questions on their way to a server that never says a word.

gunicorn (gthread) and a worker with its usual lanes, as in use. Rounds with and without stalled questions take turns,
so that noise on the machine meets both; between them the server lets go and the worker finishes what waited.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import Task
from app.services.assistant import configs, pending, set_up, trying
from app.worker.consumer import MODEL_THREADS
from bench.measure import percentile
from bench.offers import make_app
from bench.web import ROOT, ask, served

WITHIN = 1.2
PATIENCE = 120  # seconds
REPLY = {
    "model": "silent",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": '{"reply": "yes"}'}}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
}  # fmt: skip


class SilentModel(ThreadingHTTPServer):
    """Takes questions and says nothing until ``let_go`` is set. ``stalled`` is how many wait."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.let_go, self.stalled, self._lock = threading.Event(), 0, threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self.stalled += 1
        try:
            yield
        finally:
            with self._lock:
                self.stalled -= 1


class _Handler(BaseHTTPRequestHandler):
    server: SilentModel

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.counted():
            self.server.let_go.wait()
        body = json.dumps(REPLY).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "app.worker"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def stall(model: SilentModel, questions: int, round_number: int) -> None:
    """Until as many are stalled as the worker asks at once; the others wait for their turn."""
    model.let_go.clear()
    for number in range(questions):
        pending.put(None, trying.PURPOSE, f"stalled {round_number} {number}", {})
    _wait_until(lambda: model.stalled == min(questions, MODEL_THREADS))


def release(model: SilentModel) -> None:
    model.let_go.set()
    _wait_until(lambda: _under_way() == 0)


def _under_way() -> int:
    db.session.rollback()
    waiting = select(func.count()).where(Task.name == pending.TASK, Task.state.in_(("queued", "running")))
    return db.session.scalar(waiting) or 0


def _is_up(port: int) -> bool:
    """The first page is slow: the process reads its skills for it."""
    try:
        ask(port, ("/",), 1)
    except OSError:
        return False
    return True


def _wait_until(condition: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise SystemExit("the worker did not do as it should")
        time.sleep(0.05)


def measure(app: Flask, model: SilentModel, port: int, given: argparse.Namespace) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {"without": [], "with": []}
    _wait_until(lambda: _is_up(port))
    ask(port, ("/",), 40)
    with app.app_context():
        values = {"engine": "openai", "base_url": f"http://127.0.0.1:{model.server_port}/v1", "model": "silent",
                  "call_seconds": "120", "calls_per_day": "100"}  # fmt: skip
        configs.save(values, key="", expected_version=set_up.current().version)
        for number in range(given.rounds):
            taken["without"] += ask(port, ("/",), given.requests)
            stall(model, given.questions, number)
            time.sleep(0.5)  # what starting them cost is over
            taken["with"] += ask(port, ("/",), given.requests)
            assert model.stalled == min(given.questions, MODEL_THREADS), "they stalled all the while"
            release(model)
            time.sleep(0.5)
        db.session.remove()
    return taken


def report(taken: dict[str, list[float]], given: argparse.Namespace) -> int:
    medians = {name: statistics.median(times) for name, times in taken.items()}
    tails = {name: percentile(times, 0.95) for name, times in taken.items()}
    ratios = {"median": medians["with"] / medians["without"], "p95": tails["with"] / tails["without"]}
    print(f"\nstart page over {given.offers:,} offers, {len(taken['with'])} requests each way, in turns")
    for name, label in (("without", "no question"), ("with", f"{given.questions} questions stalled")):
        print(f"  {label:<24} median {medians[name]:6.2f} ms, p95 {tails[name]:6.2f} ms")
    print(
        f"  ratio                    median {ratios['median']:6.2f},    p95 {ratios['p95']:6.2f} (at most {WITHIN})"
    )
    figures = {f"{name}_ratio": round(ratio, 3) for name, ratio in ratios.items()}
    print(json.dumps({"bench": "stalled", "questions": given.questions, **figures}))
    return int(max(ratios.values()) > WITHIN)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--offers", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=60, help="each way in a round")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--questions", type=int, default=8)
    given = parser.parse_args()
    model = SilentModel()
    with tempfile.TemporaryDirectory() as name:
        app = make_app(Path(name), given.offers)
        settings = {
            "DATA_DIR": name, "LOG_LEVEL": "ERROR", "SCHEDULE_SOURCES": "0", "EMBEDDER": "lexical",
            "SECRET_KEY": app.extensions["settings"].secret_key.get_secret_value(),
        }  # fmt: skip
        with served("app:create_app()", Path(name), settings) as (port, _pid), worker(settings):
            try:
                taken = measure(app, model, port, given)
            finally:
                model.let_go.set()
    return report(taken, given)


if __name__ == "__main__":
    sys.exit(main())
