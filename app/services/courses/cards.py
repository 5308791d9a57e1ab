"""Courses as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from app.extensions import db
from app.models import Course
from app.services.courses import aliases

SUMMARY = 600


@dataclass(frozen=True, slots=True)
class CourseCard:
    """``id`` is the number of the row, ``course_id`` the provider's. What is None is unknown. ``link_checked_at``
    is None while nobody asked whether the address answers. ``summary`` is the beginning of the description."""

    id: int
    course_id: str
    title: str
    partner: str
    url: str | None
    summary: str
    skills: tuple[str, ...]
    kind: str
    level: str | None
    hours: float | None
    language: str | None
    rating: float | None
    rating_count: int | None
    enrolments: int | None
    link_checked_at: datetime | None
    link_ok: bool | None


def load_cards(course_ids: Iterable[str]) -> dict[str, CourseCard]:
    """By the id that was asked for, also a former one; those that are gone are left out. One query, and two more
    where ids are former ones."""
    wanted = set(course_ids)
    found = _rows(wanted)
    if len(found) < len(wanted):
        present = aliases.present_ids(wanted - found.keys())
        renamed = _rows(present.values())
        found |= {old: renamed[new] for old, new in present.items() if new in renamed}
    return {course_id: _card(row) for course_id, row in found.items() if row.is_active}


def _rows(course_ids: Iterable[str]) -> dict[str, Row[Any]]:
    """A condition on is_active as well would make SQLite read all that are."""
    wanted = list(course_ids)
    if not wanted:
        return {}
    found = db.session.execute(select(Course.is_active, *_COLUMNS).where(Course.course_id.in_(wanted)))
    return {row.course_id: row for row in found}


def _card(row: Row[Any]) -> CourseCard:
    values = {name: getattr(row, name) for name in CourseCard.__slots__}
    return CourseCard(**{**values, "skills": tuple(row.skills)})


_COLUMNS = tuple(
    func.substr(Course.description, 1, SUMMARY).label(name) if name == "summary" else getattr(Course, name)
    for name in CourseCard.__slots__
)
