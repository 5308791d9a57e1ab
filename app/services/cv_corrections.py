"""What the person knows better than the reader: changes to a CV's profile."""

from __future__ import annotations

from collections.abc import Callable

from app.core.cv.profile import Profile
from app.services import cvs
from app.services.proofs import checking
from app.services.transaction import transaction

Change = Callable[[Profile], Profile]


def apply(user_id: int, cv_id: int, change: Change) -> bool:
    """Change the profile and raise the CV's version, so that its matches are made anew. False when
    the change made no difference. Proofs of what it changes are compared again. What ``change`` raises for a
    wrong value passes through."""
    with transaction() as session:
        cv = cvs.get(user_id, cv_id)
        before = cvs.profile_of(cv)
        after = change(before)
        if after == before:
            return False
        cvs.fill_summary_columns(cv, after)
        cv.version += 1
        asked = checking.follow(session, cv)
    checking.start_all(asked)
    return True


def undo_all(user_id: int, cv_id: int) -> None:
    """Back to what was read from the file."""
    with transaction() as session:
        cv = cvs.get(user_id, cv_id)
        cvs.fill_summary_columns(cv, cvs.profile_as_read(cv))
        cv.version += 1
        asked = checking.follow(session, cv)
    checking.start_all(asked)
