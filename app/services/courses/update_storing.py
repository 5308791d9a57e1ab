"""What an update found out, stored in the catalogue a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Course, utc_now
from app.services.courses import catalogue, update_runs
from app.services.courses.catalogue import Saved
from app.services.courses.update_tally import Tally
from app.services.transaction import end_reading, transaction
from course_scraper.update import Event, Known, Missing, Read, Unread


def known_pages() -> list[Known]:
    """Every course with an address that is not known to be gone."""
    columns = select(Course.url, Course.link_checked_at).where(Course.is_active, Course.url.is_not(None))
    rows = db.session.execute(columns).all()
    end_reading()
    return [Known(row.url, row.link_checked_at.date() if row.link_checked_at else None) for row in rows]


def store(events: Sequence[Event], update_id: int, tally: Tally) -> None:
    """All of it or nothing. Raises LeaseLost when the update belongs to somebody else by now."""
    read = [event for event in events if isinstance(event, Read)]
    missing = [event for event in events if isinstance(event, Missing)]
    unread = [event.url for event in events if isinstance(event, Unread)]
    with transaction() as session:
        saved = save_pages(session, read)
        note_asked(session, (event.url for event in missing), link_ok=False)
        note_asked(session, unread)
        _deactivate(session, [event.url for event in missing if event.is_gone])
        update_runs.keep(session, update_id, {**tally.columns(), "counts": _counted(tally, saved)})
    for name in ("new", "updated", "unchanged"):
        tally.counts[name] += getattr(saved, name)


def save_pages(session: Session, read: Sequence[Read]) -> Saved:
    """Courses with their syllabuses, inside the caller's transaction."""
    _move(session, read)
    saved = catalogue.save([replace(event.page.course, checked=None) for event in read], update_runs.SOURCE)
    _note_read(session, read)
    return saved


def note_asked(session: Session, urls: Iterable[str], **values: Any) -> None:
    """That they were asked for, so that their turn comes again after all others."""
    asked = list(urls)
    if asked:
        session.execute(
            update(Course).where(Course.url.in_(asked)).values(link_checked_at=utc_now(), **values)
        )


def _counted(tally: Tally, saved: Saved) -> dict[str, int]:
    """The counters as they are once this batch is in."""
    added = {name: getattr(saved, name) for name in ("new", "updated", "unchanged")}
    return {**tally.counts, **{name: tally.counts[name] + count for name, count in added.items()}}


def _move(session: Session, read: Iterable[Read]) -> None:
    """A course that was found at another address is the same course; where that has a row, it is the one."""
    for event in read:
        place = event.page.course.url
        if event.url == place:
            continue
        if session.scalar(select(Course.id).where(Course.url == place).limit(1)) is not None:
            _deactivate(session, [event.url])
        else:
            session.execute(update(Course).where(Course.url == event.url).values(url=place))


def _note_read(session: Session, read: Iterable[Read]) -> None:
    """When the address answered; and the syllabus, where the page has one. Neither makes a course changed."""
    now = utc_now()
    for event in read:
        values: dict[str, Any] = {"link_checked_at": now, "link_ok": True}
        if event.page.syllabus:
            values |= {"syllabus": event.page.syllabus.as_json(), "syllabus_at": now}
        session.execute(update(Course).where(Course.url == event.page.course.url).values(**values))


def _deactivate(session: Session, urls: Sequence[str]) -> None:
    if urls:
        catalogue.deactivate(session.scalars(select(Course.course_id).where(Course.url.in_(urls))).all())
