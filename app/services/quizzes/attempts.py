"""Starting a try at a skill, and the one under way."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.matching.relations import canonical
from app.core.quizzes.rules import TIME
from app.core.quizzes.selection import TooFew
from app.core.quizzes.selection import select as pick
from app.core.skills.lexicon import default_lexicon
from app.errors import Conflict, NotFound
from app.extensions import db
from app.models import QuizAttempt, QuizQuestion, User, utc_now
from app.services import cvs, evidence
from app.services.quizzes import snapshot, tries
from app.services.quizzes.snapshot import ShownQuestion
from app.services.transaction import transaction

SEED_BITS = 62  # fits a signed column


@dataclass(frozen=True, slots=True)
class OpenQuiz:
    """Nothing here tells a right option."""

    id: int
    skill: str
    deadline_at: datetime
    questions: tuple[ShownQuestion, ...]


def start(user_id: int, skill: str, language: str) -> int:
    """The id of the new try, or of the one under way. ``skill`` is an id of the lexicon.

    Raises NotFound for a skill that this person does not have, Conflict when it cannot be tried (now).
    """
    tries.end_overdue(user_id)
    label = _label(user_id, skill)
    with transaction() as session:
        session.get(User, user_id, with_for_update=True)  # one start at a time
        mine = tries.attempts_of(user_id, label)
        under_way = next((one.id for one in mine if one.state == "open"), None)
        if under_way is not None:
            return under_way
        _refuse_too_soon(user_id, mine)
        return _new(session, user_id, label, language, mine)


def find_open(user_id: int, skill: str) -> int | None:
    """The try under way at a skill; one whose time is over is none any more."""
    label = default_lexicon().name(canonical(skill))
    mine = (QuizAttempt.user_id == user_id, QuizAttempt.skill == label, QuizAttempt.state == "open")
    return db.session.scalar(select(QuizAttempt.id).where(*mine))


def get(user_id: int, attempt_id: int) -> QuizAttempt:
    """Raises NotFound, also for another person's."""
    mine = (QuizAttempt.id == attempt_id, QuizAttempt.user_id == user_id)
    attempt = db.session.scalar(select(QuizAttempt).where(*mine).execution_options(populate_existing=True))
    if attempt is None:
        raise NotFound(_("There is no such page."))
    return attempt


def open_quiz(user_id: int, attempt_id: int, language: str) -> OpenQuiz | None:
    """None when it has ended. Raises NotFound."""
    tries.end_overdue(user_id)
    attempt = get(user_id, attempt_id)
    if attempt.state != "open":
        return None
    questions = snapshot.shown(attempt.questions, language)
    return OpenQuiz(attempt.id, canonical(attempt.skill), attempt.deadline_at, questions)


def _label(user_id: int, skill: str) -> str:
    cv = cvs.find_primary(user_id)
    if cv is None or canonical(skill) not in evidence.sources_of(user_id, cv):
        raise NotFound(_("This skill is not among those that your CV or your courses show."))
    return default_lexicon().name(canonical(skill))


def _refuse_too_soon(user_id: int, mine: Sequence[QuizAttempt]) -> None:
    again_at = tries.next_try_at(mine)
    if again_at:
        raise _later(
            _("You tried this skill lately. Try again when the pause is over."), "too_soon", again_at
        )
    full_until = tries.day_full_until(user_id)
    if full_until:
        raise _later(_("That is enough for one day. Try again later."), "too_many_today", full_until)


def _later(message: object, code: str, when: datetime) -> Conflict:
    return Conflict(message, code=code, retry_after=max(1, ceil((when - utc_now()).total_seconds())))


def _new(session: Session, user_id: int, label: str, language: str, earlier: Sequence[QuizAttempt]) -> int:
    query = select(QuizQuestion).where(QuizQuestion.skill == label, QuizQuestion.state == "active")
    rows = {row.id: row for row in session.scalars(query)}
    met = Counter(one["id"] for attempt in earlier for one in attempt.questions)
    seed = secrets.randbits(SEED_BITS)
    try:
        picked = pick([(row.id, row.difficulty) for row in rows.values()], met, seed)
    except TooFew as few:
        raise Conflict(_("There is no quiz for this skill yet."), code="no_quiz") from few
    now = utc_now()
    attempt = QuizAttempt(
        user_id=user_id,
        skill=label,
        language=language,
        questions=snapshot.snapshot(picked, rows),
        seed=seed,
        started_at=now,
        deadline_at=now + TIME,
    )
    session.add(attempt)
    session.flush()
    return attempt.id
