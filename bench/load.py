"""A minute of mixed load on the whole site: search and offer pages 70 %, saves, notes 15 %, scores 10 %, uploads 5 %.

    python -m bench.load [--database sqlite|postgresql|both] [--seconds 60] [--offers 5000] [--people 200]

gunicorn and a worker as in use, while offers come in, alerts go out and five questions to a model never get an answer.
Fails on any answer 5xx, any "locked", any traceback, or memory that keeps growing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask import Flask

from app.extensions import db
from app.services.assistant import configs, pending, set_up, trying
from bench.offers import make_app
from bench.site.database_servers import Missing, servers
from bench.site.feeding import feeding
from bench.site.people import Person, settle
from bench.site.running import Site, empty_page, running, variables
from bench.site.visitors import Tally, rate_of_empty_page, said_by, visit
from bench.stalled import SilentModel

WEB_WORKERS = 2
GROWTH = 1.10  # of the web processes' memory, from the middle to the end
WARM = 5.0


class _Model(SilentModel):
    def handle_error(self, *_given: object) -> None:
        """Who asked was stopped first."""


@contextmanager
def stalled_model(app: Flask, questions: int) -> Iterator[None]:
    model = _Model()
    with app.app_context():
        values = {"engine": "openai", "base_url": f"http://127.0.0.1:{model.server_port}/v1", "model": "silent",
                  "call_seconds": "120", "calls_per_day": "100"}  # fmt: skip
        configs.save(values, key="", expected_version=set_up.current().version)
        for number in range(questions):
            pending.put(None, trying.PURPOSE, f"stalled {number}", {})
        db.session.remove()
    try:
        yield
    finally:
        model.let_go.set()


@contextmanager
def memory_watched(site: Site, seen: list[float]) -> Iterator[None]:
    """A sample of the web processes' memory each second, in MB."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(1):
            seen.append(site.memory_mb())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def load(
    app: Flask, folder: Path, people: list[Person], given: argparse.Namespace, more: dict[str, str]
) -> tuple[Tally, dict[str, float]]:
    memory: list[float] = []
    with ExitStack() as stack:
        stack.enter_context(stalled_model(app, 5))
        site = stack.enter_context(running(folder, WEB_WORKERS=str(WEB_WORKERS), **more))
        warm(site, people, given.offers)
        log = stack.enter_context(site.log.open("ab"))
        stack.enter_context(feeding(variables(folder, site.port, **more), log.fileno()))
        started, pids = time.monotonic(), site.web_pids()
        with memory_watched(site, memory):
            tally = visit(site.port, people, given.offers, given.seconds)
        taken = time.monotonic() - started
        assert site.web_pids() == pids, "a web process was replaced"
        said = site.logged()
    middle, last = memory[len(memory) // 2 :][0], max(memory[-3:])
    return tally, {
        "requests_per_second": len(tally.answers) / taken, "p50_ms": tally.p(0.5), "p95_ms": tally.p(0.95),
        "p99_ms": tally.p(0.99), "requests": len(tally.answers), "faults": len(tally.faults()),
        "locked": said["locked"], "tracebacks": said["traceback"], "memory_mb": last, "memory_growth": last / middle,
    }  # fmt: skip


def warm(site: Site, people: list[Person], offers: int) -> None:
    """Each process reads its words and its index once, which takes seconds."""
    visit(site.port, people, offers, WARM)
    while visit(site.port, people, offers, 1).p(0.9) > WARM * 1000:
        continue


def measure(name: str, given: argparse.Namespace) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as where, ExitStack() as stack:
        folder = Path(where)
        data = folder / "data"
        more: dict[str, str] = {}
        if name == "postgresql":
            postgres, redis = stack.enter_context(servers(folder))
            more = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url}
        app = make_app(data, given.offers, **{key.lower(): value for key, value in more.items()})
        people = settle(app, given.people, alerts=given.people // 4)
        tally, figures = load(app, data, people, given, more)
        with empty_page(folder, WEB_WORKERS) as port:
            rate_of_empty_page(port, 1)
            figures["empty_page_per_second"] = rate_of_empty_page(port, min(given.seconds, 10))
        with app.app_context():
            db.engine.dispose()
    figures["ratio"] = figures["requests_per_second"] / figures["empty_page_per_second"]
    report(name, tally, figures)
    return figures


def report(name: str, tally: Tally, figures: dict[str, float]) -> None:
    print(
        f"\nmixed load on {name}: {figures['requests']:,.0f} requests, {figures['requests_per_second']:.1f} a second"
    )
    print(
        f"  {1 / figures['ratio']:.1f} times fewer than empty pages ({figures['empty_page_per_second']:.0f} a second)"
    )
    for kind, answers in sorted(tally.by_kind().items()):
        one = Tally(answers)
        print(f"  {kind:8} {len(answers):6,}   p50 {one.p(0.5):7.1f} ms   p95 {one.p(0.95):7.1f} ms")
    print(
        f"  all      p50 {figures['p50_ms']:.1f} ms, p95 {figures['p95_ms']:.1f} ms, p99 {figures['p99_ms']:.1f} ms; "
        f"5xx or broken {figures['faults']:.0f}, locked {figures['locked']:.0f}, "
        f"tracebacks {figures['tracebacks']:.0f}; memory {figures['memory_mb']:.0f} MB, "
        f"{figures['memory_growth']:.2f} of the middle"
    )
    for fault in tally.faults()[:5]:
        print(f"  {fault.kind} {fault.status}: {said_by(fault)}")
    print(
        json.dumps(
            {"bench": "load", "database": name, **{key: round(value, 3) for key, value in figures.items()}}
        )
    )


def is_wrong(figures: dict[str, float]) -> bool:
    counted = figures["faults"] + figures["locked"] + figures["tracebacks"]
    return bool(counted or figures["memory_growth"] > GROWTH)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--offers", type=int, default=5000)
    parser.add_argument("--people", type=int, default=200)
    given = parser.parse_args()
    names = ("sqlite", "postgresql") if given.database == "both" else (given.database,)
    wrong = False
    for name in names:
        try:
            wrong |= is_wrong(measure(name, given))
        except Missing as missing:
            print(f"\nmixed load on {name}: not measured, {missing} is not installed")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
