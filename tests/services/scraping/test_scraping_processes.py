"""Runs in processes of their own: started eight times at once, ended by signals, killed at any moment."""

from __future__ import annotations

import random
import signal
from contextlib import ExitStack
from time import sleep

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import Job, ScrapingRun
from app.services import ingest, runs, scraping
from app.settings import Settings
from tests.effort import times
from tests.fake_web import FakeWeb
from tests.processes import finish, let_go, python, wait_until
from tests.services import fake_board
from tests.services.fake_board import HOST
from tests.services.scraping import rows

BOARD = ("-m", "tests.services.fake_board")
QUIET = {"LOG_LEVEL": "WARNING", "EMBEDDER": "lexical"}
MANY = 8
KILLS = times(6, 20)
JOBS = 800
EVERY_BEAT = 0.1  # seconds; six missed beats are a lost worker

AT_ONCE = """
import sys
from app import create_app
from tests.services import fake_board
app = create_app()
fake_board.use(app)
print("ready", flush=True)
sys.stdin.read()
with app.app_context():
    app.cli.main(["scrape", "board"], prog_name="flask")
"""


def test_of_eight_processes_started_at_once_one_runs(board: Flask, settings: Settings, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=40, each=4, delay=0.3)
    with ExitStack() as stack:
        started = [
            stack.enter_context(python(settings, "-c", AT_ONCE, waits=True, **QUIET)) for _one in range(MANY)
        ]
        for process in started:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        let_go(*started)
        said = sorted(finish(process).strip() for process in started)
    assert said == ["board: already running"] * (MANY - 1) + ["board: ok, 40 found, 40 new"]
    assert [run.status for run in rows.runs()] == ["ok"]
    assert [asked.params["page"] for asked in web.asked(HOST)] == [str(page) for page in range(1, 11)]


def count() -> int:
    counted = db.session.scalar(select(func.count()).select_from(Job))
    db.session.rollback()
    return counted or 0


def test_sigterm_ends_a_worker_and_its_run_goes_on_after_the_next_start(
    board: Flask, settings: Settings, web: FakeWeb
) -> None:
    fake_board.pages(web, jobs=30, each=2, delay=0.15)
    asked = scraping.ask("board", None)
    with python(settings, *BOARD, "worker", **QUIET) as worker:
        wait_until(lambda: count() >= 6 or worker.poll() is not None)
        worker.send_signal(signal.SIGTERM)
        output, _none = worker.communicate(timeout=30)
    assert worker.returncode == 0, output
    assert "Traceback" not in output
    run = rows.the_run()
    assert (run.status, run.jobs_new) == ("interrupted", count())
    assert 6 <= count() < 30
    assert (rows.task(asked.task_id).state, rows.task(asked.task_id).attempts) == ("queued", 0)
    with python(settings, *BOARD, "worker", **QUIET) as worker:
        wait_until(lambda: rows.task(asked.task_id).state == "done" or worker.poll() is not None)
    assert [run.status for run in rows.runs()] == ["interrupted", "ok"]
    assert count() == 30


def test_a_worker_hears_that_a_run_is_cancelled(board: Flask, settings: Settings, web: FakeWeb) -> None:
    fake_board.pages(web, jobs=400, each=2, delay=0.1)
    asked = scraping.ask("board", None)
    with python(settings, *BOARD, "worker", **QUIET) as worker:
        wait_until(lambda: count() >= 2 or worker.poll() is not None)
        assert scraping.cancel("board")
        wait_until(lambda: rows.task(asked.task_id).state == "cancelled" or worker.poll() is not None)
    run = rows.the_run()
    assert (run.status, run.jobs_new) == ("cancelled", count())
    assert 2 <= count() < 100


def test_the_first_ctrl_c_ends_a_run_of_the_command_line_after_its_batch(
    board: Flask, settings: Settings, web: FakeWeb
) -> None:
    fake_board.pages(web, jobs=400, each=2, delay=0.1)
    with python(settings, *BOARD, "scrape", "board", **QUIET) as process:
        wait_until(lambda: count() >= 4 or process.poll() is not None)
        process.send_signal(signal.SIGINT)
        output, _none = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "board: interrupted" in output
    run = rows.the_run()
    assert (run.status, run.jobs_new) == ("interrupted", count())
    assert run.task_id
    assert rows.task(run.task_id).state == "cancelled", "nobody asked the worker to go on with it"


def settled() -> dict[str, str]:
    """Each offer's id and title, as acknowledged by a commit."""
    found = {name: job.title for name, job in rows.jobs().items()}
    db.session.rollback()
    return found


def begun_after(run_id: int) -> bool:
    """Asks as the clock does, for a task that was killed three times is given up; who asks while one waits
    gets that one."""
    scraping.ask("board", None)
    return rows.runs()[-1:] != [] and rows.runs()[-1].id > run_id


def test_killed_at_any_moment_nothing_is_lost_or_doubled_and_no_run_stays_open(
    board: Flask, settings: Settings, web: FakeWeb
) -> None:
    """A quarter of a page a batch: most kills come in the middle of what is being stored."""
    settings = settings.model_copy(update={"heartbeat_seconds": EVERY_BEAT})
    board.extensions["settings"] = settings
    fake_board.pages(web, jobs=JOBS, each=JOBS // 4)
    chance = random.Random()
    acknowledged: dict[str, str] = {}
    kills = 0
    while kills < KILLS:
        before = db.session.scalar(select(func.max(ScrapingRun.id))) or 0
        db.session.rollback()
        with python(settings, *BOARD, "eager", **QUIET) as process:
            wait_until(lambda before=before: begun_after(before))
            sleep(chance.random() * 1.2)
            acknowledged = settled()
            assert process.poll() is None, "it ended by itself"
        kills += 1
        now = settled()
        assert acknowledged.items() <= now.items(), "something acknowledged was lost"
        assert len(now) % ingest.BATCH == 0, "half a batch was kept"
        for run in rows.runs():
            assert run.jobs_new % ingest.BATCH == 0
            assert (
                run.jobs_new + run.jobs_updated + run.jobs_unchanged == run.jobs_found or not run.completed_at
            )
    with python(settings, *BOARD, "eager", **QUIET):
        wait_until(lambda: begun_after(0) and rows.runs()[-1].status == "ok", seconds=120)
    found = settled()
    assert len(found) == JOBS
    assert sum(run.jobs_new for run in rows.runs()) == JOBS, "each offer was new once, and counted with it"
    sleep(7 * EVERY_BEAT)
    runs.reap()
    statuses = {run.status for run in rows.runs()}
    assert statuses <= {"ok", "interrupted"}
    assert "interrupted" in statuses
