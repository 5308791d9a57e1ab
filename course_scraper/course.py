"""A course as it is stored, embedded and recommended."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from course_scraper.identity import ID, KINDS
from course_scraper.rejected import Rejected
from course_scraper.text import TITLE_LENGTH

LEVELS: Final = ("beginner", "intermediate", "advanced", "mixed")
HOURS_LIMIT: Final = 5_000.0
EMBEDDED: Final = 700
"""Characters of a course that are embedded, about 130 pieces of words: the model was trained on texts of 128
pieces, and embedding costs time for each. Whether longer texts would place courses better was not measured."""
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_URL: Final = re.compile(r"https?://[^\s/]+(?:/\S*)?")


@dataclass(frozen=True, slots=True)
class Course:
    """Unknown is None or empty, never a guess. Raises Rejected when a field is out of its range.

    ``id``          ``course~key`` or ``s12n~key``, see ``identity``
    ``description`` plain text
    ``skills``      tags of the provider as written
    ``level``       one of ``LEVELS``; mixed is for everybody
    ``hours``       work in all, as the provider estimates it
    ``language``    ISO 639-1 of the teaching
    ``rating``      0 to 5, by ``rating_count`` people
    ``checked``     day on which the address was last seen to answer
    """

    id: str
    title: str
    slug: str = ""
    description: str = ""
    partner: str = ""
    url: str | None = None
    categories: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    level: str | None = None
    hours: float | None = None
    language: str | None = None
    rating: float | None = None
    enrolments: int | None = None
    kind: str = "course"
    checked: date | None = None
    rating_count: int | None = None

    def __post_init__(self) -> None:
        for is_good, code, value in (
            (ID.fullmatch(self.id), "bad_id", self.id),
            (any(map(str.isalpha, self.title)), "no_title", self.title),
            (len(self.title) <= TITLE_LENGTH, "bad_title", f"{len(self.title)} characters"),
            (self.url is None or _URL.fullmatch(self.url), "bad_url", self.url),
            (self.kind in KINDS, "bad_kind", self.kind),
            (self.level is None or self.level in LEVELS, "bad_level", self.level),
            (self.hours is None or 0 < self.hours <= HOURS_LIMIT, "bad_hours", self.hours),
            (self.language is None or _LANGUAGE.fullmatch(self.language), "bad_language", self.language),
            (self.rating is None or 0 <= self.rating <= 5, "bad_rating", self.rating),
            (self.enrolments is None or self.enrolments >= 0, "bad_enrolments", self.enrolments),
            (self.rating_count is None or self.rating_count >= 0, "bad_rating", self.rating_count),
        ):
            if not is_good:
                raise Rejected(code, str(value)[:200])


def embedding_text(course: Course) -> str:
    """What a vector of the course is made of, the most telling first, because models cut the end."""
    parts = (course.title, ", ".join(course.skills), course.description)
    return "\n".join(part for part in parts if part)[:EMBEDDED]


def content_hash(course: Course) -> str:
    """32 hexadecimal digits that change when the vector has to be computed again, and only then."""
    return sha256(embedding_text(course).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def finite(value: float) -> float | None:
    """NaN and the infinities are no figures."""
    return value if math.isfinite(value) else None
