"""Letting go of what was deleted: SQLite's journal and the gaps of its pages still hold it for a moment."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from sqlalchemy import exists, select

from app.extensions import db
from app.models import Task
from app.services import tasks
from app.services.transaction import forget_journal, transaction
from app.settings import ROOT

TASK: Final = "let_go"
ATTEMPTS: Final = 20
SECONDS: Final = 600
BUSY: Final = 75


def let_go() -> None:
    """The journal is emptied now, unless somebody reads an older state; a task does that as soon as they are done,
    and cleans the pages."""
    if db.engine.dialect.name != "sqlite":
        return
    forget_journal()
    with transaction() as session:
        waits = select(exists().where(Task.name == TASK, Task.state == "queued"))
        task = None if session.scalar(waits) else tasks.add(session, TASK, {}, max_attempts=ATTEMPTS)
    if task is not None:
        tasks.start(task)


def work() -> str:
    """Raises TimeoutError when somebody read an older state all the while: the task is tried again."""
    if db.engine.dialect.name != "sqlite":
        return "nothing to do"
    if not forget_journal(seconds=20):
        raise TimeoutError("somebody reads an older state of the database")
    cleaned = _clean_pages()
    if not forget_journal(seconds=20):
        raise TimeoutError("somebody reads an older state of the database")
    return f"{cleaned} pages cleaned"


def _clean_pages() -> int:
    file = db.engine.url.database
    command = [sys.executable, "-m", "app.services.erasure.page_gaps", str(file)]
    db.session.remove()
    done = subprocess.run(  # noqa: S603 - our own program on our own file
        command, cwd=ROOT, capture_output=True, timeout=SECONDS, check=False, text=True
    )
    if done.returncode == BUSY:
        raise TimeoutError("somebody reads an older state of the database")
    done.check_returncode()
    return int(done.stdout)
