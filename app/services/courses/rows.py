"""A course as a row, and what a record of a catalogue changes in one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final

from app.models import Course
from course_scraper import course as records

RANKS: Final = {"starter": 0, "import": 1, "coursera": 2}
"""Who knows better: a higher source overwrites, a lower one fills what is empty."""
FIELDS: Final = (
    "slug", "title", "description", "partner", "url", "categories", "skills", "level", "hours", "language",
    "rating", "rating_count", "enrolments", "kind",
)  # fmt: skip
RANKED: Final = (
    Course.course_id, Course.title, Course.partner, Course.skills, Course.level, Course.hours, Course.language,
    Course.rating, Course.kind,
)  # fmt: skip
"""Columns that ranking needs; ``record_of`` takes rows of these too."""
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")  # neither database takes all of them
_LARGEST: Final = 2**63 - 1


def record_of(row: Any) -> records.Course:
    """A Course row, or columns of one, as the ranking and the embedding know a course; columns that were not asked for
    are unknown."""
    values = {name: value for name in FIELDS if (value := getattr(row, name, None)) is not None}
    lists = {name: tuple(values.get(name, ())) for name in ("categories", "skills")}
    return records.Course(id=row.course_id, **{**values, **lists})


def values_of(record: records.Course) -> dict[str, Any]:
    """Columns of a new row; those that are empty say that nobody knows."""
    values = {name: storable(getattr(record, name)) for name in FIELDS}
    counts = {name: getattr(record, name) for name in ("enrolments", "rating_count")}
    values |= {name: min(count, _LARGEST) for name, count in counts.items() if count is not None}
    if record.checked is not None:
        values |= {"link_checked_at": datetime.combine(record.checked, time(), UTC), "link_ok": True}
    return values


def changes(row: Course, values: Mapping[str, Any], source: str) -> dict[str, Any]:
    """What the record changes in the row. What is unknown to a record takes nothing away."""
    knows_better = RANKS[source] >= RANKS[row.source]
    told = {name: value for name, value in values.items() if value not in (None, "", []) and name in FIELDS}
    if not knows_better:
        told = {name: value for name, value in told.items() if getattr(row, name) in (None, "", [])}
    changed = {name: value for name, value in told.items() if getattr(row, name) != value}
    checked_at = values.get("link_checked_at")
    if checked_at is not None and (row.link_checked_at is None or row.link_checked_at < checked_at):
        changed |= {"link_checked_at": checked_at, "link_ok": True}
    if knows_better and RANKS[source] > RANKS[row.source]:
        changed["source"] = source
    if not row.is_active and RANKS[source] > 0:
        changed["is_active"] = True
    return changed


def storable(value: Any) -> Any:
    """Texts without what no database takes; a tuple as a list."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    return [_UNSTORABLE.sub("", item) for item in value] if isinstance(value, tuple) else value
