"""What a course teaches, fetched in the background when somebody needs it; the weekly update brings it along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import Row, select

from app.errors import NotFound
from app.extensions import db
from app.models import Course, Task, utc_now
from app.outgoing import client_of
from app.services import tasks
from app.services.courses import aliases
from app.services.courses.update_storing import note_asked, save_pages
from app.services.transaction import end_reading, transaction
from course_scraper.coursera.addresses import course_address
from course_scraper.coursera.reader import Gone, read_page
from course_scraper.update import Read
from outgoing.endings import SourceFault

TASK = "course_syllabus"
FRESH = timedelta(days=180)


def find(course_id: str) -> dict[str, Any] | None:
    """``{"outcomes": [text], "modules": [{"name", "topics": [text], "hours"}]}``; None while nobody fetched it."""
    row = _row(course_id)
    return row.syllabus if row else None


@dataclass(frozen=True, slots=True)
class Standing:
    """``can_be_read`` is whether the course is at an address that a reader is for. ``is_waiting``: a task waits or
    runs. ``last`` is what the last one said, "" when none was asked for."""

    read_at: datetime | None
    can_be_read: bool
    is_waiting: bool = False
    last: str = ""


def standing(course_id: str) -> Standing:
    """Raises NotFound."""
    row = _row(course_id)
    if row is None:
        raise NotFound(_("There is no such course."))
    mine = (Task.name == TASK, Task.slot.startswith(f"{row.id} ", autoescape=True))
    task = db.session.scalars(select(Task).where(*mine).order_by(Task.id.desc()).limit(1)).first()
    is_waiting = task is not None and task.state in {"queued", "running"}
    last = task.message if task is not None and not is_waiting else ""
    end_reading()
    return Standing(row.syllabus_at, course_address(row.url or "") is not None, is_waiting, last)


def ask(course_id: str) -> bool:
    """Have it fetched by the worker, unless it is there and fresh, was asked for this week, or the course is not
    at an address that can be read; whether a task was made. Raises NotFound."""
    row = _row(course_id)
    if row is None:
        raise NotFound(_("There is no such course."))
    now = utc_now()
    is_fresh = row.syllabus_at is not None and now - row.syllabus_at < FRESH
    if is_fresh or course_address(row.url or "") is None:
        return False
    week = f"{row.id} {now:%G-%V}"
    return tasks.ask_once(TASK, week, {"course_id": course_id}) is not None


def run(course_id: str) -> str:
    """The work of a task: the page of one course, read and stored."""
    row = _row(course_id)
    address = course_address(row.url or "") if row else None
    if row is None or address is None:
        return f"nothing to read for {course_id}"
    try:
        page = read_page(client_of(current_app.extensions["settings"]), address, utc_now().date())
    except SourceFault as fault:
        return f"{fault.status}: {fault.detail}"
    with transaction() as session:
        if isinstance(page, Gone):
            note_asked(session, [row.url], link_ok=False)
            return f"the page is gone ({page.status})"
        save_pages(session, [Read(row.url, page, is_new=False)])
    syllabus = page.syllabus
    return f"{len(syllabus.outcomes)} outcomes, {len(syllabus.modules)} modules"


def _row(course_id: str) -> Row[Any] | None:
    columns = select(Course.id, Course.url, Course.syllabus, Course.syllabus_at)
    row = db.session.execute(columns.where(Course.course_id == course_id)).one_or_none()
    if row is None:
        present = aliases.present_ids([course_id]).get(course_id)
        row = db.session.execute(columns.where(Course.course_id == present)).one_or_none()
    end_reading()
    return row
