"""Why a course stands in the list, as codes that a page turns into words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from course_scraper.course import Course
from course_scraper.words import name_terms

CODES: Final = (
    "title_exact",  # the title is the skill and nothing else
    "tag",  # the provider tags the course with this skill
    "title",  # every word of the skill is in the title
    "text",  # words of the skill or of its other names are in title, tags or description
    "meaning",  # the vectors are close: cosine of 0.5 or more
    "level",  # the level asked for
    "other_level",  # not the level asked for: the nearest there is
    "other_language",  # not in the first language asked for
    "well_rated",  # 4.5 of 5 or more
)
CLOSE: Final = 0.75  # (1 + cosine) / 2
WELL: Final = 4.5


class Reasons:
    def __init__(self, courses: Sequence[Course]) -> None:
        self._titles = [_key(course.title) for course in courses]
        self._tags = [frozenset(map(_key, course.skills)) for course in courses]
        self._ratings = [course.rating or 0.0 for course in courses]
        self._rows: dict[str, list[int]] = {}
        for row, (title, tags) in enumerate(zip(self._titles, self._tags, strict=True)):
            for key in {title, *tags} - {""}:
                self._rows.setdefault(key, []).append(row)

    def exact(self, label: str) -> NDArray[np.intp]:
        """Rows whose title or one of whose tags is the label, plurals and accents apart."""
        return np.array(self._rows.get(_key(label), ()), np.intp)

    def why(
        self,
        row: int,
        label: str,
        lexical: float,
        semantic: float | None,
        level_step: float | None,
        language_step: float,
    ) -> tuple[str, ...]:
        """``level_step`` is None when no level was asked for. In the order of CODES."""
        key, title = _key(label), self._titles[row]
        said = {
            "title_exact": bool(key) and key == title,
            "tag": bool(key) and key in self._tags[row],
            "title": bool(key) and key != title and set(key.split()) <= set(title.split()),
            "text": lexical > 0,
            "meaning": semantic is not None and semantic >= CLOSE,
            "level": level_step == 0,
            "other_level": level_step is not None and level_step > 0,
            "other_language": language_step > 0,
            "well_rated": self._ratings[row] >= WELL,
        }
        return tuple(code for code in CODES if said[code])


def _key(text: str) -> str:
    return " ".join(name_terms(text))
