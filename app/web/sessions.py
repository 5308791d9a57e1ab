"""Signing out single devices, or all others."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.services import sessions
from app.web.viewer import enter, require_user_id

blueprint = Blueprint("sessions", __name__, url_prefix="/account/sessions")


@blueprint.post("/<int:session_id>/delete")
def end(session_id: int) -> ResponseReturnValue:
    sessions.end(require_user_id(), session_id)
    flash(_("That device is logged out."), "success")
    return redirect(url_for("profile.show", _anchor="sessions"))


@blueprint.post("/others/delete")
def end_others() -> ResponseReturnValue:
    """This browser goes on with a new session."""
    enter(sessions.end_others(require_user_id()))
    flash(_("All other devices are logged out."), "success")
    return redirect(url_for("profile.show", _anchor="sessions"))
