"""The catalogue: courses come in batches from files, from the starter list and from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.models import Course, CourseAlias, utc_now
from app.services.courses import aliases
from app.services.courses.revision import next_revision
from app.services.courses.rows import RANKS, changes, record_of, storable, values_of
from app.services.transaction import rows_of, transaction
from course_scraper import course as records
from course_scraper.importing.catalogue import Account, Row, read_catalogue
from course_scraper.starter import starter_courses
from record_files.items import BadRecord

BATCH = 200
SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Saved:
    new: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Saved) -> Saved:
        return Saved(self.new + other.new, self.updated + other.updated, self.unchanged + other.unchanged)


@dataclass(slots=True)
class Report:
    """What an import did. ``samples`` are (line, reason, detail) of the first rows that were rejected."""

    saved: Saved = field(default_factory=Saved)
    duplicates: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    samples: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        kept = self.saved.new + self.saved.updated + self.saved.unchanged
        return kept + self.duplicates + self.rejected.total()


def import_file(path: Path, source: str = "import", on_progress: Callable[[int], object] = int) -> Report:
    """Read a catalogue; ``on_progress`` is told how many courses are in. Raises UnreadableFile and OSError."""
    report, account = Report(), Account()
    courses = _courses(path, account, report)
    while batch := list(islice(courses, BATCH)):
        report.saved += save(batch, source)
        on_progress(report.saved.new + report.saved.updated + report.saved.unchanged)
    report.duplicates, report.rejected = account.duplicates, account.rejected
    return report


def load_starter() -> Saved:
    """The courses that the product knows from the start; loading them again changes nothing."""
    return save(starter_courses(), "starter")


def save(courses: Sequence[records.Course], source: str) -> Saved:
    """Store courses in one transaction; ``source`` is one of rows.RANKS. The same course is known by its id or
    by its address."""
    with transaction() as session:
        known = _Known(session, courses)
        said = Counter(_save(session, known, course, source) for course in courses)
        seen = [row.id for row in known.seen if row.id is not None]
        if source != "starter" and seen:
            session.execute(update(Course).where(Course.id.in_(seen)).values(last_seen_at=utc_now()))
    return Saved(said["new"], said["updated"], said["unchanged"])


def deactivate(course_ids: Iterable[str]) -> int:
    """Courses that are gone: they are not recommended any more. How many were there until now."""
    with transaction() as session:
        revision = next_revision(session)
        gone = update(Course).where(Course.course_id.in_(list(course_ids)), Course.is_active)
        return rows_of(session.execute(gone.values(is_active=False, revision=revision)))


def note_links(answers: Mapping[str, bool]) -> None:
    """Whether the addresses of courses (by ``course_id``) answered just now."""
    now = utc_now()
    with transaction() as session:
        for course_id, is_ok in answers.items():
            this = update(Course).where(Course.course_id == course_id)
            session.execute(this.values(link_checked_at=now, link_ok=is_ok))


class _Known:
    """The rows that a batch may be about, by id, by address and by former id."""

    def __init__(self, session: Session, courses: Sequence[records.Course]) -> None:
        ids = [course.id for course in courses]
        urls = [storable(course.url) for course in courses if course.url]
        rows = session.scalars(
            select(Course).where(or_(Course.course_id.in_(ids), Course.url.in_(urls)))
        ).all()
        self.by_id = {row.course_id: row for row in rows}
        self.by_url = {row.url: row for row in rows if row.url}
        former = select(CourseAlias.alias, Course).join(Course, Course.id == CourseAlias.course_id)
        self.by_alias = {
            row.alias: row.Course for row in session.execute(former.where(CourseAlias.alias.in_(ids)))
        }
        self.seen: list[Course] = []
        self._revision: int | None = None

    def revision(self, session: Session) -> int:
        """One for all changes of the batch, raised only when there is one."""
        if self._revision is None:
            self._revision = next_revision(session)
        return self._revision

    def add(self, row: Course) -> None:
        self.by_id[row.course_id] = row
        if row.url:
            self.by_url[row.url] = row

    def forget(self, old: Course, kept: Course) -> None:
        self.by_id.pop(old.course_id, None)
        for names in (self.by_url, self.by_alias):
            names.update({name: kept for name, row in names.items() if row is old})
        self.by_alias[old.course_id] = kept


def _save(session: Session, known: _Known, course: records.Course, source: str) -> str:
    values = values_of(course)
    row = known.by_id.get(course.id)
    same_address = known.by_url.get(values["url"]) if values["url"] else None
    if row is not None and same_address is not None and row is not same_address:
        known.forget(same_address, row)
        aliases.merge(session, same_address, row)
    row = row or same_address or known.by_alias.get(course.id)
    if row is None:
        return _insert(session, known, course.id, values, source)
    changed = changes(row, values, source)
    if course.id != row.course_id and RANKS[source] > RANKS[row.source]:
        changed["course_id"] = course.id
        aliases.note(session, row.course_id, row.id)
    known.seen.append(row)
    if not changed:
        return "unchanged"
    for name, value in changed.items():
        setattr(row, name, value)
    _note_change(session, known, row)
    return "updated"


def _insert(session: Session, known: _Known, course_id: str, values: Mapping[str, Any], source: str) -> str:
    row = Course(course_id=course_id, source=source, content_hash="", is_active=True, **values)
    _note_change(session, known, row)
    session.add(row)
    return "new"


def _note_change(session: Session, known: _Known, row: Course) -> None:
    row.content_hash = records.content_hash(record_of(row))
    row.revision = known.revision(session)
    known.add(row)


def _courses(path: Path, account: Account, report: Report) -> Iterator[records.Course]:
    for row in read_catalogue(path, account):
        if isinstance(row, Row):
            yield row.course
        else:
            _note_sample(report, row)


def _note_sample(report: Report, bad: BadRecord) -> None:
    if len(report.samples) < SAMPLES:
        report.samples.append((bad.line, bad.code, bad.detail))
