"""The index over the courses, and what comes from outside: their update and syllabuses."""

from __future__ import annotations

from app.services.courses import index, syllabus, update

TASK = index.TASK
UPDATE_TASK = update.TASK
SYLLABUS_TASK = syllabus.TASK


def build_index(force: bool = False) -> str:
    return index.build_here(force=force)


def update_courses(pages: int, recheck: int | None = None) -> str:
    return update.run(pages, recheck)


def read_syllabus(course_id: str) -> str:
    return syllabus.run(course_id)
