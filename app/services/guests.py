"""People who try without registering: their data moves to the account they log in to, or goes after a day."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, select

from app.extensions import db
from app.models import AccountExport, User, utc_now
from app.services import adopting, uploads
from app.services.erasure import letting_go, person
from app.services.transaction import transaction


def adopt(guest_id: int, user_id: int) -> None:
    """Give everything of a guest to a registered user and forget the guest."""
    with transaction() as session:
        guest = session.get(User, guest_id)
        if guest is None or not guest.is_guest or guest_id == user_id:
            return
        exports = session.scalars(select(AccountExport.file_path).filter_by(user_id=guest_id)).all()
        adopting.adopt(session, guest_id, user_id)
        session.expire_all()
        session.execute(delete(User).where(User.id == guest_id))
    for name in filter(None, exports):
        uploads.export_folder().delete(name)


def purge() -> int:
    """Delete guests who have not been seen for the set number of hours, with their files."""
    hours = current_app.extensions["settings"].guest_hours
    limit = utc_now() - timedelta(hours=hours)

    def is_idle(user: User) -> bool:
        return user.is_guest and user.last_seen_at < limit

    idle = db.session.scalars(select(User.id).where(User.is_guest, User.last_seen_at < limit)).all()
    gone = sum(person.erase(id_, action=None, still=is_idle, is_one_of_many=True) for id_ in idle)
    if gone:
        letting_go.let_go()
    return gone
