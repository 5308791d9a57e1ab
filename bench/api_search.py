"""A search of the API against the same search as a page: under gunicorn, in turns, in the same process."""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import statistics
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import percentile
from bench.offers import make_app
from bench.web import ask, cpu_ms, served

SEARCHES = (
    "keyword=python",
    "keyword=data+engineer&country=FR",
    "country=DE&job_type=permanent",
    "",
    "keyword=infirmier&date_range=1month",
)
WAYS: Mapping[str, tuple[str, ...]] = {
    "api": tuple(f"/api/v1/jobs?{search}" for search in SEARCHES),
    "page": tuple(f"/?{search}" for search in SEARCHES),
}


@dataclass(slots=True)
class Taken:
    """Of one way: milliseconds of each request, and per round requests a second and milliseconds of CPU of each."""

    times: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def sizes(port: int, paths: tuple[str, ...]) -> tuple[float, float]:
    """Mean bytes of an answer, plain and as gzip would send it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    plain, packed = [], []
    for path in paths:
        connection.request("GET", path, headers={"Accept-Language": "en"})
        content = connection.getresponse().read()
        plain.append(len(content))
        packed.append(len(gzip.compress(content, 6)))
    connection.close()
    return statistics.mean(plain), statistics.mean(packed)


def measure(port: int, pid: int, rounds: int, count: int) -> dict[str, Taken]:
    found = {name: Taken() for name in WAYS}
    for number in range(rounds + 1):
        for name, paths in WAYS.items():
            before = cpu_ms(pid)
            times = ask(port, paths, count)
            if number:  # the first round warms up
                found[name].times += times
                found[name].per_second.append(count * 1000 / sum(times))
                found[name].cpu.append((cpu_ms(pid) - before) / count)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_app(folder, options.offers)
        settings = {"DATA_DIR": name, "LOG_LEVEL": "INFO", "SECRET_KEY": "b" * 20 + "ench0123456789"}
        settings["RATE_LIMITS"] = "false"  # else a minute's requests would be over at once
        with served("app:create_app()", folder, settings) as (port, pid):
            found = measure(port, pid, options.rounds, options.requests)
            bytes_of = {name: sizes(port, paths) for name, paths in WAYS.items()}
    _tell(options.offers, found, bytes_of)


def _tell(offers: int, found: Mapping[str, Taken], bytes_of: Mapping[str, tuple[float, float]]) -> None:
    print(f"\nthe same searches over {offers:,} offers under gunicorn, one connection, in turns")
    figures: dict[str, float] = {}
    for name, taken in found.items():
        per_second, cpu = statistics.median(taken.per_second), statistics.median(taken.cpu)
        plain, packed = bytes_of[name]
        print(
            f"  {name:<5} {per_second:7.1f} requests/s, p50 {statistics.median(taken.times):6.2f} ms, "
            f"p99 {percentile(taken.times, 0.99):6.2f} ms, CPU {cpu:5.2f} ms, {plain:8,.0f} bytes ({packed:,.0f} gzip)"
        )
        figures |= {f"{name}_per_second": per_second, f"{name}_cpu_ms": cpu, f"{name}_bytes": plain}
    ratio = figures["api_per_second"] / figures["page_per_second"]
    share = figures["api_bytes"] / figures["page_bytes"]
    print(f"  the API answers {ratio:.2f} times as many with {share:.0%} of the bytes")
    print(
        json.dumps(
            {
                "bench": "api_search",
                "offers": offers,
                **{k: round(v, 2) for k, v in figures.items()},
                "ratio": round(ratio, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
