"""CPU of the search page under gunicorn, against an empty Flask page; and fast pages beside slow clients."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import percentile
from bench.offers import make_app

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "/?keyword=python",
    "/?keyword=data+engineer&country=FR",
    "/?country=DE&job_type=permanent",
    "/",
    "/?keyword=infirmier&date_range=1month",
)
EMPTY = "from flask import Flask\napp = Flask('empty')\n@app.get('/')\ndef page(): return 'ok'\n"
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(target: str, folder: Path, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """(port, pid of gunicorn's master) of a server with one process and 16 threads."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--worker-class", "gthread",
        "--threads", "16", "--no-control-socket", "--pythonpath", f"{folder},{ROOT}", target,
    ]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def cpu_ms(pid: int) -> float:
    """User and system time of a process and its children so far."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    total = 0
    for process in (str(pid), *children):
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICKS


def ask(port: int, paths: tuple[str, ...], count: int) -> list[float]:
    """Milliseconds of each of ``count`` requests on one connection, by a browser that was here before."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    taken, headers = [], {"Accept-Language": "en"}
    for number in range(count):
        started = time.perf_counter()
        connection.request("GET", paths[number % len(paths)], headers=headers)
        answer = connection.getresponse()
        answer.read()
        if cookie := answer.getheader("Set-Cookie"):
            headers["Cookie"] = cookie.partition(";")[0]
        assert answer.status == 200, answer.status
        taken.append((time.perf_counter() - started) * 1000)
    connection.close()
    return taken


def cpu_per_request(port: int, pid: int, paths: tuple[str, ...], count: int) -> float:
    ask(port, paths, 40)
    before = cpu_ms(pid)
    ask(port, paths, count)
    return (cpu_ms(pid) - before) / count


@contextmanager
def slow_clients(port: int, count: int) -> Iterator[None]:
    """Clients that have announced an upload and send a byte a second."""
    stop = threading.Event()

    def drip() -> None:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(b"POST /upload-cv HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; "
                         b"boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n")  # fmt: skip
            while not stop.wait(1):
                try:
                    line.sendall(b"a")
                except OSError:
                    return

    threads = [threading.Thread(target=drip, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_app(folder, options.offers)
        (folder / "empty.py").write_text(EMPTY)
        settings = {
            "DATA_DIR": name,
            "LOG_LEVEL": "INFO",
            "RATE_LIMITS": "true",
            "SECRET_KEY": "b" * 20 + "ench0123456789",
        }
        with (
            served("app:create_app()", folder, settings) as (port, pid),
            served("empty:app", folder, {}) as (empty_port, empty_pid),
        ):
            ours, empty = [], []
            for _ in range(options.rounds):
                ours.append(cpu_per_request(port, pid, PAGES, options.requests))
                empty.append(cpu_per_request(empty_port, empty_pid, ("/",), options.requests))
            with slow_clients(port, 6):
                beside = ask(port, PAGES, options.requests)
            alone = ask(port, PAGES, options.requests)
    page, nothing = statistics.median(ours), statistics.median(empty)
    print(f"\nsearch page over {options.offers:,} offers under gunicorn (gthread, 16 threads)")
    print(
        f"  CPU per request          {page:6.2f} ms (empty Flask page {nothing:.2f} ms: {page / nothing:.1f} times)"
    )
    print(
        f"  alone                    p50 {statistics.median(alone):6.2f} ms, p99 {percentile(alone, 0.99):6.2f} ms"
    )
    print(
        f"  beside 6 slow uploads    p50 {statistics.median(beside):6.2f} ms, p99 {percentile(beside, 0.99):6.2f} ms"
    )
    figures = {"cpu_ms": page, "empty_cpu_ms": nothing, "p99_beside_slow_ms": percentile(beside, 0.99)}
    print(
        json.dumps({"bench": "web", "offers": options.offers, **{k: round(v, 3) for k, v in figures.items()}})
    )


if __name__ == "__main__":
    main()
