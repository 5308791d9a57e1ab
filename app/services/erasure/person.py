"""Deleting a person at once: rows, files, what waits for them and what counts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from app import rate_limits
from app.errors import BadInput
from app.extensions import db
from app.models import (
    CV,
    AccountExport,
    AiCall,
    Application,
    ApplicationDocument,
    Job,
    JobAlert,
    Proof,
    QuizAttempt,
    SavedJob,
    SearchHistory,
    SearchPreference,
    User,
)
from app.services import audit, passwords, uploads
from app.services.erasure import letting_go, tombstones, traces
from app.services.transaction import transaction


@dataclass(frozen=True, slots=True)
class Belongings:
    """How much of each a person has here."""

    cvs: int
    proofs: int
    applications: int
    saved_jobs: int
    searches: int
    alerts: int
    own_offers: int
    quizzes: int
    model_calls: int


@dataclass(frozen=True, slots=True)
class _Files:
    cvs: Sequence[str]
    proofs: Sequence[str]
    documents: Sequence[str]
    exports: Sequence[str]
    avatar: str | None


def belongings(user_id: int) -> Belongings:
    def count(*which: ColumnElement[bool]) -> int:
        return db.session.scalar(select(func.count()).where(*which)) or 0

    return Belongings(
        cvs=count(CV.user_id == user_id),
        proofs=count(Proof.user_id == user_id),
        applications=count(Application.user_id == user_id),
        saved_jobs=count(SavedJob.user_id == user_id, SavedJob.removed_at.is_(None)),
        searches=count(SearchHistory.user_id == user_id) + count(SearchPreference.user_id == user_id),
        alerts=count(JobAlert.user_id == user_id),
        own_offers=count(Job.owner_id == user_id),
        quizzes=count(QuizAttempt.user_id == user_id),
        model_calls=count(AiCall.user_id == user_id, AiCall.sent != ""),
    )


def erase(
    user_id: int,
    *,
    action: str | None,
    actor_id: int | None = None,
    still: Callable[[User], bool] = lambda _user: True,
    is_one_of_many: bool = False,
) -> bool:
    """False when there is nobody, or not ``still`` anybody who is to go. Rows first, files after: a crash in
    between leaves files that the sweep removes. ``action`` is what the audit log says; without one (guests, who
    go every day) neither it nor the list of the erased is written, for a purge repeats itself after a restore.
    Of many the caller lets go at the end.
    """
    with transaction() as session:
        user = session.get(User, user_id, with_for_update=True, populate_existing=True)
        if user is None or not still(user):
            return False
        email, files = user.email_key, _files_of(session, user)
        if action:
            tombstones.add(session, user)
            audit.note(session, action, actor_id=actor_id, user_id=user_id, details=_numbers(files))
        traces.forget_person(session, user)
        session.flush()
        session.expire_all()
        session.execute(delete(User).where(User.id == user_id))
    _delete_files(files)
    _forget_limits(user_id, email)
    if action:
        tombstones.write_down()
    if not is_one_of_many:
        letting_go.let_go()
    return True


def erase_oneself(user_id: int, password: str | None) -> None:
    """``password`` is that of the account; a guest has none. Raises BadInput when it is not right."""
    user = db.session.get(User, user_id)
    if user is not None and not user.is_guest and not passwords.is_right(user.password_hash, password or ""):
        raise BadInput(_("The password is not right."), code="wrong_password")
    erase(user_id, action="account_deleted", actor_id=user_id)


def _files_of(session: Session, user: User) -> _Files:
    applications = select(Application.id).where(Application.user_id == user.id)
    documents = select(ApplicationDocument.file_path)
    exports = select(AccountExport.file_path).where(AccountExport.user_id == user.id)
    return _Files(
        cvs=session.scalars(select(CV.file_path).where(CV.user_id == user.id)).all(),
        proofs=session.scalars(select(Proof.file_path).where(Proof.user_id == user.id)).all(),
        documents=session.scalars(
            documents.where(ApplicationDocument.application_id.in_(applications))
        ).all(),
        exports=session.scalars(exports.where(AccountExport.file_path != "")).all(),
        avatar=user.profile_image,
    )


def _numbers(files: _Files) -> audit.Details:
    count = len(files.cvs) + len(files.proofs) + len(files.documents) + len(files.exports)
    return {"files": count + bool(files.avatar)}


def _delete_files(files: _Files) -> None:
    for folder, names in (
        (uploads.cv_folder(), files.cvs),
        (uploads.document_folder(), files.documents),
        (uploads.export_folder(), files.exports),
        (uploads.avatar_folder(), [files.avatar] if files.avatar else []),
    ):
        for name in names:
            folder.delete(name)
    uploads.delete_proofs(files.proofs)


def _forget_limits(user_id: int, email: str | None) -> None:
    storage = current_app.extensions["limit_storage"]
    names = [f"user {user_id}"]
    if email:
        names.append(rate_limits.account_name(email))
    if storage is not None:
        rate_limits.forget(storage, names)
