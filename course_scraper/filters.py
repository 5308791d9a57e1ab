"""What somebody wants of a course besides the skill, as masks and steps over all courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from course_scraper.course import LEVELS, Course

LEVEL_STEP: Final = 0.04
LANGUAGE_STEP: Final = 0.10
_UNKNOWN: Final = -1
_MIXED: Final = LEVELS.index("mixed")


@dataclass(frozen=True, slots=True)
class Filters:
    """``languages`` in order of preference: others come later, or not at all with ``only_languages``.

    ``max_hours`` leaves out courses known to take longer; empty ``kinds``, ``levels`` and ``partners`` mean all
    of them. A course for everybody (mixed) is of every level, one whose level nobody tells of none.
    """

    languages: tuple[str, ...] = ()
    only_languages: bool = False
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    max_hours: float | None = None
    excluded: frozenset[str] = frozenset()
    partners: tuple[str, ...] = ()


class Columns:
    """The fields of all courses that wishes are about."""

    def __init__(self, courses: Sequence[Course]) -> None:
        self.ids = [course.id for course in courses]
        self.rows = {course.id: row for row, course in enumerate(courses)}
        self.levels = np.array([_level(course.level) for course in courses], np.int8)
        self.languages = np.array([course.language or "" for course in courses], "U3")
        self.kinds = np.array([course.kind for course in courses], "U14")
        self.hours = np.array([course.hours or 0.0 for course in courses], np.float32)
        self.ratings = np.array([course.rating or 0.0 for course in courses], np.float32)
        self._partners = {name: code for code, name in enumerate(dict.fromkeys(c.partner for c in courses))}
        self.partners = np.array([self._partners[course.partner] for course in courses], np.int32)

    def allowed(self, filters: Filters) -> NDArray[np.bool_]:
        mask = np.ones(len(self.ids), np.bool_)
        if filters.only_languages and filters.languages:
            mask &= np.isin(self.languages, filters.languages)
        if filters.kinds:
            mask &= np.isin(self.kinds, filters.kinds)
        if filters.levels:
            mask &= np.isin(self.levels, [*map(_level, filters.levels), _MIXED])
        if filters.max_hours is not None:
            mask &= self.hours <= filters.max_hours
        if filters.partners:
            mask &= np.isin(self.partners, [self._partners.get(name, _UNKNOWN) for name in filters.partners])
        mask[[self.rows[id_] for id_ in filters.excluded if id_ in self.rows]] = False
        return mask

    def language_steps(self, filters: Filters) -> NDArray[np.float32]:
        """What a course loses for its language: nothing in the first, a step more with each further one."""
        if not filters.languages:
            return np.zeros(len(self.ids), np.float32)
        steps = np.full(len(self.ids), len(filters.languages), np.float32)
        for rank, language in reversed(list(enumerate(filters.languages))):
            steps[self.languages == language] = rank
        return steps * np.float32(LANGUAGE_STEP)

    def level_steps(self, level: str | None) -> NDArray[np.float32]:
        """What a course loses for its level: a step for each level between. Unknown and mixed lose half."""
        wanted = _level(level)
        if wanted in (_UNKNOWN, _MIXED):
            return np.zeros(len(self.ids), np.float32)
        distance = np.abs(self.levels - wanted).astype(np.float32)
        distance[(self.levels == _UNKNOWN) | (self.levels == _MIXED)] = 0.5
        return distance * np.float32(LEVEL_STEP)


def _level(level: str | None) -> int:
    return LEVELS.index(level) if level in LEVELS else _UNKNOWN
