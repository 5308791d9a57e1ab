"""Mixed load for a long time: how much the web processes' memory and open files grow with the requests answered.

    python -m bench.soak [--minutes 30] [--database sqlite|postgresql]

The slope is a least-squares line through a sample each few seconds, after a tenth of the time for warming up. Processes
are not replaced after so many requests, as they are in use: what they gather would go unseen.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from app.extensions import db
from bench.load import WEB_WORKERS, warm
from bench.offers import make_app
from bench.site.database_servers import Missing, servers
from bench.site.feeding import feeding
from bench.site.people import settle
from bench.site.running import Site, running, variables
from bench.site.visitors import Tally, said_by, visit

MOST = 1.0  # MB for 1,000 requests
SAMPLES = 120
WARMING = 0.1  # of the time
FOR_EVER = ("--max-requests", "0")


def open_files(site: Site) -> int:
    return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in site.web_pids())


def soak(
    site: Site, given: argparse.Namespace, people: list[object]
) -> tuple[Tally, list[tuple[float, float, int]]]:
    """Samples of time, memory in MB and open files."""
    samples: list[tuple[float, float, int]] = []
    stop, pause = threading.Event(), given.minutes * 60 / SAMPLES

    def look() -> None:
        while not stop.wait(pause):
            samples.append((time.monotonic(), site.memory_mb(), open_files(site)))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    tally = visit(site.port, people, given.offers, given.minutes * 60, count=given.visitors)  # type: ignore[arg-type]
    stop.set()
    thread.join(30)
    return tally, samples


def figures_of(tally: Tally, samples: list[tuple[float, float, int]]) -> dict[str, float]:
    kept = samples[int(len(samples) * WARMING) :]
    ends = sorted(answer.at for answer in tally.answers)
    counts = [sum(end <= at for end in ends) / 1000 for at, _memory, _files in kept]
    memory = [memory for _at, memory, _files in kept]
    slope = statistics.linear_regression(counts, memory).slope if len(set(counts)) > 1 else float("inf")
    return {
        "requests": len(tally.answers), "faults": len(tally.faults()), "p95_ms": tally.p(0.95),
        "mb_first": memory[0], "mb_last": memory[-1], "mb_per_1000_requests": slope,
        "files_first": kept[0][2], "files_last": kept[-1][2],
    }  # fmt: skip


def measure(given: argparse.Namespace) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as where, ExitStack() as stack:
        folder, more = Path(where), {}
        if given.database == "postgresql":
            postgres, redis = stack.enter_context(servers(folder))
            more = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url}
        app = make_app(folder / "data", given.offers, **{key.lower(): value for key, value in more.items()})
        people = settle(app, given.people, alerts=given.people // 4)
        site = stack.enter_context(
            running(folder / "data", arguments=FOR_EVER, WEB_WORKERS=str(WEB_WORKERS), **more)
        )
        warm(site, people, given.offers)
        log = stack.enter_context(site.log.open("ab"))
        stack.enter_context(feeding(variables(folder / "data", site.port, **more), log.fileno()))
        pids = site.web_pids()
        tally, samples = soak(site, given, list(people))
        for fault in tally.faults()[:5]:
            print(f"  {fault.kind} {fault.status}: {said_by(fault)}")
        figures = {**figures_of(tally, samples), "replaced": float(site.web_pids() != pids)}
        with app.app_context():
            db.engine.dispose()
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--offers", type=int, default=5000)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--visitors", type=int, default=8)
    given = parser.parse_args()
    try:
        figures = measure(given)
    except Missing as missing:
        print(f"\nsoak: not measured, {missing} is not installed")
        return 0
    print(
        f"\n{given.minutes:g} minutes on {given.database}: {figures['requests']:,.0f} requests, "
        f"{figures['faults']:.0f} 5xx or broken, p95 {figures['p95_ms']:.0f} ms; web processes "
        f"{figures['mb_first']:.0f} MB to {figures['mb_last']:.0f} MB, {figures['mb_per_1000_requests']:+.2f} MB for "
        f"1,000 requests (at most {MOST:g}); open files {figures['files_first']:.0f} to {figures['files_last']:.0f}"
    )
    print(
        json.dumps(
            {"bench": "soak", "database": given.database, **{k: round(v, 3) for k, v in figures.items()}}
        )
    )
    return int(figures["mb_per_1000_requests"] > MOST or bool(figures["faults"] or figures["replaced"]))


if __name__ == "__main__":
    sys.exit(main())
