"""What administrators decide about accounts: never about their own, and one of them always stays."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict
from app.models import User, email_key
from app.services import account_links, audit
from app.services.erasure import person as erasure
from app.services.people.person import get_user
from app.services.transaction import transaction


def set_active(user_id: int, is_active: bool, by: int) -> None:
    """Disabling ends all sessions at once. Raises NotFound, Conflict."""
    with transaction() as session:
        user = _somebody_else(session, user_id, by)
        if user.is_active == is_active:
            return
        if not is_active:
            _keep_an_admin(session, user)
            user.session_epoch += 1
        user.is_active = is_active
        action = "account_enabled" if is_active else "account_disabled"
        audit.note(session, action, actor_id=by, user_id=user_id)


def set_admin(user_id: int, is_admin: bool, by: int) -> None:
    """Raises NotFound, Conflict."""
    with transaction() as session:
        user = _somebody_else(session, user_id, by)
        if (user.role == "admin") == is_admin:
            return
        if is_admin and (user.is_guest or not user.is_active):
            raise Conflict(_("Only an account that is registered and active can become an administrator's."))
        if not is_admin:
            _keep_an_admin(session, user)
        user.role = "admin" if is_admin else "user"
        action = "role_given" if is_admin else "role_taken"
        audit.note(session, action, actor_id=by, user_id=user_id, details={"role": "admin"})


def mail_new_password(user_id: int, by: int) -> None:
    """Raises NotFound, BadInput for who has no address or is disabled."""
    user = get_user(user_id)
    if not user.email or not user.is_active:
        raise BadInput(_("A password can be chosen anew for active, registered accounts only."))
    account_links.ask_to_reset(user.email, user.language or "en", asked_by_id=by)


def erase(user_id: int, typed: str, by: int) -> None:
    """Everything of a person, at once and for good. ``typed`` repeats the address, of a guest the number. Raises
    NotFound, BadInput, Conflict."""
    with transaction() as session:
        user = _somebody_else(session, user_id, by)
        if email_key(typed) != (user.email_key or str(user.id)):
            raise BadInput(_("What you typed is not the address, or the number, of this account."))
        if user.role == "admin":
            raise Conflict(_("Take the role of administrator first."))
    erasure.erase(user_id, action="account_deleted", actor_id=by, still=lambda user: user.role != "admin")


def _somebody_else(session: Session, user_id: int, by: int) -> User:
    """Read anew inside the transaction. All administrators' rows are held, in the order of their ids, so that two
    who take each other's role at the same time go one after the other."""
    if user_id == by:
        raise Conflict(_("Nobody decides about their own account. Ask another administrator."))
    session.expire_all()
    admins = select(User.id).where(User.role == "admin").order_by(User.id).with_for_update()
    still = session.scalars(admins).all()
    user = get_user(user_id)
    session.refresh(user, with_for_update=True)
    if by not in still:
        raise Conflict(_("You are no administrator any more."))
    return user


def _keep_an_admin(session: Session, user: User) -> None:
    others = select(User.id).where(
        User.role == "admin", User.is_active, User.is_guest.is_(False), User.id != user.id
    )
    if user.role == "admin" and session.scalars(others.limit(1)).first() is None:
        raise Conflict(_("This is the last administrator. Make somebody else one first."))
