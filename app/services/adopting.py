"""What a guest did goes to the account that they log in to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import (
    CV,
    AccountToken,
    AiCall,
    Application,
    Job,
    JobAlert,
    JobImport,
    JobMatch,
    Notification,
    Proof,
    QuizAttempt,
    SearchHistory,
    Task,
    UserCourse,
)
from app.services import saved_searches
from app.services.cv_versions import raise_versions
from app.services.import_reading import SOURCE
from app.services.saved_jobs import adopting as saved_jobs

# Tables with a person's number whose rows do not move, and why.
NOT_MOVED: Final = {
    "consents": "each person agrees for themselves, as the account that they are logged in to",
    "user_sessions": "a guest has none, and the account's own session begins now",
    "api_tokens": "a guest has no tokens for programs",
    "idempotent_answers": "a guest sends nothing as a program",
    "account_exports": "it holds what the guest had; the account can ask for one of its own",
    "audit_entries": "they tell what happened to which account then; entries are never changed",
}


def adopt(session: Session, guest_id: int, user_id: int) -> None:
    """Inside the caller's transaction, which deletes the guest afterwards with all that did not move."""
    for move in _MOVES:
        move(session, guest_id, user_id)
    session.flush()


def _move_cvs(session: Session, guest_id: int, user_id: int) -> None:
    """The account's primary CV stays that. What counts as evidence moves the scores of all of them."""
    if session.scalar(select(CV.id).where(CV.user_id == user_id, CV.is_primary)):
        _change(session, CV.user_id, guest_id, is_primary=False)
    _change(session, CV.user_id, guest_id, user_id=user_id)
    _change(session, Proof.user_id, guest_id, user_id=user_id)


def _move_applications(session: Session, guest_id: int, user_id: int) -> None:
    """Of two for one offer both stay, because both have texts; the guest's lets go of the offer."""
    known = select(Application.job_id).where(Application.user_id == user_id, Application.job_id.is_not(None))
    kept = {"updated_at": Application.updated_at}
    theirs = update(Application).where(Application.user_id == guest_id, Application.job_id.in_(known))
    session.execute(theirs.values(job_id=None, **kept).execution_options(synchronize_session=False))
    _change(session, Application.user_id, guest_id, user_id=user_id, **kept)


def _move_searches(session: Session, guest_id: int, user_id: int) -> None:
    known = select(SearchHistory.search_key).where(SearchHistory.user_id == user_id)
    _change(session, SearchHistory.user_id, guest_id, SearchHistory.search_key.not_in(known), user_id=user_id)
    saved_searches.adopt(session, guest_id, user_id)
    _change(session, JobAlert.user_id, guest_id, user_id=user_id)


def _move_quizzes(session: Session, guest_id: int, user_id: int) -> None:
    """Of two tries under way at one skill the account's goes on; the guest's goes with the guest."""
    open_ones = select(QuizAttempt.skill).where(QuizAttempt.user_id == user_id, QuizAttempt.state == "open")
    may_move = (QuizAttempt.state != "open") | QuizAttempt.skill.not_in(open_ones)
    _change(session, QuizAttempt.user_id, guest_id, may_move, user_id=user_id)


def _move_courses(session: Session, guest_id: int, user_id: int) -> None:
    """Of two marks at one course the further one counts."""
    order = ("saved", "started", "done")
    mine = {row.course_id: row for row in session.scalars(select(UserCourse).filter_by(user_id=user_id))}
    for row in session.scalars(select(UserCourse).filter_by(user_id=guest_id)):
        known = mine.get(row.course_id)
        if known is None:
            row.user_id = user_id
        elif order.index(row.state) > order.index(known.state):
            known.state, known.done_at = row.state, row.done_at
    session.flush()


def _move_notices(session: Session, guest_id: int, user_id: int) -> None:
    known = select(Notification.key).where(Notification.user_id == user_id)
    _change(session, Notification.user_id, guest_id, Notification.key.not_in(known), user_id=user_id)


def _move_own_offers(session: Session, guest_id: int, user_id: int) -> None:
    """Their key names the owner; of two copies of one page the account's stays, with what hangs on it."""
    _change(session, JobImport.owner_id, guest_id, owner_id=user_id)
    for job in session.scalars(select(Job).where(Job.owner_id == guest_id, Job.source == SOURCE)):
        key = f"{user_id}:{job.external_id.partition(':')[2]}"
        if session.scalar(select(Job.id).where(Job.source == SOURCE, Job.external_id == key)) is None:
            job.owner_id, job.external_id = user_id, key
    session.flush()


def _move_rest(session: Session, guest_id: int, user_id: int) -> None:
    """Stored matches, what a model was asked for them, work that waits, and a link that was mailed to register
    with another address, which shall go on working."""
    _change(session, JobMatch.user_id, guest_id, user_id=user_id)
    _change(session, AiCall.user_id, guest_id, user_id=user_id)
    _change(session, Task.asked_by_id, guest_id, asked_by_id=user_id)
    _change(session, AccountToken.user_id, guest_id, user_id=None)
    raise_versions(session, user_id)


_MOVES: Final[tuple[Callable[[Session, int, int], None], ...]] = (
    _move_cvs, _move_applications, _move_searches, saved_jobs.adopt, _move_quizzes, _move_courses,
    _move_notices, _move_own_offers, _move_rest,
)  # fmt: skip


def _change(
    session: Session, owner: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], guest_id: int,
    *which: object, **values: object,
) -> None:  # fmt: skip
    session.execute(
        update(owner.class_)
        .where(owner == guest_id, *which)  # type: ignore[arg-type]
        .values(**values)
        .execution_options(synchronize_session=False)
    )
