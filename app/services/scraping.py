"""Runs of sources: asked for, done by a task, ended by an admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import ScrapingRun, Task, utc_now
from app.services import progress, runs, source_configs, sources, tasks
from app.services.collecting import Collector, Ending
from app.services.page_client import page_client
from app.services.transaction import end_reading, transaction
from outgoing.endings import SourceFault

TASK = "scrape"
UNDER_WAY, ALREADY = "under_way", "already under way"
GOOD_RUNS = 3  # that an empty one is compared with


@dataclass(frozen=True, slots=True)
class Asked:
    """``task_id`` does the run, or is doing it already when ``is_new`` is False."""

    source: str
    task_id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Done:
    """``status`` as in the row of the run, or UNDER_WAY when somebody else's run made this one needless."""

    source: str
    status: str
    why: str = ""
    found: int = 0
    new: int = 0

    @property
    def is_good(self) -> bool:
        return self.status in {*runs.GOOD, UNDER_WAY}


def ask(name: str, user_id: int | None) -> Asked:
    """One run, on or off. Who asks while one waits or runs gets that one. Raises NotFound."""
    sources.get(name)
    with transaction() as session:
        known = session.scalars(select(Task.id).where(*_open_tasks(name)).limit(1)).first()
        if known is not None:
            return Asked(name, known, is_new=False)
        task = _add(session, name, user_id)
    tasks.start(task)
    return Asked(name, task.id, is_new=True)


def ask_all(user_id: int | None) -> list[Asked]:
    """A run of every source that is on."""
    return [ask(set_up.source, user_id) for set_up in source_configs.all_current() if set_up.is_on]


def run_here(name: str) -> Done:
    """Ask for a run and do it in this process; nobody repeats it when the process dies. Raises NotFound."""
    sources.get(name)
    with transaction() as session:
        task_id = _add(session, name, None, max_attempts=1).id
    tasks.run(task_id, {TASK: run})
    row, task = find_run(task_id), db.session.get(Task, task_id, populate_existing=True)
    message = task.message if task else ""
    end_reading()
    if row is not None:
        return Done(name, row.status, row.error_message or "", row.jobs_found, row.jobs_new)
    return Done(name, UNDER_WAY if message == ALREADY else "failed", message)


def cancel(name: str) -> bool:
    """End what waits or runs; a run stops at its next request or batch. False when there is nothing.

    Raises NotFound.
    """
    sources.get(name)
    ids = db.session.scalars(select(Task.id).where(*_open_tasks(name))).all()
    end_reading()
    return sum(tasks.cancel(task_id) for task_id in ids) > 0


def run(source: str) -> str:
    """The work of a task: one run, to its end or its first refusal. The status is on the run's row."""
    found = sources.find(source)
    if found is None:
        return f"there is no source {source}"
    version = source_configs.current(source).version
    lease = _lease(source, version)
    if lease is None:
        return ALREADY
    tally_columns: dict[str, Any] = {}
    try:
        query, _set_up = source_configs.query(source)
    except SourceFault as fault:
        ending = Ending(fault.status, fault.detail)
    else:
        collector = Collector(found, query, lease, page_client(), _found_before(source))
        ending = collector.collect()
        tally_columns = {**collector.tally.columns(), "message": ""}
    _end(lease, ending, tally_columns)
    return (
        f"{ending.status}: {tally_columns.get('jobs_found', 0)} found, {tally_columns.get('jobs_new', 0)} new"
    )


def find_run(task_id: int) -> ScrapingRun | None:
    """The last run that this task did."""
    newest = select(ScrapingRun).where(ScrapingRun.task_id == task_id).order_by(ScrapingRun.id.desc())
    return db.session.scalars(newest.limit(1)).first()


def _end(lease: runs.Lease, ending: Ending, columns: dict[str, Any]) -> None:
    """The task of a run that was ended from outside ends the same way."""
    done = {"progress": 100} if ending.status in runs.GOOD else {}
    runs.end(lease.run_id, ending.status, {**columns, **done}, error=ending.error, head=ending.head)
    if ending.status == "cancelled":
        raise progress.Cancelled
    if ending.status == "interrupted":
        raise progress.Stopped


def _lease(source: str, version: int) -> runs.Lease | None:
    task = progress.current()
    return runs.begin(
        source,
        asked_at=task.asked_at if task else utc_now(),
        task_id=task.task_id if task else None,
        asked_by_id=task.asked_by_id if task else None,
        version=version,
    )


def _found_before(source: str) -> list[int]:
    newest = (
        select(ScrapingRun.jobs_found)
        .where(ScrapingRun.source == source, ScrapingRun.status.in_(runs.GOOD))
        .order_by(ScrapingRun.started_at.desc())
    )
    found = list(db.session.scalars(newest.limit(GOOD_RUNS)))
    end_reading()
    return found


def _add(session: Session, name: str, user_id: int | None, max_attempts: int = tasks.ATTEMPTS) -> Task:
    return tasks.add(session, TASK, {"source": name}, asked_by_id=user_id, max_attempts=max_attempts)


def _open_tasks(name: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Task.name == TASK,
        Task.state.in_(("queued", "running")),
        Task.arguments["source"].as_string() == name,
    )
