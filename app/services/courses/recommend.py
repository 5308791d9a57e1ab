"""Which courses close which gap: the best few for each of the skills of a page, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask
from flask_babel import lazy_gettext as _

from app.ai.errors import ModelUnavailable
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput
from app.logs import get_logger
from app.services.courses import labels
from app.services.courses.cards import CourseCard, load_cards
from app.services.courses.shelf import Shelf, shelf
from course_scraper.filters import Filters
from course_scraper.index import Vectors
from course_scraper.rank import EVERYTHING, RankedCourse, SkillQuery

log = get_logger("courses")
MAX_SKILLS, MAX_NAME, MAX_COURSES = 100, 120, 20
TOP = 3
SPARE = 2  # asked for beyond those shown, for courses that went since the index was made


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``score`` (0 to 1) is 60 % meaning and 40 % words; ``similarity`` is the cosine, None where words alone
    were compared; ``why`` holds codes of course_scraper.why.CODES."""

    course: CourseCard
    score: float
    similarity: float | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillCourses:
    """``skill`` as it was asked for (an id of the lexicon or words), ``label`` what was searched for."""

    skill: str
    label: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """``compares_meaning``: whether a sentence model was at work. ``generation`` is "" when the index was not
    there and the database was searched itself; ``fault`` then says why."""

    by_skill: tuple[SkillCourses, ...]
    compares_meaning: bool
    generation: str = ""
    fault: str = ""

    @property
    def courses(self) -> tuple[CourseCard, ...]:
        """Each course once, in the order of the skills."""
        found = {one.course.id: one.course for skill in self.by_skill for one in skill.suggestions}
        return tuple(found.values())


def init_app(app: Flask) -> None:
    labels.init_app(app)


def recommend(
    skills: Sequence[str], *, level: str | None = None, wishes: Filters = EVERYTHING, limit: int = TOP
) -> Recommendations:
    """``skills`` are ids of the lexicon or words in any of its languages; blanks and repeats are left out.
    ``level`` comes first, its neighbours after it. A course that neither names the skill nor comes near its meaning
    is not suggested. Raises BadInput when there are too many or they are too long.
    """
    wanted = _checked(skills, limit)
    queries = [query_of(skill, level) for skill in wanted]
    ranked, compares_meaning, at = rank(queries, wishes, limit + SPARE, fitting_only=True)
    cards = load_cards({one.id for found in ranked for one in found})
    by_skill = tuple(
        SkillCourses(skill, query.label, suggestions(found, cards, limit))
        for skill, query, found in zip(wanted, queries, ranked, strict=True)
    )
    return Recommendations(by_skill, compares_meaning, at.generation, at.fault)


def rank(
    queries: Sequence[SkillQuery], wishes: Filters, limit: int, *, fitting_only: bool = False
) -> tuple[list[list[RankedCourse]], bool, Shelf]:
    """One list for each query, whether meaning was compared, and the shelf they stand on."""
    at = shelf()
    vectors = query_vectors([query.label for query in queries], at) if queries else None
    found = at.ranker.rank(queries, vectors, limit, wishes, fitting_only=fitting_only)
    return found, vectors is not None, at


def query_of(skill: str, level: str | None = None) -> SkillQuery:
    """The English label is searched for: the model understands no other language."""
    lexicon = default_lexicon()
    known = lexicon.skills.get(skill) or lexicon.find(skill)
    return SkillQuery(known.label, known.names, level) if known else SkillQuery(skill, level=level)


def query_vectors(texts: Sequence[str], at: Shelf) -> Vectors | None:
    """None where words alone can be compared: no model, or not the one of the index."""
    if not at.model:
        return None
    try:
        return labels.vectors_of(texts, at.model)
    except ModelUnavailable as unavailable:
        log.warning("words alone are compared", reason=str(unavailable))
        return None


def _checked(skills: Sequence[str], limit: int) -> list[str]:
    if not 0 < limit <= MAX_COURSES:
        raise BadInput(_("Ask for 1 to %(most)s courses a skill.", most=MAX_COURSES))
    if len(skills) > MAX_SKILLS:
        raise BadInput(_("Ask for at most %(most)s skills at once.", most=MAX_SKILLS))
    named = list(dict.fromkeys(" ".join(skill.split()) for skill in skills))
    if any(len(name) > MAX_NAME for name in named):
        raise BadInput(_("The name of a skill has at most %(most)s characters.", most=MAX_NAME))
    return [name for name in named if name]


def suggestions(
    found: Sequence[RankedCourse], cards: dict[str, CourseCard], limit: int
) -> tuple[Suggestion, ...]:
    """The first of a course: two former ones of the index may have become one since."""
    there: dict[int, Suggestion] = {}
    for one in found:
        card = cards.get(one.id)
        if card is not None:
            there.setdefault(card.id, Suggestion(card, one.score, _cosine(one.semantic), one.why))
    return tuple(there.values())[:limit]


def _cosine(semantic: float | None) -> float | None:
    return None if semantic is None else round(2 * semantic - 1, 4)
