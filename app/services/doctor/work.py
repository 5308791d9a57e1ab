"""What works in the background: the queue, the worker, the sources, the index of courses, backups."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from app import queue as lanes
from app.extensions import db
from app.models import Task, utc_now
from app.services import heartbeat, run_history, source_configs
from app.services.backups import keeping, records
from app.services.courses import index
from app.services.doctor.finding import Finding, fault, ok, warning

LATE: Final = timedelta(minutes=15)
SILENT: Final = timedelta(hours=2)  # the worker's clock asks for work every hour
OLD: Final = timedelta(days=7)
GOOD_RUNS: Final = frozenset({"ok", "running", "cancelled", "interrupted"})
RESTART: Final = "start or restart the worker: python -m app.worker (systemctl restart jobmatch-worker)"


def queue() -> Finding:
    """Whether it can be reached, and whether anything in it waits longer than it should."""
    count = lanes.length()
    oldest = db.session.scalar(
        select(func.min(Task.created_at)).where(Task.state == "queued", Task.attempts == 0)
    )
    if oldest and utc_now() - oldest > LATE:
        return fault(f"work waits since {oldest:%Y-%m-%d %H:%M} UTC", RESTART)
    return ok(f"{count} messages wait")


def worker() -> Finding:
    """The worker's clock writes a row every hour; work under way tells that it goes on."""
    running = select(func.count()).where(Task.state == "running")
    lost = db.session.scalar(running.where(Task.heartbeat_at < utc_now() - heartbeat.limit())) or 0
    last = db.session.scalar(select(func.max(Task.created_at)).where(Task.name == "hourly"))
    if last is None:
        return warning("no worker ever ran for an hour", RESTART)
    if utc_now() - last > SILENT:
        return fault(f"the worker's clock is silent since {last:%Y-%m-%d %H:%M} UTC", RESTART)
    if lost:
        return fault(f"{lost} tasks gave no sign of life for {heartbeat.limit()}", RESTART)
    return ok(f"its clock ran at {last:%H:%M} UTC")


def sources() -> Finding:
    on = [one for one in source_configs.all_current() if one.is_on]
    without = [one.source for one in on if one.missing]
    if without:
        return warning(
            f"on, but without what they need: {', '.join(without)}",
            "give it or switch them off: /admin/scraping",
        )
    latest = run_history.latest()
    bad = [
        f"{one.source} ({run.status})"
        for one in on
        if (run := latest.get(one.source)) and run.status not in GOOD_RUNS
    ]
    if bad:
        return warning(f"the last run went badly: {', '.join(bad)}", "see what each said: /admin/scraping")
    never = [one.source for one in on if one.source not in latest]
    if on and len(never) == len(on):
        return warning(f"{len(on)} are on, none ever ran", "run: flask scrape --all, or start the worker")
    return ok(f"{len(on)} are on")


def courses() -> Finding:
    """The index that is read, compared with the catalogue."""
    found, remedy = index.status(), "run: flask courses index"
    if not found.courses:
        return ok("no courses yet")
    if found.current is None:
        return warning(f"{found.courses} courses, and no index yet", remedy)
    if found.fault:
        return fault(f"the index is not read: {found.fault} (the database is searched itself)", remedy)
    if found.probe_fault:
        return fault(f"the index does not find its own courses: {found.probe_fault}", remedy)
    if not found.is_current:
        return warning(f"{found.current.name} does not show the courses as they are now", remedy)
    return ok(f"{found.current.name} shows {found.current.courses} courses")


def backups() -> Finding:
    """The age of the last good one. It has to be in the folder too, where that is on this machine."""
    found, remedy = records.status(), "run: flask backup create (and see docs/maintenance.md for the timer)"
    if found.last is None:
        return fault(f"there is no good backup{_because(found.fault)}", remedy)
    age = utc_now() - found.last
    said = f"the last good one is {age.total_seconds() / 3600:.0f} hours old"
    if keeping.folder().exists() and not (keeping.folder() / found.name).exists():
        return fault(f"{found.name} is gone from {keeping.folder()}", remedy)
    if age > OLD:
        return fault(said + _because(found.fault), remedy)
    if age > records.FRESH or found.fault:
        return warning(said + _because(found.fault), remedy)
    return ok(f"{said}: {found.name}")


def _because(reason: str) -> str:
    return f" (the last attempt failed: {reason})" if reason else ""
