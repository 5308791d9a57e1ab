"""Backups under write load: every one is read back, restored and compared; then a drill into an empty place.

``python -m bench.backups`` makes 60 (``--count``) on SQLite, or on the PostgreSQL of ``--database-url``, where the role
must be allowed to create databases. Writers store offers, upload and delete CVs, all the while. A restored copy must
hold all that was acknowledged before its backup began.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import multiprocessing
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

import sqlalchemy
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.extensions import db
from app.models import CV, Job, User, email_key
from app.services import cvs, demo, ingest, passwords
from app.services.backups import counting, creating, restoring, verifying
from app.services.backups.creating import Made, folder_of
from app.services.transaction import transaction
from app.settings import Settings
from bench.measure import percentile
from bench.site.crawling import crawl
from job_scraper.posting import JobPosting

ADDRESS, PASSWORD = "amel@example.org", "a quiet morning by the sea"
CV_TEXT = "Amel Trabelsi\nPython developer\nTunis\n\nSkills\nPython, Flask, PostgreSQL, Docker\n" * 3


@dataclass(frozen=True, slots=True)
class Taken:
    made: Made
    seconds: float
    offers_before: int


def settings_of(folder: Path, url: str) -> Settings:
    given: dict[str, Any] = {
        "JOBMATCH_ENV": "test", "secret_key": "5f0d8c1e-bench-only-7b2a94c6d3e8f1a0", "data_dir": folder,
        "database_url": url, "redis_url": "", "base_url": "http://localhost", "log_level": "ERROR",
        "embedder": "lexical", "rate_limits": False,
    }  # fmt: skip
    return Settings(_env_file=None, **given)


def prepare(app: Flask) -> int:
    """Tables, the demo offers, a person. Their id."""
    with app.app_context():
        upgrade()
        demo.load()
        with transaction() as session:
            person = User(
                email=ADDRESS, email_key=email_key(ADDRESS), password_hash=passwords.hash_password(PASSWORD)
            )
            session.add(person)
            session.flush()
            user_id = person.id
        cvs.upload(user_id, io.BytesIO(CV_TEXT.encode()), "first.txt")
        db.session.remove()
        db.engine.dispose()
    return user_id


def write_offers(settings: Settings, acknowledged: Synchronized[int], stop: Synchronized[int]) -> None:
    """Offers 1, 2, 3, ...: ``acknowledged`` is the last whose transaction has returned."""
    with create_app(settings).app_context():
        while not stop.value:
            number = acknowledged.value + 1
            ingest.save([posting(number)])
            acknowledged.value = number
            time.sleep(0.02)


def write_cvs(settings: Settings, user_id: int, written: Synchronized[int], stop: Synchronized[int]) -> None:
    """CVs come and go, file and row."""
    with create_app(settings).app_context():
        kept: list[int] = []
        while not stop.value:
            kept.append(cvs.upload(user_id, io.BytesIO(f"{CV_TEXT}{time.time()}".encode()), "a.txt").id)
            written.value += 1
            if len(kept) > 3:
                cvs.delete(user_id, kept.pop(0))


def posting(number: int) -> JobPosting:
    return JobPosting(
        source="bench", external_id=str(number), title=f"Welder {number}", company=f"Works {number}", city="Tunis",
        location="Tunis", country="TN", description_text=f"We weld steel, place {number}.",
        url=f"https://jobs.example.org/{number}",
    )  # fmt: skip


@contextmanager
def writers(settings: Settings, user_id: int) -> Iterator[tuple[Synchronized[int], Synchronized[int]]]:
    context = multiprocessing.get_context("spawn")
    offers, uploads, stop = (context.Value("q", 0) for _ in range(3))
    processes = [
        context.Process(target=write_offers, args=(settings, offers, stop), daemon=True),
        context.Process(target=write_cvs, args=(settings, user_id, uploads, stop), daemon=True),
    ]
    for process in processes:
        process.start()
    try:
        while not (offers.value and uploads.value):
            if not all(process.is_alive() for process in processes):
                raise SystemExit("a writer ended")
            time.sleep(0.1)
        yield offers, uploads
        if not all(process.is_alive() for process in processes):
            raise SystemExit("a writer ended: the load was not what it should be")
    finally:
        stop.value = 1
        for process in processes:
            process.join(60)


def take(app: Flask, count: int, offers: Synchronized[int]) -> list[Taken]:
    taken = []
    with app.app_context():
        for number in range(count):
            before, started = offers.value, time.perf_counter()
            made = creating.create(keep=1000)
            taken.append(Taken(made, time.perf_counter() - started, before))
            tell(f"{number + 1} of {count} made")
    return taken


@contextmanager
def empty_site(url: str) -> Iterator[Settings]:
    """A folder without anything, and on a server a database without anything."""
    folder = Path(tempfile.mkdtemp(prefix="jobmatch-restored-"))
    try:
        if not url:
            yield settings_of(folder, "")
            return
        server = sqlalchemy.make_url(url).set(drivername="postgresql+psycopg")
        name = f"{server.database}_restored"
        engine = sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
            yield settings_of(folder, server.set(database=name).render_as_string(hide_password=False))
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        engine.dispose()
    finally:
        shutil.rmtree(folder)


def restore_and_compare(taken: Taken, url: str) -> tuple[float, list[str]]:
    """(seconds, what is wrong) of one backup."""
    with empty_site(url) as settings, create_app(settings).app_context():
        verifying.verify(taken.made.path)
        started = time.perf_counter()
        restored = restoring.restore(taken.made.path, create_app)
        seconds = time.perf_counter() - started
        faults = compare(taken, restored.again.cvs)
        if not url:
            with closing(sqlite3.connect(settings.data_dir / "jobmatch.db")) as connection:
                if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    faults.append("integrity")
                if connection.execute("PRAGMA foreign_key_check").fetchall():
                    faults.append("references")
        db.session.remove()
        db.engine.dispose()
    return seconds, faults


def compare(taken: Taken, erased_cvs: int) -> list[str]:
    """With the manifest, but for CVs that were deleted while the backup was made; and with what was acknowledged."""
    manifest, faults = taken.made.manifest, []
    with db.engine.connect() as connection:
        now = counting.rows_of(connection, ["users", "jobs", "cv"])
        expected = {name: manifest.rows[name] for name in now} | {"cv": manifest.rows["cv"] - erased_cvs}
        if now != expected:
            faults.append(f"rows {now} instead of {expected}")
        mine = sqlalchemy.select(sqlalchemy.func.count()).where(Job.source == "bench")
        if (connection.scalar(mine) or 0) < taken.offers_before:
            faults.append("acknowledged offers are missing")
        named = set(connection.scalars(sqlalchemy.select(CV.file_path)))
    for name in named:
        with folder_of("cvs").open(name) as file:
            if hashlib.sha256(file.read()).hexdigest() != manifest.entries[f"files/cvs/{name}"].sha256:
                faults.append(f"bytes of {name}")
    return faults


def drill(app: Flask, url: str) -> tuple[int, list[str]]:
    """(pages looked at, what differs) between a site at rest and its backup in an empty place."""
    with app.app_context():
        made = creating.create(keep=1000)
        pages = crawl(app, ADDRESS, PASSWORD)
        with db.engine.connect() as connection:
            rows = counting.rows_of(connection, sorted(made.manifest.rows))
        db.session.remove()
        db.engine.dispose()
    with empty_site(url) as settings:
        other = create_app(settings)
        with other.app_context():
            restored = restoring.restore(made.path, create_app)
            again = crawl(other, ADDRESS, PASSWORD)
            db.session.remove()
            db.engine.dispose()
    ignored = {"tasks", "backups", "counters", "audit_entries", "account_exports", "user_sessions"}
    faults = [
        f"{name}: {restored.rows[name]} instead of {made.manifest.rows[name]} rows"
        for name in rows
        if name not in ignored and restored.rows[name] != made.manifest.rows[name]
    ]
    faults += [
        f"{path} differs"
        for path in sorted(pages.keys() | again.keys())
        if pages.get(path) != again.get(path)
    ]
    return len(pages), faults


def tell(line: str) -> None:
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--database-url", default="")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="jobmatch-backups-"))
    settings = settings_of(folder, given.database_url)
    app = create_app(settings)
    user_id = prepare(app)
    with writers(settings, user_id) as (offers, uploads):
        first, started = (offers.value, uploads.value), time.perf_counter()
        taken = take(app, given.count, offers)
        lasted = time.perf_counter() - started
        load = (offers.value - first[0], uploads.value - first[1])
    seconds, faults = [], []
    for number, one in enumerate(taken):
        took, wrong = restore_and_compare(one, given.database_url)
        seconds.append(took)
        faults += [f"{one.made.path.name}: {each}" for each in wrong]
        tell(f"{number + 1} of {len(taken)} restored")
    pages, differing = drill(app, given.database_url)
    tell("")
    made = [one.seconds for one in taken]
    print(f"{len(taken)} backups in {lasted:.0f} s, while {load[0]} offers and {load[1]} CVs were written")
    print(
        f"made in {statistics.median(made):.2f} s (median), {percentile(made, 0.95):.2f} s (p95), read back each"
    )
    gone = sum(len(one.made.manifest.gone) for one in taken)
    lost = sum(len(one.made.manifest.missing) for one in taken)
    print(f"{gone} files went with their rows while a backup was made, {lost} lost")
    print(f"{len(taken) - len({fault.split(':')[0] for fault in faults})} of {len(taken)} restored and equal, "
          f"in {statistics.median(seconds):.1f} s (median)")  # fmt: skip
    print(f"drill: {pages} pages and all rows compared, {len(differing)} differ")
    for fault in [*faults, *differing][:20]:
        print(f"  {fault}")
    shutil.rmtree(folder)
    return 1 if faults or differing else 0


if __name__ == "__main__":
    sys.exit(main())
