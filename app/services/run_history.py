"""What runs of sources did, for those who look: pages of runs, one run, and what is under way now.

Everything is read from the rows, so every web process gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.models import ScrapingLine, ScrapingRun, Task, User

PER_PAGE = 50
MOST_LINES = 500
SITTING = 100  # runs that can belong to one sitting
SCRAPE_TASK = "scrape"
GAP = timedelta(minutes=1)  # between two runs of one sitting


@dataclass(frozen=True, slots=True)
class RunList:
    """``page`` counts from 1; ``more`` says whether others follow."""

    runs: tuple[ScrapingRun, ...]
    total: int
    page: int
    more: bool = False

    @property
    def pages(self) -> int:
        return -(-self.total // PER_PAGE)


@dataclass(frozen=True, slots=True)
class RunDetails:
    """``lines`` are the last ones, oldest first; ``earlier`` counts those before them.
    ``asked_by`` is "" for the clock."""

    run: ScrapingRun
    lines: tuple[ScrapingLine, ...]
    earlier: int
    asked_by: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """The runs that happened together: those under way, or the last ones, and what went right before them.

    ``latest`` is the last run of each source, ``waiting`` the sources that are to run as soon as a worker
    is free.
    """

    latest: dict[str, ScrapingRun]
    waiting: frozenset[str]
    runs: tuple[ScrapingRun, ...]

    @property
    def is_running(self) -> bool:
        return bool(self.waiting) or any(run.completed_at is None for run in self.runs)

    @property
    def current(self) -> ScrapingRun | None:
        """The run that began last of those under way."""
        return next((run for run in self.runs if run.completed_at is None), None)

    @property
    def started_at(self) -> datetime | None:
        return min((run.started_at for run in self.runs), default=None)

    @property
    def ended_at(self) -> datetime | None:
        ends = [run.completed_at for run in self.runs if run.completed_at]
        return None if self.is_running else max(ends, default=None)


def page(source: str = "", status: str = "", number: int = 1, before: int | None = None) -> RunList:
    """Newest first; with ``before`` those that began before that run, instead of a page. An unknown source or
    status finds nothing."""
    conditions = []
    if source:
        conditions.append(ScrapingRun.source == source)
    if status:
        conditions.append(ScrapingRun.status == status)
    total = db.session.scalar(select(func.count()).select_from(ScrapingRun).where(*conditions)) or 0
    query = select(ScrapingRun).where(*conditions).order_by(ScrapingRun.id.desc())
    if before is not None:
        query = query.where(ScrapingRun.id < before)
    found = list(
        db.session.scalars(query.limit(PER_PAGE + 1).offset(0 if before else (number - 1) * PER_PAGE))
    )
    return RunList(tuple(found[:PER_PAGE]), total, number, more=len(found) > PER_PAGE)


def details(run_id: int) -> RunDetails:
    """Raises NotFound."""
    run = db.session.get(ScrapingRun, run_id)
    if run is None:
        raise NotFound(_("There is no such run."))
    query = select(ScrapingLine).where(ScrapingLine.run_id == run_id).order_by(ScrapingLine.id.desc())
    lines = tuple(db.session.scalars(query.limit(MOST_LINES)))[::-1]
    count = select(func.count()).select_from(ScrapingLine).where(ScrapingLine.run_id == run_id)
    asked_by = names_of([run.asked_by_id]).get(run.asked_by_id or 0, "")
    return RunDetails(run, lines, (db.session.scalar(count) or 0) - len(lines), asked_by)


def latest() -> dict[str, ScrapingRun]:
    """The last run of each source that ever ran."""
    last = select(func.max(ScrapingRun.id)).group_by(ScrapingRun.source)
    rows = db.session.scalars(select(ScrapingRun).where(ScrapingRun.id.in_(last)))
    return {run.source: run for run in rows}


def waiting_sources() -> frozenset[str]:
    """Sources with a task that no worker has taken up, or that has not written its run down yet."""
    open_tasks = db.session.scalars(
        select(Task).where(Task.name == SCRAPE_TASK, Task.state.in_(("queued", "running")))
    )
    under_way = set(db.session.scalars(select(ScrapingRun.source).where(ScrapingRun.completed_at.is_(None))))
    return frozenset(str(task.arguments.get("source", "")) for task in open_tasks) - under_way


def sitting() -> Sitting:
    recent = db.session.scalars(
        select(ScrapingRun)
        .order_by(
            ScrapingRun.completed_at.is_(None).desc(), ScrapingRun.started_at.desc(), ScrapingRun.id.desc()
        )
        .limit(SITTING)
    ).all()
    return Sitting(latest(), waiting_sources(), _together(recent))


def names_of(user_ids: Sequence[int | None]) -> dict[int, str]:
    """Names of people by id; those whose account is gone are left out."""
    ids = {user_id for user_id in user_ids if user_id is not None}
    if not ids:
        return {}
    return {user.id: user.display_name for user in db.session.scalars(select(User).where(User.id.in_(ids)))}


def _together(runs: Sequence[ScrapingRun]) -> tuple[ScrapingRun, ...]:
    """The first runs of the list, back to where nothing was done for a minute."""
    found: list[ScrapingRun] = []
    start: datetime | None = None
    for run in runs:
        if start is not None and run.completed_at is not None and run.completed_at < start - GAP:
            break
        start = run.started_at if start is None else min(start, run.started_at)
        found.append(run)
    return tuple(found)
