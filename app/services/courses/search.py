"""The catalogue searched by meaning, words and filters."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from app.extensions import db
from app.models import Course
from app.services.courses.cards import CourseCard, load_cards
from app.services.courses.recommend import Suggestion, rank, suggestions
from course_scraper.filters import Filters
from course_scraper.rank import EVERYTHING, SkillQuery

PER_PAGE = 20
REACH = 200
MAX_WORDS = 200
"""Characters of a search that are read."""


@dataclass(frozen=True, slots=True)
class CourseSearch:
    """``total`` is at most ``REACH`` when words were searched for: what is further away is of no use."""

    words: str
    page: int
    total: int
    found: tuple[Suggestion, ...]
    compares_meaning: bool
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)


def search(words: str, wishes: Filters = EVERYTHING, page: int = 1, per_page: int = PER_PAGE) -> CourseSearch:
    """The nearest first; without words those that most people took. Pages beyond the last are empty."""
    said = " ".join(words[:MAX_WORDS].split())
    page = max(1, min(page, 10**6))
    return _by_words(said, wishes, page, per_page) if said else _by_enrolments(wishes, page, per_page)


def get_card(course_id: str) -> CourseCard | None:
    return load_cards([course_id]).get(course_id)


def _by_words(words: str, wishes: Filters, page: int, per_page: int) -> CourseSearch:
    [ranked], compares_meaning, _at = rank([SkillQuery(words)], wishes, REACH)
    first = (page - 1) * per_page
    shown = ranked[first : first + per_page]
    cards = load_cards(one.id for one in shown)
    found = suggestions(shown, cards, per_page)
    return CourseSearch(words, page, len(ranked), found, compares_meaning, per_page)


def _by_enrolments(wishes: Filters, page: int, per_page: int) -> CourseSearch:
    conditions = _conditions(wishes)
    total = db.session.scalar(select(func.count()).select_from(Course).where(*conditions)) or 0
    order = (Course.enrolments.desc().nulls_last(), Course.rating.desc().nulls_last(), Course.id)
    ids = db.session.scalars(
        select(Course.course_id)
        .where(*conditions)
        .order_by(*order)
        .limit(per_page)
        .offset((page - 1) * per_page)
    ).all()
    cards = load_cards(ids)
    found = tuple(Suggestion(cards[id_], 0.0, None, ()) for id_ in ids if id_ in cards)
    return CourseSearch("", page, total, found, compares_meaning=False, per_page=per_page)


def _conditions(wishes: Filters) -> list[ColumnElement[bool]]:
    """The filters as course_scraper.filters.Columns has them."""
    found: list[ColumnElement[bool]] = [Course.is_active.is_(True)]
    if wishes.only_languages and wishes.languages:
        found.append(Course.language.in_(wishes.languages))
    if wishes.kinds:
        found.append(Course.kind.in_(wishes.kinds))
    if wishes.levels:
        found.append(Course.level.in_([*wishes.levels, "mixed"]))
    if wishes.max_hours is not None:
        found.append(or_(Course.hours.is_(None), Course.hours <= wishes.max_hours))
    if wishes.partners:
        found.append(Course.partner.in_(wishes.partners))
    if wishes.excluded:
        found.append(Course.course_id.not_in(wishes.excluded))
    return found
