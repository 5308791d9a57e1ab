"""Answers of the search gateway, as people have recorded them. The product does not ask it: robots.txt
forbids the search, and nobody was invited to the gateway behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from course_scraper.course import Course
from course_scraper.importing.record import course_from_record
from course_scraper.rejected import Rejected
from outgoing.charsets import decoded
from outgoing.endings import Changed
from record_files.json_text import NotJson, parse_json

OTHER_PRODUCTS: Final = frozenset({"DEGREE", "GRADUATE_CERTIFICATE", "UNIVERSITY_CERTIFICATE", "MASTERTRACK"})
"""What is applied for and not just begun: no way to close a gap next month."""
_HEAD: Final = 600


@dataclass(frozen=True, slots=True)
class Found:
    """``left_out`` counts by reason: the code of a rejection, or other_product. ``next`` is the cursor of what
    follows, "" at the end; ``total`` is capped by the gateway at 10,000 a query."""

    courses: tuple[Course, ...]
    left_out: Mapping[str, int]
    total: int | None = None
    next: str = ""


def parse_search(body: bytes) -> Found:
    """Raises Changed. A course that comes twice counts once."""
    try:
        answer = parse_json(decoded(body, "application/json"))
    except NotJson as error:
        raise Changed(f"not JSON: {error}") from error
    lists = list(_lists(answer))
    if not lists:
        raise Changed("no search result in the answer", " ".join(str(answer)[:_HEAD].split()))
    courses: dict[str, Course] = {}
    left_out: Counter[str] = Counter()
    for element in (each for one in lists for each in one["elements"]):
        _read(element, courses, left_out)
    pages = [page for one in lists if isinstance(page := one.get("pagination"), Mapping)]
    totals = [page["totalElements"] for page in pages if isinstance(page.get("totalElements"), int)]
    cursors = [str(page["cursor"]) for page in pages if page.get("cursor") not in (None, "")]
    return Found(tuple(courses.values()), left_out, max(totals, default=None), next(iter(cursors), ""))


def _lists(answer: Any) -> Iterator[Mapping[str, Any]]:
    """The results of each operation of the batch."""
    for operation in answer if isinstance(answer, list) else [answer]:
        found: Any = operation
        for step in ("data", "SearchResult", "search"):
            found = found.get(step) if isinstance(found, Mapping) else None
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, Mapping) and isinstance(one.get("elements"), list):
                yield one


def _read(element: Any, courses: dict[str, Course], left_out: Counter[str]) -> None:
    if isinstance(element, Mapping) and element.get("productType") in OTHER_PRODUCTS:
        left_out["other_product"] += 1
        return
    try:
        course = course_from_record(element)
    except Rejected as error:
        left_out[error.code] += 1
        return
    if course.id in courses:
        left_out["duplicate"] += 1
    courses.setdefault(course.id, course)
