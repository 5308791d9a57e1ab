"""A small disk that runs full under the site: reads go on, writes say so, nothing is half, and room brings all back.

    python -m bench.disk_full [--megabytes 96] [--seconds 8]

Mounts a file system of its own in memory, for which it has to be root; elsewhere it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from app.extensions import db
from bench.load import WEB_WORKERS, warm
from bench.offers import make_app
from bench.site.people import Person, settle
from bench.site.running import Site, running
from bench.site.visitors import WRITES, Answer, Tally, said_by, visit

OFFERS, PEOPLE = 200, 10
RECOVERY = 5.0  # seconds
LEAST = 5  # answers of a kind that have to come for the figure to mean anything
BLOCK = 64 * 1024
SAID_SO = frozenset({503, 507})


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Raises PermissionError."""
    if os.getuid() != 0:
        raise PermissionError("mounting needs root")
    with tempfile.TemporaryDirectory() as name:
        command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", name]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            raise PermissionError("this machine mounts nothing")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


def fill(disk: Path) -> Path:
    """Until not a byte goes in."""
    target = disk / "filler"
    with target.open("wb", buffering=0) as file:
        for size in (BLOCK, 1):
            try:
                while file.write(b"x" * size) == size:
                    continue
            except OSError:
                continue
    return target


def is_read(answer: Answer) -> bool:
    return answer.kind not in WRITES


def wrong_while_full(tally: Tally) -> list[Answer]:
    """Reads that failed, and writes that failed without saying so."""
    return [
        each for each in tally.answers
        if (is_read(each) and each.status != 200)
        or (not is_read(each) and each.status not in SAID_SO and not 200 <= each.status < 500)
    ]  # fmt: skip


def half_files(data: Path) -> dict[str, int]:
    """What is on the disk and in no row, what is in a row and not on the disk, drafts, and what is not sound."""
    with closing(sqlite3.connect(data / "jobmatch.db")) as database:
        rows = {name for (name,) in database.execute("SELECT file_path FROM cv")}
        sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        strangers = len(database.execute("PRAGMA foreign_key_check").fetchall())
    folder = data / "user_uploads" / "cvs"
    files = {entry.name: entry.stat().st_size for entry in folder.iterdir() if entry.is_file()}
    return {
        "files_without_row": len(files.keys() - rows), "rows_without_file": len(rows - files.keys()),
        "empty_files": sum(size == 0 for size in files.values()), "drafts": len(list((folder / "drafts").iterdir())),
        "unsound": int(not sound) + strangers,
    }  # fmt: skip


def recovery_of(site: Site, people: list[Person]) -> float:
    """Seconds until all kinds of writes work again, with no restart. Infinite when they never do."""
    started = time.monotonic()
    while time.monotonic() < started + 60:
        tally = visit(site.port, people, OFFERS, 1.5)
        if {each.kind for each in tally.answers if 200 <= each.status < 400} >= WRITES and not tally.faults():
            return max(0.0, tally.answers[0].at - started)
    return float("inf")


def measure(given: argparse.Namespace) -> bool:
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk(given.megabytes))
        logs = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = disk / "data"
        app = make_app(data, OFFERS)
        people = settle(app, PEOPLE, alerts=0)
        (data / "servers.log").symlink_to(logs / "log")  # what is logged goes to another disk
        site = stack.enter_context(running(data, WEB_WORKERS=str(WEB_WORKERS)))
        warm(site, people, OFFERS)
        pids = {*site.web_pids(), site.web.pid}
        filler = fill(disk)
        tally = visit(site.port, people, OFFERS, given.seconds)
        filler.unlink()
        back = recovery_of(site, people)
        same = (
            {*site.web_pids(), site.web.pid} == pids
            and site.worker is not None
            and site.worker.poll() is None
        )
        half = half_files(data)
        with app.app_context():
            db.engine.dispose()
    return report(tally, half, back, same)


def report(tally: Tally, half: dict[str, int], back: float, same: bool) -> bool:
    reads = [each for each in tally.answers if is_read(each)]
    writes = [each for each in tally.answers if not is_read(each)]
    wrong = wrong_while_full(tally)
    print(
        f"\ndisk full: {len(reads)} reads, {sum(each.status == 200 for each in reads)} answered; "
        f"{len(writes)} writes, "
        f"{sum(each.status in SAID_SO for each in writes)} told that there is no room; {len(wrong)} wrong; "
        f"all works {back:.1f} s after room was made; {'the same processes' if same else 'PROCESSES WERE REPLACED'}"
    )
    for said, count in Counter(f"{each.kind} {each.status}: {said_by(each)}" for each in writes).most_common(
        6
    ):
        print(f"  {count:4} {said}")
    for each in wrong[:5]:
        print(f"  WRONG {each.kind} {each.status}: {said_by(each)}")
    said = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in half.items())
    print(f"  afterwards: {said}")
    figures = {
        "reads": len(reads),
        "writes": len(writes),
        "wrong": len(wrong),
        "recovery_s": round(back, 2),
        **half,
    }
    print(json.dumps({"bench": "disk_full", **figures}))
    few = len(reads) < LEAST or sum(each.status in SAID_SO for each in writes) < LEAST
    return bool(wrong or few or any(half.values()) or back > RECOVERY or not same)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=96)
    parser.add_argument("--seconds", type=float, default=8)
    try:
        return int(measure(parser.parse_args()))
    except PermissionError as reason:
        print(f"\ndisk full: not measured, {reason}")
        return 0


if __name__ == "__main__":
    sys.exit(main())
