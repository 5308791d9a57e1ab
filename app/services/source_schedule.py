"""When each source runs: once in every turn of its clock, whichever worker is the first to notice."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from sqlalchemy import func, select

from app.extensions import db
from app.models import ScrapingRun, utc_now
from app.services import scraping, source_configs, tasks
from app.services.source_configs import SetUp
from app.services.transaction import end_reading

REFUSED = frozenset({"blocked", "quota", "auth"})
LONGEST_PATIENCE = 24  # hours between two tries of a source that goes on refusing
LAST_RUNS = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of a source's clock. The clocks of the sources are set apart, so that they do not all
    run at once."""

    slot: str
    begins: datetime
    ends: datetime


def turn(name: str, hours: int, now: datetime) -> Turn:
    length = hours * 3600
    shift = zlib.crc32(name.encode()) % length
    number = (int(now.timestamp()) + shift) // length
    begins = datetime.fromtimestamp(number * length - shift, UTC)
    return Turn(f"{name}/{hours}/{number}", begins, begins + timedelta(hours=hours))


def ask_due() -> int:
    """Write down a task for every source that is on and has not run in its turn yet; how many."""
    now = utc_now()
    last = _last_starts()
    on = [set_up for set_up in source_configs.all_current() if set_up.is_on and not set_up.missing]
    present = {one.source: turn(one.source, _hours(one), now) for one in on}
    end_reading()
    asked = [
        tasks.ask_once(scraping.TASK, its.slot, {"source": name})
        for name, its in present.items()
        if name not in last or last[name] < its.begins
    ]
    return sum(task is not None for task in asked)


def next_run(set_up: SetUp, last_started: datetime | None) -> datetime | None:
    """When the clock runs it next, now at the earliest; None for a source that is off or not set up."""
    if not set_up.is_on or set_up.missing:
        return None
    now = utc_now()
    present = turn(set_up.source, _hours(set_up), now)
    return now if last_started is None or last_started < present.begins else present.ends


def _hours(set_up: SetUp) -> int:
    """Twice as long after every run in a row that was refused, up to a day."""
    streak = len(list(takewhile(REFUSED.__contains__, _last_statuses(set_up.source))))
    patience = set_up.every_hours * 2 ** max(0, streak - 1)
    return max(set_up.every_hours, min(patience, LONGEST_PATIENCE))


def _last_statuses(source: str) -> Sequence[str]:
    ended = (ScrapingRun.source == source, ScrapingRun.completed_at.is_not(None))
    newest = select(ScrapingRun.status).where(*ended).order_by(ScrapingRun.started_at.desc())
    return db.session.scalars(newest.limit(LAST_RUNS)).all()


def _last_starts() -> Mapping[str, datetime]:
    query = select(ScrapingRun.source, func.max(ScrapingRun.started_at)).group_by(ScrapingRun.source)
    return dict(db.session.execute(query).all())
