"""Saving an offer, taking it off the list, its star and notes, and hiding what does not interest."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.core.saved_jobs.changes import as_json
from app.core.tracker.record import TEXT, long_text
from app.errors import BadInput, Conflict, NotFound
from app.extensions import db
from app.models import HiddenJob, Job, SavedJob, User, utc_now
from app.services import jobs
from app.services.saved_jobs.facts import facts_of
from app.services.transaction import rows_of, transaction

MAX_SAVED: Final = 1_000
MAX_HIDDEN: Final = 5_000
KEPT_AFTER_REMOVAL: Final = timedelta(days=1)


class Edited(Conflict):
    """The notes were written by another window meanwhile. ``stored`` and ``written`` are both texts; ``version`` is
    what a writer who has read ``stored`` would say."""

    def __init__(self, stored: str, written: str, version: int) -> None:
        super().__init__(_("These notes were changed in another window meanwhile."), code="edited")
        self.stored, self.written, self.version = stored, written, version


def require_offer(job_id: int, user_id: int | None) -> Job:
    """Raises NotFound for an offer that this person may not see."""
    return jobs.get(job_id, user_id)


def save(user_id: int, job_id: int) -> None:
    """Once; one that was taken off the list comes back with its notes. It is hidden no longer. Raises NotFound,
    BadInput."""
    with transaction() as session:
        _lock(session, user_id)
        row, job = _find(user_id, job_id), jobs.get(job_id, user_id)
        session.execute(delete(HiddenJob).where(HiddenJob.user_id == user_id, HiddenJob.job_id == job_id))
        if row is not None and row.removed_at is None:
            return
        _refuse_too_many(session, user_id)
        if row is None:
            session.add(SavedJob(user_id=user_id, job_id=job_id, snapshot=as_json(facts_of(job))))
        else:
            row.removed_at = None


def remove(user_id: int, job_id: int) -> None:
    """Nothing happens when it is off the list already. Raises NotFound for one that was never on it."""
    with transaction() as session:
        _lock(session, user_id)
        row = _get(user_id, job_id)
        row.removed_at = row.removed_at or utc_now()
        _forget_removed(session, SavedJob.user_id == user_id)


def set_favorite(user_id: int, job_id: int, is_favorite: bool) -> None:
    """Raises NotFound."""
    with transaction() as session:
        _lock(session, user_id)
        _get(user_id, job_id).is_favorite = is_favorite


def save_notes(user_id: int, job_id: int, text: str, version: int) -> None:
    """``version`` is the one that the writer read. Notes for an offer that another window took off the list bring it
    back, so that no text is lost. Raises Edited, BadInput, NotFound."""
    written = long_text(text)
    if len(written) > TEXT:
        raise BadInput(_("This text is longer than %(n)s characters.", n=TEXT), code="too_long")
    with transaction() as session:
        _lock(session, user_id)
        row = _get(user_id, job_id)
        if row.notes == written:
            return
        if row.version != version:
            raise Edited(row.notes, written, row.version)
        row.notes, row.version, row.removed_at = written, version + 1, None


def hide(user_id: int, job_id: int) -> bool:
    """Not interested: it leaves the list of saved ones too. Says whether it was on it. Raises NotFound, BadInput."""
    with transaction() as session:
        _lock(session, user_id)
        jobs.get(job_id, user_id)
        row = _find(user_id, job_id)
        was_saved = row is not None and row.removed_at is None
        if row is not None and was_saved:
            row.removed_at = utc_now()
        of_mine = HiddenJob.user_id == user_id
        if session.scalar(select(HiddenJob.id).where(of_mine, HiddenJob.job_id == job_id)) is None:
            if (session.scalar(select(func.count()).where(of_mine)) or 0) >= MAX_HIDDEN:
                raise BadInput(
                    _("You hide %(n)s offers already. Show some again to hide others.", n=MAX_HIDDEN),
                    code="too_many_hidden",
                )
            session.add(HiddenJob(user_id=user_id, job_id=job_id))
        return was_saved


def show_again(user_id: int, job_id: int) -> None:
    """Nothing happens for an offer that is not hidden. Raises NotFound for one that this person may not see."""
    with transaction() as session:
        jobs.get(job_id, user_id)
        session.execute(delete(HiddenJob).where(HiddenJob.user_id == user_id, HiddenJob.job_id == job_id))


def forget_removed() -> int:
    """Delete what was taken off lists more than a day ago."""
    with transaction() as session:
        return _forget_removed(session)


def _forget_removed(session: Session, *whose: object) -> int:
    old = delete(SavedJob).where(SavedJob.removed_at < utc_now() - KEPT_AFTER_REMOVAL, *whose)  # type: ignore[arg-type]
    return rows_of(session.execute(old.execution_options(synchronize_session=False)))


def _lock(session: Session, user_id: int) -> None:
    """One change of a person's list at a time: two windows must not write over each other."""
    if session.get(User, user_id, with_for_update=True, populate_existing=True) is None:
        raise NotFound(_("This account is gone."))


def _find(user_id: int, job_id: int) -> SavedJob | None:
    """Also one that was taken off the list."""
    if not 0 < job_id < 2**31:
        return None
    mine = (SavedJob.user_id == user_id, SavedJob.job_id == job_id)
    return db.session.scalar(select(SavedJob).where(*mine).execution_options(populate_existing=True))


def _get(user_id: int, job_id: int) -> SavedJob:
    row = _find(user_id, job_id)
    if row is None:
        raise NotFound(_("There is no such page."))
    return row


def _refuse_too_many(session: Session, user_id: int) -> None:
    of_mine = (SavedJob.user_id == user_id, SavedJob.removed_at.is_(None))
    if (session.scalar(select(func.count()).where(*of_mine)) or 0) >= MAX_SAVED:
        raise BadInput(
            _("You can keep %(n)s offers here. Remove some to save others.", n=MAX_SAVED),
            code="too_many_saved",
        )
