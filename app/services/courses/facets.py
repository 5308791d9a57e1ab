"""What the catalogue can be filtered by: its languages and its partners, with how many courses each has."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.models import Course
from app.services.courses.revision import current_revision

MOST_PARTNERS = 100

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """Values with counts, the most frequent first."""

    total: int
    languages: Counted
    partners: Counted


def facets() -> Facets:
    """Counted again only when the courses have changed."""
    revision = current_revision()
    kept: tuple[int, Facets] | None = current_app.extensions.get("course_facets")
    if kept is None or kept[0] != revision:
        kept = current_app.extensions["course_facets"] = (revision, _counted())
    return kept[1]


def _counted() -> Facets:
    total = db.session.scalar(select(func.count()).select_from(Course).where(Course.is_active)) or 0
    return Facets(total, _values(Course.language), _values(Course.partner, MOST_PARTNERS))


def _values(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], most: int = 1000
) -> Counted:
    counted = (
        select(column, func.count())
        .where(Course.is_active, column.is_not(None), column != "")
        .group_by(column)
        .order_by(func.count().desc(), column)
        .limit(most)
    )
    return tuple((value, count) for value, count in db.session.execute(counted) if value)
