"""When somebody may try a skill again, and tries that nobody finished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update

from app.core.quizzes.rules import COOLDOWN, DAY, GRACE, MOST_A_DAY
from app.extensions import db
from app.models import QuizAttempt, utc_now
from app.services.transaction import rows_of, transaction


def end_overdue(user_id: int | None = None) -> int:
    """End as late what was left open beyond its time, of one person or of all; how many that were."""
    overdue = [QuizAttempt.state == "open", QuizAttempt.deadline_at < utc_now() - GRACE]
    if user_id is not None:
        overdue.append(QuizAttempt.user_id == user_id)
        if not db.session.scalar(select(QuizAttempt.id).where(*overdue).limit(1)):
            return 0  # who only looks writes nothing
    with transaction() as session:
        return rows_of(session.execute(update(QuizAttempt).where(*overdue).values(state="late")))


def ended_at(attempt: QuizAttempt) -> datetime:
    return attempt.submitted_at or attempt.deadline_at


def next_try_at(attempts: Sequence[QuizAttempt], day_full_until: datetime | None = None) -> datetime | None:
    """None when it may be now; ``attempts`` are those at one skill."""
    until = [ended_at(one) + COOLDOWN for one in attempts if one.state != "open"]
    latest = max([*until, *([day_full_until] if day_full_until else [])], default=None)
    return latest if latest and latest > utc_now() else None


def day_full_until(user_id: int) -> datetime | None:
    """Until when this person may start nothing more; None while something is left of the day."""
    since = utc_now() - DAY
    started = (
        select(QuizAttempt.started_at)
        .where(QuizAttempt.user_id == user_id, QuizAttempt.started_at > since)
        .order_by(QuizAttempt.started_at.desc())
        .limit(MOST_A_DAY)
    )
    found = db.session.scalars(started).all()
    return found[-1] + DAY if len(found) == MOST_A_DAY else None


def attempts_of(user_id: int, skill: str | None = None) -> Sequence[QuizAttempt]:
    """The newest first; ``skill`` is a label."""
    query = select(QuizAttempt).where(QuizAttempt.user_id == user_id).order_by(QuizAttempt.id.desc())
    return db.session.scalars(query.where(QuizAttempt.skill == skill) if skill else query).all()


def count_passed(user_id: int, skill: str) -> int:
    mine = (QuizAttempt.user_id == user_id, QuizAttempt.skill == skill, QuizAttempt.passed.is_(True))
    return db.session.scalar(select(func.count(QuizAttempt.id)).where(*mine)) or 0
