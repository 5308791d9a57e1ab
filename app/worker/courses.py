"""The index over the courses, and their update from outside."""

from __future__ import annotations

from app.services.courses import index, update

TASK = index.TASK
UPDATE_TASK = update.TASK


def build_index(force: bool = False) -> str:
    return index.build_here(force=force)


def update_courses(pages: int, recheck: int | None = None) -> str:
    return update.run(pages, recheck)
