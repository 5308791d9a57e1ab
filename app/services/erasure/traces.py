"""What points to a person or a CV without a reference that the database follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from app.models import (
    CV,
    AccountExport,
    AccountToken,
    AiCall,
    Application,
    Interview,
    Job,
    JobImport,
    JobSkill,
    Proof,
    QuizAttempt,
    QuizQuestion,
    SkillVector,
    Task,
    User,
)
from app.services.assistant.calls import EMPTY
from app.services.revisions import next_revision
from app.services.transaction import rows_of


def forget_person(session: Session, user: User) -> None:
    """To be called before the row of the person goes, in the same transaction."""
    tokens = or_(AccountToken.user_id == user.id, AccountToken.email_key == (user.email_key or ""))
    _delete_tasks(session, _tasks_of(user.id, tokens))
    session.execute(delete(AccountToken).where(tokens))
    _take_back_reports(session, user.id)
    _forget_own_offers(session, user.id)


def forget_cv(session: Session, cv: CV) -> int:
    """What a model was asked and said about it, and the work that asked; how many answers went. That there was
    a call stays for the quota."""
    about = re.compile(rf"\bcv {cv.id}\b")
    calls = session.execute(
        select(AiCall.id, AiCall.subject, AiCall.task_id).where(AiCall.user_id == cv.user_id)
    ).all()
    mine = [call for call in calls if about.search(call.subject)]
    session.execute(update(AiCall).where(AiCall.id.in_([call.id for call in mine])).values(**EMPTY))
    asked = session.execute(
        select(Task.id, Task.arguments).where(Task.name == "ask_model", Task.asked_by_id == cv.user_id)
    ).all()
    tasks = [row.id for row in asked if about.search(str(row.arguments.get("subject", "")))]
    proofs = Task.id.in_(select(Proof.task_id).where(Proof.cv_id == cv.id))
    scores = and_(Task.name == "first_scores", Task.arguments["cv_id"].as_integer() == cv.id)
    _delete_tasks(session, or_(Task.id.in_(tasks), proofs, scores))
    return len(mine)


def _tasks_of(user_id: int, tokens: ColumnElement[bool]) -> ColumnElement[bool]:
    """Rows of work that this person asked for, or that is about what belongs to them."""
    applications = select(Application.id).where(Application.user_id == user_id)
    interviews = select(Interview.id).where(Interview.application_id.in_(applications))
    proofs = select(Proof.id).where(Proof.user_id == user_id)
    about: list[tuple[str, str, object]] = [
        ("account_mail", "token_id", select(AccountToken.id).where(tokens)),
        ("reminder_mail", "row_id", applications),
        ("reminder_mail", "row_id", interviews),
        ("verify_proof", "proof_id", proofs),
        ("retention_mail", "user_id", [user_id]),
        ("first_scores", "cv_id", select(CV.id).where(CV.user_id == user_id)),
    ]
    named = [and_(Task.name == name, Task.arguments[key].as_integer().in_(ids)) for name, key, ids in about]
    done_for = [
        Task.id.in_(select(model.task_id).where(owner == user_id))
        for model, owner in (
            (Proof, Proof.user_id),
            (AiCall, AiCall.user_id),
            (JobImport, JobImport.owner_id),
            (AccountExport, AccountExport.user_id),
        )
    ]
    return or_(Task.asked_by_id == user_id, *named, *done_for)


def _delete_tasks(session: Session, which: ColumnElement[bool]) -> None:
    session.execute(delete(Task).where(which).execution_options(synchronize_session=False))


def _take_back_reports(session: Session, user_id: int) -> None:
    """What they said of quiz questions stands in the notes of those; the attempt knows which line is theirs."""
    said: dict[int, list[str]] = {}
    for questions in session.scalars(select(QuizAttempt.questions).where(QuizAttempt.user_id == user_id)):
        for asked in questions:
            if asked.get("said"):
                said.setdefault(int(asked["id"]), []).append(str(asked["said"]))
    for question in session.scalars(select(QuizQuestion).where(QuizQuestion.id.in_(said)).with_for_update()):
        question.note = _without(question.note, said[question.id])


def _without(note: str, lines: Sequence[str]) -> str:
    """Each line once: two people may have said the same on the same day."""
    kept = note.split("\n")
    for line in lines:
        if line in kept:
            kept.remove(line)
    return "\n".join(kept)


def _forget_own_offers(session: Session, user_id: int) -> None:
    names = select(JobSkill.skill).join(Job, Job.id == JobSkill.job_id).where(Job.owner_id == user_id)
    words = session.scalars(names.distinct()).all()
    if rows_of(session.execute(delete(Job).where(Job.owner_id == user_id))):
        forget_words(session, words)
        next_revision(session)


def forget_words(session: Session, words: Iterable[str]) -> None:
    """Vectors of words that no offer uses any more; to be called after the offers went."""
    free = set(words)
    free -= set(session.scalars(select(JobSkill.skill).where(JobSkill.skill.in_(free)).distinct()))
    session.execute(delete(SkillVector).where(SkillVector.name.in_(free)))
