"""Handing answers in: exactly one submission of a try counts, and only in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core.quizzes.grading import Grade, grade
from app.core.quizzes.rules import is_late
from app.errors import BadInput, Conflict
from app.models import QuizAttempt, QuizQuestion, utc_now
from app.services.cv_versions import raise_versions
from app.services.quizzes import attempts, snapshot, tries
from app.services.transaction import rows_of, transaction


@dataclass(frozen=True, slots=True)
class Submitted:
    """``is_late``: the answers are kept, but no level came of them."""

    attempt_id: int
    is_late: bool
    grade: Grade


def submit(user_id: int, attempt_id: int, chosen: Sequence[int | None]) -> Submitted:
    """``chosen`` are places as shown, 0 to 3, None where nothing was chosen.

    Raises NotFound, Conflict when answers came before or the time is long over, BadInput when these are no answers
    to this quiz.
    """
    with transaction() as session:
        attempt = attempts.get(user_id, attempt_id)
        if attempt.state != "open":
            raise _over(attempt)
        try:
            found = grade(snapshot.asked(attempt.questions), chosen)
        except ValueError as error:
            raise BadInput(
                _("Choose one of the four options of each question."), code="bad_answers"
            ) from error
        late = is_late(attempt.deadline_at, utc_now())
        if not _claim(session, attempt, chosen, found, late=late):
            raise _over(attempt)
        if not late:
            _count(session, attempt.questions, found)
            if found.passed and tries.count_passed(user_id, attempt.skill) == 1:
                raise_versions(session, user_id)
    return Submitted(attempt_id, late, found)


def _over(attempt: QuizAttempt) -> Conflict:
    if attempt.state == "late" and attempt.submitted_at is None:
        return Conflict(_("The time for this quiz is over. It does not count."), code="late")
    return Conflict(
        _("Answers to this quiz were handed in before. The first ones count."), code="already_submitted"
    )


def _claim(
    session: Session, attempt: QuizAttempt, chosen: Sequence[int | None], found: Grade, *, late: bool
) -> bool:
    """Whether this is the submission that ends the try: the database lets one through."""
    ended = {
        "state": "late" if late else "done",
        "answers": list(chosen),
        "percent": found.percent,
        "level": None if late else found.level,
        "passed": None if late else found.passed,
        "submitted_at": utc_now(),
    }
    still_open = (QuizAttempt.id == attempt.id, QuizAttempt.state == "open")
    claimed = update(QuizAttempt).where(*still_open).values(**ended)
    return rows_of(session.execute(claimed)) == 1


def _count(session: Session, questions: Sequence[dict[str, Any]], found: Grade) -> None:
    """Into the sums of each question, by addition in the database; a question that was edited since it was asked is
    another one. In the order of ids, so that two submissions never wait for each other."""
    by_id = {one["id"]: (one, answer) for one, answer in zip(questions, found.answers, strict=True)}
    query = select(QuizQuestion.id, QuizQuestion.texts).where(QuizQuestion.id.in_(by_id))
    now: dict[int, Any] = {row.id: row.texts for row in session.execute(query)}
    for id_ in sorted(now):
        one, answer = by_id[id_]
        if now[id_] != one["texts"]:
            continue
        row, percent, right = QuizQuestion, found.percent, answer.is_right
        session.execute(
            update(row)
            .where(row.id == id_)
            .values(
                times_asked=row.times_asked + 1,
                times_right=row.times_right + int(right),
                percent_sum=row.percent_sum + percent,
                percent_square_sum=row.percent_square_sum + percent * percent,
                right_percent_sum=row.right_percent_sum + (percent if right else 0.0),
            )
            .execution_options(synchronize_session=False)
        )
