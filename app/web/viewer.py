"""Who is looking: loaded once per request from the session cookie."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g, has_request_context, request, session
from flask_login import current_user, login_user, logout_user
from werkzeug.local import LocalProxy

from app.extensions import db, login_manager
from app.models import User
from app.services import accounts, notifications, sessions
from app.web.devices import device_of

SESSION_ID = "_user_id"  # where Flask-Login keeps it


@dataclass(frozen=True, slots=True)
class Viewer:
    """``user_id`` is None until somebody leaves data here. A guest has data but no account."""

    user_id: int | None = None
    is_member: bool = False
    is_admin: bool = False
    name: str = ""
    has_cv: bool = False
    avatar_url: str | None = None
    language: str | None = None
    theme: str = "auto"
    unread: int = 0

    @property
    def is_authenticated(self) -> bool:
        return self.is_member

    @property
    def is_guest(self) -> bool:
        return self.user_id is not None and not self.is_member


ANYBODY = Viewer()


def init_app(app: Flask) -> None:
    login_manager.init_app(app, add_context_processor=False)  # templates know ``viewer``
    login_manager.user_loader(sessions.find)
    app.before_request(_note_visit)


def current_viewer() -> Viewer:
    if not has_request_context():
        return ANYBODY
    if "viewer" not in g:
        g.viewer = _load()
    return g.viewer  # type: ignore[no-any-return]


viewer: Viewer = LocalProxy(current_viewer)  # type: ignore[assignment]


def look_as_nobody() -> None:
    """For the rest of this request, with the language and colours that the cookie says."""
    db.session.rollback()
    g.viewer = Viewer(language=session.get("language"), theme=session.get("theme", "auto"))


def has_session() -> bool:
    return SESSION_ID in session


def enter(user: User, *, fresh: bool = True) -> None:
    """Sign a person in on a clean session, so that nothing planted before survives."""
    sessions.close(session_id())
    kept = {name: session[name] for name in ("language", "theme", "compare") if name in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    login_user(user, fresh=fresh)
    session[SESSION_ID] = sessions.open_for(user, device_of(request.user_agent.string))
    g.pop("viewer", None)


def leave() -> None:
    """Sign out this browser. A copy of its cookie means nothing any more."""
    sessions.close(session_id())
    logout_user()
    session.clear()
    g.pop("viewer", None)


def session_id() -> str:
    """What the cookie says of who it is."""
    return str(session.get(SESSION_ID, ""))


def require_user_id() -> int:
    """The viewer's id; a first-time visitor becomes a guest now, because data is about to be kept."""
    if viewer.user_id is None:
        enter(accounts.create_guest(language=session.get("language")), fresh=False)
    assert viewer.user_id is not None
    return viewer.user_id


def _note_visit() -> None:
    if request.endpoint != "static" and has_session() and current_user.is_authenticated:
        sessions.note_visit(current_user, session_id())


def _load() -> Viewer:
    if not has_session() or not current_user.is_authenticated:
        return Viewer(language=session.get("language"), theme=session.get("theme", "auto"))
    user: User = current_user
    return Viewer(
        user_id=user.id,
        is_member=not user.is_guest,
        is_admin=user.role == "admin" and not user.is_guest,
        name=user.display_name,
        has_cv=accounts.has_cv(user.id),
        avatar_url=f"/account/avatar/{user.profile_image}" if user.profile_image else None,
        language=session.get("language") or user.language,
        theme=session.get("theme") or user.theme,
        unread=notifications.count_unread(user.id),
    )
