"""What runs left in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from app.extensions import db
from app.models import Job, ScrapingLine, ScrapingRun, Task
from app.services import scraping, tasks
from app.services.transaction import transaction


def runs() -> list[ScrapingRun]:
    db.session.rollback()
    return list(db.session.scalars(select(ScrapingRun).order_by(ScrapingRun.id)))


def the_run() -> ScrapingRun:
    (run,) = runs()
    return run


def jobs() -> dict[str, Job]:
    db.session.rollback()
    return {job.external_id: job for job in db.session.scalars(select(Job))}


def lines() -> list[tuple[str, str]]:
    db.session.rollback()
    query = select(ScrapingLine.level, ScrapingLine.text).order_by(ScrapingLine.id)
    return [(level, text) for level, text in db.session.execute(query)]


def task(task_id: int) -> Task:
    db.session.rollback()
    found = db.session.get(Task, task_id)
    assert found
    return found


def change_run(run_id: int, **values: Any) -> None:
    with transaction() as session:
        session.execute(update(ScrapingRun).where(ScrapingRun.id == run_id).values(**values))


def scrape(name: str = "board") -> ScrapingRun:
    """Ask for a run and do it as the worker would; the row of the last run."""
    asked = scraping.ask(name, None)
    tasks.run(asked.task_id, {scraping.TASK: scraping.run})
    return runs()[-1]
