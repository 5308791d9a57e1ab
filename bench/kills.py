"""kill -9 while people write, while a source is scraped and while an index is built: nothing acknowledged is lost.

``python -m bench.kills`` kills the web server's processes 100 times (``--web``; every tenth time all at once) under six
programs that write through six routes. The runs of a source and the builds of the index are killed 20 times each, by
the tests that do that a few times every day, told to try hard.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import ColumnElement, Select, func, select, text

from app import create_app
from app.extensions import db
from app.models import CV, Application, HiddenJob, Job, SavedJob, SearchPreference, Task, User, email_key
from app.services import ingest, passwords
from app.services.tokens import personal
from app.services.transaction import transaction
from app.services.uploads import cv_folder
from app.settings import ROOT, Settings
from bench import killed_site
from bench.killed_site import ROUTES, Site, Writer
from job_scraper.posting import JobPosting

OFFERS = 900
PATIENCE = 180
OTHERS = (
    "tests/services/scraping/test_scraping_processes.py::"
    "test_killed_at_any_moment_nothing_is_lost_or_doubled_and_no_run_stays_open",
    "tests/services/test_killed_course_index.py::test_a_build_killed_at_any_moment_leaves_the_old_index",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``unanswered`` writes were cut off, ``busy`` ones were asked to come again. ``lost`` names what was acknowledged
    and is not there, ``faults`` everything else that is wrong."""

    kills: int
    seconds: float
    acknowledged: dict[str, int]
    unanswered: int
    busy: int
    lost: list[str]
    faults: list[str]


def kill_web(settings: Settings, kills: int, *, all_every: int = 10, offers: int = OFFERS) -> Outcome:
    """Raises SystemExit when the site does not come back."""
    app = create_app(settings)
    with app.app_context():
        writers = prepare(offers)
        db.session.remove()
        db.engine.dispose()
    site, chance, started = Site(settings, killed_site.free_port()), random.Random(), time.monotonic()
    for writer in writers:
        writer.port = site.port
    try:
        site.start()
        with killed_site.writing(writers):
            for number in range(1, kills + 1):
                _wait_for_writes(writers, routes=1 if number % all_every else len(ROUTES))
                time.sleep(chance.uniform(0, 0.4))
                if number % all_every:
                    site.kill_one(chance)
                else:
                    site.kill_all()
                    site.start()
                tell(
                    f"{number} of {kills} kills, {sum(len(each.acknowledged) for each in writers)} acknowledged"
                )
            site.wait()
            _wait_for_writes(writers, routes=len(ROUTES))
    finally:
        site.kill_all()
    seconds = time.monotonic() - started
    let_worker_finish(app, settings)
    with app.app_context():
        outcome = look(writers, kills, seconds)
        db.session.remove()
        db.engine.dispose()
    return outcome


def prepare(count: int) -> list[Writer]:
    """Offers, and for each route a person with a token."""
    ingest.save([posting(number) for number in range(count)])
    offers = list(db.session.scalars(select(Job.id).where(Job.source == "bench").order_by(Job.id)))
    db.session.commit()
    writers, secret = [], passwords.hash_password("a quiet morning by the sea")
    for number, (name, write) in enumerate(ROUTES.items()):
        with transaction() as session:
            address = f"writer{number}@example.org"
            person = User(email=address, email_key=email_key(address), password_hash=secret)
            session.add(person)
            session.flush()
            user_id = person.id
        _row, token = personal.create(user_id, "bench", ["read", "write"], None)
        writers.append(Writer(name, token, write, state={"offers": offers, "user_id": user_id}))
    return writers


def posting(number: int) -> JobPosting:
    return JobPosting(
        source="bench", external_id=str(number), title=f"Welder {number}", company=f"Works {number}", city="Tunis",
        location="Tunis", country="TN", description_text="We weld steel.", url=f"https://jobs.example.org/{number}",
    )  # fmt: skip


def look(writers: Sequence[Writer], kills: int, seconds: float) -> Outcome:
    lost, faults = [], sound()
    for writer in writers:
        there = stored(writer)
        went = {mark.removeprefix("-") for mark in writer.taken_back}
        expected = writer.acknowledged - went
        asked_to_go = {mark.removeprefix("-") for mark in writer.unsure if mark.startswith("-")}
        if writer.name == "write a note":
            missing = set() if there & (writer.acknowledged | writer.unsure) else expected
        else:
            missing = expected - there - asked_to_go
        lost += [f"{writer.name}: {mark}" for mark in sorted(missing)]
        faults += [f"{writer.name}: {mark} is back" for mark in sorted(went & there)]
        faults += [f"{writer.name}: {refused}" for refused in writer.refused[:3]]
    files = cv_folder()
    faults += [f"no file {name}" for name in db.session.scalars(select(CV.file_path)) if not files.has(name)]
    waiting = dict(
        db.session.execute(
            select(Task.name, func.count()).where(Task.state.in_(("queued", "running"))).group_by(Task.name)
        ).all()  # type: ignore[arg-type]
    )
    faults += [f"{count} tasks {name} are stuck" for name, count in waiting.items()]
    counts = {writer.name: len(writer.acknowledged) for writer in writers}
    cut, busy = sum(len(each.unsure) for each in writers), sum(each.state.get("busy", 0) for each in writers)
    return Outcome(kills, seconds, counts, cut, busy, lost, faults)


def stored(writer: Writer) -> set[str]:
    """What is there of the marks that a writer left."""
    mine = writer.state["user_id"]
    queries: dict[str, tuple[Select[Any], ColumnElement[bool]]] = {
        "keep an offer": (select(SavedJob.job_id), SavedJob.user_id == mine),
        "hide an offer": (select(HiddenJob.job_id), HiddenJob.user_id == mine),
        "write a note": (select(SavedJob.notes), SavedJob.user_id == mine),
        "add an application": (select(Application.title), Application.user_id == mine),
        "save a search": (select(SearchPreference.name), SearchPreference.user_id == mine),
        "upload a CV": (select(CV.file_name), CV.user_id == mine),
    }
    query, which = queries[writer.name]
    return {str(value) for value in db.session.scalars(query.where(which))}


def sound() -> list[str]:
    if db.engine.dialect.name != "sqlite":
        return []
    said = db.session.scalars(text("PRAGMA integrity_check")).all()
    broken = db.session.execute(text("PRAGMA foreign_key_check")).all()
    return [f"integrity: {line}" for line in said if line != "ok"] + [f"reference: {row}" for row in broken]


def let_worker_finish(app: Flask, settings: Settings) -> None:
    """A worker does what waits; what it has not done in time is found stuck afterwards."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "app.worker"], cwd=ROOT, env=killed_site.environment(settings),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + PATIENCE
    try:
        with app.app_context():
            open_tasks = select(func.count()).where(Task.state.in_(("queued", "running")))
            while time.monotonic() < until:
                if not db.session.scalar(open_tasks):
                    return
                db.session.rollback()
                time.sleep(0.5)
    finally:
        worker.terminate()
        worker.wait(60)


def _wait_for_writes(writers: Sequence[Writer], routes: int) -> None:
    """Until some routes were written through since now."""
    before = {writer.name: _count(writer) for writer in writers}
    until = time.monotonic() + PATIENCE
    while sum(_count(writer) > before[writer.name] for writer in writers) < routes:
        if time.monotonic() > until:
            raise SystemExit(f"nothing is acknowledged any more: {[each.refused[-1:] for each in writers]}")
        time.sleep(0.02)


def _count(writer: Writer) -> int:
    return int(writer.state.get("answers", 0))


def tell(line: str) -> None:
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def settings_of(folder: Path, url: str) -> Settings:
    given: dict[str, Any] = {
        "JOBMATCH_ENV": "test", "secret_key": "5f0d8c1e-bench-only-7b2a94c6d3e8f1a0", "data_dir": folder,
        "database_url": url, "redis_url": "", "base_url": "http://localhost", "log_level": "ERROR",
        "embedder": "lexical", "rate_limits": False,
    }  # fmt: skip
    return Settings(_env_file=None, **given)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--web", type=int, default=100)
    parser.add_argument("--no-others", action="store_true", help="Only the web server.")
    parser.add_argument("--database-url", default="", help="An empty PostgreSQL database instead of SQLite.")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="jobmatch-kills-"))
    settings = settings_of(folder, given.database_url)
    with create_app(settings).app_context():
        upgrade()
        db.engine.dispose()
    outcome = kill_web(settings, given.web)
    tell("")
    print(f"{outcome.kills} kills of the web server in {outcome.seconds:.0f} s, {len(ROUTES)} write routes")
    for name, count in outcome.acknowledged.items():
        print(f"  {name}: {count} acknowledged")
    print(f"  {outcome.unanswered} writes were cut off, {outcome.busy} told to come again")
    print(f"  {len(outcome.lost)} acknowledged ones lost, {len(outcome.faults)} other faults")
    for fault in [*outcome.lost, *outcome.faults][:20]:
        print(f"  {fault}")
    shutil.rmtree(folder)
    is_bad = bool(outcome.lost or outcome.faults)
    if not given.no_others:
        is_bad |= bool(_others())
    return 1 if is_bad else 0


def _others() -> int:
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", *OTHERS]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, "TEST_THOROUGH": "1"}, check=False).returncode
    print(
        "20 kills of a scrape, 20 of an index build: "
        + ("a fault, see above" if code else "nothing lost, nothing stuck")
    )
    return code


if __name__ == "__main__":
    sys.exit(main())
