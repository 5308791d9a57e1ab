"""Well-known courses that the product knows from the first start, with no network.

Facts only: title, partner, level, language, skills, address, and where they are known the typical hours.
``checked`` is None throughout: nobody has asked whether the addresses still answer, and a page that shows them
says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from course_scraper.course import Course
from course_scraper.importing.catalogue import courses_of

FILE: Final = Path(__file__).parent / "courses.tsv"


def starter_courses() -> list[Course]:
    """In the order of the file."""
    return courses_of(FILE)
