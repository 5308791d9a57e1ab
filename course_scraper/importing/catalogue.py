"""A whole catalogue: courses in order, each once, with an account of what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from course_scraper.course import Course
from course_scraper.importing.reader import read_records
from course_scraper.importing.record import course_from_record
from course_scraper.rejected import Rejected
from record_files.items import BadRecord, ImportedRecord


@dataclass(slots=True)
class Account:
    """What became of the rows so far; ``rejected`` counts by reason."""

    courses: int = 0
    duplicates: int = 0
    rejected: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` counts the course rows of the file from 0, ``written_id`` is the id as it stands there."""

    number: int
    line: int
    written_id: str
    course: Course


def read_catalogue(path: Path, account: Account | None = None) -> Iterator[Row | BadRecord]:
    """Never stops at a broken row. A course whose id or address came before is counted and left out.

    Raises UnreadableFile when the file as a whole is of no use, and OSError.
    """
    counts = account if account is not None else Account()
    seen: set[str] = set()
    for number, item in enumerate(read_records(path)):
        row = _row(number, item) if isinstance(item, ImportedRecord) else item
        if isinstance(row, BadRecord):
            counts.rejected[row.code] += 1
            yield row
            continue
        names = {row.course.id, row.course.url or row.course.id}
        if names & seen:
            counts.duplicates += 1
            continue
        seen |= names
        counts.courses += 1
        yield row


def _row(number: int, record: ImportedRecord) -> Row | BadRecord:
    try:
        course = course_from_record(record.record)
    except Rejected as error:
        return BadRecord(record.line, error.code, error.detail)
    return Row(number, record.line, str(record.record.get("id", ""))[:200], course)


def courses_of(path: Path) -> list[Course]:
    """The courses alone. Raises UnreadableFile and OSError."""
    return [row.course for row in read_catalogue(path) if isinstance(row, Row)]
