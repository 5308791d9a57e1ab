"""Which courses close a gap: for each skill the best few, by meaning and by words.

    score    = 0.6 semantic + 0.4 lexical, 0 to 1
    semantic = (1 + cosine of the vectors) / 2
    lexical  = BM25 of the skill's name and, with less weight, its other names, divided by the best score
               of any course, or by half of the highest possible where no course comes near that; where a
               title or a tag is exactly the skill, 0.8 and a fifth of that

Level, language and partner do not enter the score; they move courses up and down a little in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from course_scraper.course import Course
from course_scraper.filters import Columns, Filters
from course_scraper.index import Vectors, checked, cosines_of
from course_scraper.lexical import Field, Floats, LexicalIndex, build_lexical_index
from course_scraper.selection import Candidates, choose
from course_scraper.why import Reasons
from course_scraper.words import name_terms

SEMANTIC_SHARE: Final = 0.6
TITLE_WEIGHT: Final = 3.0
TEXT_WEIGHT: Final = 1.0
HALF: Final = 0.5
EXACT: Final = 0.8
ALIASES: Final = 4
ALIAS_WEIGHT: Final = 0.3
FITS_BY_WORDS: Final = 0.55
FITS_BY_MEANING: Final = 0.7
"""A course with less of both, lexical and semantic, does not fit; docs/courses.md says what hiding it costs."""
EVERYTHING: Final = Filters()


@dataclass(frozen=True, slots=True)
class SkillQuery:
    """``label`` is the English name. Of ``aliases`` the first few that are not the label are used.

    ``level`` is one of course.LEVELS: that level first, then its neighbours.
    """

    label: str
    aliases: tuple[str, ...] = ()
    level: str | None = None


@dataclass(frozen=True, slots=True)
class RankedCourse:
    """``semantic`` is None when there were no vectors. ``why`` holds codes of ``why.CODES``."""

    id: str
    score: float
    semantic: float | None
    lexical: float
    why: tuple[str, ...]


class CourseRanker:
    """Immutable and safe to share between threads. ``vectors`` [n, d] are of length 1 and in the order of
    ``courses``; without them, or with a query without one, the words alone decide."""

    def __init__(
        self, courses: Sequence[Course], vectors: Vectors | None = None, lexical: LexicalIndex | None = None
    ) -> None:
        if vectors is not None and len(vectors) != len(courses):
            raise ValueError(f"{len(vectors)} vectors for {len(courses)} courses")
        self._vectors = None if vectors is None else checked(vectors)
        self._lexical = lexical or build_lexical_index([fields_of(course) for course in courses])
        if self._lexical.size != len(courses):
            raise ValueError(f"the lexical index is over {self._lexical.size} courses, not {len(courses)}")
        self._columns = Columns(courses)
        self._reasons = Reasons(courses)

    def __len__(self) -> int:
        return len(self._columns.ids)

    def rank(
        self,
        queries: Sequence[SkillQuery],
        query_vectors: Vectors | None = None,
        limit: int = 3,
        filters: Filters = EVERYTHING,
        *,
        fitting_only: bool = False,
    ) -> list[list[RankedCourse]]:
        """One list for each query, the best first, at most ``limit`` long; shorter when the filters leave
        fewer. A query without a word that can be searched for and without a vector gives an empty list, and so
        does one that no course fits, with ``fitting_only``."""
        if query_vectors is not None and len(query_vectors) != len(queries):
            raise ValueError(f"{len(query_vectors)} vectors for {len(queries)} queries")
        semantics = self._semantic(query_vectors)
        allowed = self._columns.allowed(filters)
        language_steps = self._columns.language_steps(filters)
        return [
            self._one(
                query,
                None if semantics is None else semantics[number],
                limit,
                allowed,
                language_steps,
                fitting_only,
            )
            for number, query in enumerate(queries)
        ]

    def _one(
        self,
        query: SkillQuery,
        semantic: Floats | None,
        limit: int,
        allowed: NDArray[np.bool_],
        language_steps: Floats,
        fitting_only: bool,
    ) -> list[RankedCourse]:
        lexical = self.lexical(query)
        score = lexical
        if semantic is not None:
            score = np.float32(SEMANTIC_SHARE) * semantic + np.float32(1 - SEMANTIC_SHARE) * lexical
        level_steps = self._columns.level_steps(query.level)
        usable = allowed if semantic is not None else allowed & (lexical > 0)
        if fitting_only:
            usable = usable & _fits(lexical, semantic)
        order = score - level_steps - language_steps
        rows = choose(Candidates(order, usable, self._columns.ratings, self._columns.partners), limit)
        return [
            RankedCourse(
                id=self._columns.ids[row],
                score=round(float(score[row]), 4),
                semantic=None if semantic is None else round(float(semantic[row]), 4),
                lexical=round(float(lexical[row]), 4),
                why=self._reasons.why(
                    row, query.label, lexical[row], None if semantic is None else semantic[row],
                    level_steps[row] if query.level else None, language_steps[row],
                ),
            )
            for row in rows
        ]  # fmt: skip

    def lexical(self, query: SkillQuery) -> Floats:
        """[n], 0 to 1."""
        found = self._lexical.scores(query.label)
        aliases = [self._lexical.scores(alias) for alias in self._aliases(query)]
        if aliases:
            found += np.float32(ALIAS_WEIGHT) * np.maximum.reduce(aliases)
        best = max(float(found.max(initial=0.0)), HALF)
        found /= np.float32(best)
        exact = self._reasons.exact(query.label)
        found[exact] = EXACT + (1 - EXACT) * found[exact]
        return found

    def _aliases(self, query: SkillQuery) -> list[str]:
        """Other names, each written once; a name in letters that no catalogue here uses finds nothing."""
        names = {" ".join(name_terms(name)): name for name in reversed(query.aliases[: ALIASES * 4])}
        names.pop(" ".join(name_terms(query.label)), None)
        names.pop("", None)
        return list(names.values())[::-1][:ALIASES]

    def _semantic(self, query_vectors: Vectors | None) -> Floats | None:
        """[q, n], 0 to 1, in one product for all queries."""
        if self._vectors is None or query_vectors is None:
            return None
        return np.clip((1 + cosines_of(query_vectors, self._vectors)) / 2, 0, 1)


def _fits(lexical: Floats, semantic: Floats | None) -> NDArray[np.bool_]:
    by_words = lexical >= np.float32(FITS_BY_WORDS)
    return by_words if semantic is None else by_words | (semantic >= np.float32(FITS_BY_MEANING))


def names_of(course: Course) -> list[Field]:
    """Tags count like the title: both are what the provider says that the course is about."""
    return [(name, TITLE_WEIGHT) for name in (course.title, *course.skills)]


def fields_of(course: Course) -> list[Field]:
    return [
        *names_of(course),
        (course.description, TEXT_WEIGHT),
        *((category, TEXT_WEIGHT) for category in course.categories),
    ]
