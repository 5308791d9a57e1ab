"""What an administrator sees of the questions and decides about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, func, select

from app.core.quizzes.question import LANGUAGES, Question, check, texts_json, texts_of
from app.core.quizzes.rules import POINTS
from app.core.quizzes.statistics import LEAST_ANSWERS, ItemStatistics, Sums, statistics
from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import QuizQuestion, utc_now
from app.models.quiz import QUESTION_STATES
from app.services import audit
from app.services.quizzes.bank import NO_SUMS
from app.services.transaction import transaction

PER_PAGE: Final = 20
DECISIONS: Final = {"activate": "active", "flag": "flagged", "retire": "retired"}


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """``skill`` is a label; ``state`` one of QUESTION_STATES; "" and False filter nothing."""

    skill: str = ""
    state: str = ""
    reported: bool = False
    low: bool = False


@dataclass(frozen=True, slots=True)
class QuestionRow:
    question: QuizQuestion
    statistics: ItemStatistics


@dataclass(frozen=True, slots=True)
class QuestionList:
    """``counts`` by state, of all there are; ``skills`` are those with questions."""

    chosen: ReviewFilter
    rows: tuple[QuestionRow, ...]
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    skills: tuple[str, ...]


def questions(chosen: ReviewFilter, page: int = 1) -> QuestionList:
    where = _conditions(chosen)
    total = db.session.scalar(select(func.count()).select_from(QuizQuestion).where(*where)) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    query = (
        select(QuizQuestion)
        .where(*where)
        .order_by(QuizQuestion.flags.desc(), QuizQuestion.skill, QuizQuestion.key)
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
    )
    counted = db.session.execute(select(QuizQuestion.state, func.count()).group_by(QuizQuestion.state))
    skills = db.session.scalars(select(QuizQuestion.skill).distinct().order_by(QuizQuestion.skill))
    return QuestionList(
        chosen=chosen,
        rows=tuple(QuestionRow(row, statistics_of(row)) for row in db.session.scalars(query)),
        total=total,
        page=page,
        pages=pages,
        counts=dict.fromkeys(QUESTION_STATES, 0) | {row[0]: row[1] for row in counted},
        skills=tuple(skills),
    )


def get(question_id: int) -> QuestionRow:
    """Raises NotFound."""
    row = db.session.get(QuizQuestion, question_id)
    if row is None:
        raise NotFound(_("There is no such page."))
    return QuestionRow(row, statistics_of(row))


def statistics_of(row: QuizQuestion) -> ItemStatistics:
    return statistics(
        Sums(
            asked=row.times_asked,
            right=row.times_right,
            percent=row.percent_sum,
            percent_square=row.percent_square_sum,
            right_percent=row.right_percent_sum,
            points=POINTS[row.difficulty],
        )
    )


def edit(question_id: int, given: dict[str, Any], by: int) -> None:
    """``given`` has difficulty, topic, source and, by language, the texts. Other words make it another question:
    its figures begin anew. Raises NotFound and BadQuestion."""
    with transaction() as session:
        row = get(question_id).question
        texts = texts_of(given)
        question = Question(row.key, row.skill, given["difficulty"], given["topic"], given["source"], texts)
        check(question)
        changed = texts_json(texts) != row.texts or question.difficulty != row.difficulty
        values = {
            "difficulty": question.difficulty,
            "topic": question.topic.strip(),
            "source": question.source.strip(),
            "texts": texts_json(texts),
            **(NO_SUMS if changed else {}),
        }
        for name, value in values.items():
            setattr(row, name, value)
        _signed(row, by)
        said = {"changed": changed}
        audit.note(session, "question_saved", actor_id=by, subject=f"question:{question_id}", details=said)


def decide(question_id: int, decision: str, by: int) -> None:
    """``decision`` is one of DECISIONS, or "settle" for reports that were looked at. Raises NotFound and BadInput."""
    if decision != "settle" and decision not in DECISIONS:
        raise BadInput(_("Choose one of the offered values."))
    with transaction() as session:
        row = get(question_id).question
        said = {"decision": decision}
        audit.note(session, "question_decided", actor_id=by, subject=f"question:{question_id}", details=said)
        if decision == "settle":
            row.flags, row.note = 0, ""
            return
        if decision == "activate":
            texts_of(row.texts, LANGUAGES)
        row.state = DECISIONS[decision]
        _signed(row, by)


def _signed(row: QuizQuestion, by: int) -> None:
    row.edited_by_id, row.edited_at = by, utc_now()


def _conditions(chosen: ReviewFilter) -> Sequence[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if chosen.skill:
        where.append(QuizQuestion.skill == chosen.skill)
    if chosen.state:
        where.append(QuizQuestion.state == chosen.state)
    if chosen.reported:
        where.append(QuizQuestion.flags > 0)
    if chosen.low:
        known = select(QuizQuestion).where(QuizQuestion.times_asked >= LEAST_ANSWERS)
        where.append(
            QuizQuestion.id.in_([row.id for row in db.session.scalars(known) if statistics_of(row).is_low])
        )
    return where
