"""A course page: the course and what it teaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from course_scraper.course import Course
from course_scraper.coursera.document import read_document
from course_scraper.coursera.facts import facts_of
from course_scraper.importing.record import course_from_record
from course_scraper.rejected import Rejected
from course_scraper.syllabus import Syllabus, syllabus_of
from outgoing.challenge import looks_like_challenge
from outgoing.endings import Blocked, Changed

_HEAD: Final = 600


@dataclass(frozen=True, slots=True)
class CoursePage:
    """``is_state`` when it was read from the data of the page, else from its JSON-LD, which says less."""

    course: Course
    syllabus: Syllabus
    is_state: bool


def parse_course_page(page: str, url: str, day: date | None = None) -> CoursePage:
    """``url`` is where the page is, ``day`` the one on which it answered. Raises Blocked and Changed."""
    document = read_document(page, url)
    head = " ".join(page[: _HEAD * 4].split())[:_HEAD]
    if not document.is_course:
        if looks_like_challenge(page):
            raise Blocked("a page that asks for a person came in place of the course", head)
        raise Changed("no course in the page", head)
    syllabus = syllabus_of(document)
    record = {
        **facts_of(document),
        "url": url,
        "objectives": list(syllabus.outcomes),
        "checked": day.isoformat() if day else "",
    }
    try:
        return CoursePage(course_from_record(record), syllabus, bool(document.node))
    except Rejected as error:
        raise Changed(f"the course of the page is none: {error}", head) from error
