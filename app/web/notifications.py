"""Notices inside the site."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.services import notifications
from app.web.navigation import safe_next
from app.web.pages.notifications import notice_views
from app.web.viewer import require_user_id

blueprint = Blueprint("notifications", __name__, url_prefix="/notifications")


@blueprint.get("")
def index() -> ResponseReturnValue:
    notices = notice_views(notifications.of_person(require_user_id()))
    return render_template("notifications/index.html", notices=notices)


@blueprint.post("/<int:notice_id>/read")
def read(notice_id: int) -> ResponseReturnValue:
    """Marks it and leads to what it is about."""
    path = notifications.read(require_user_id(), notice_id)
    return redirect(safe_next(path, url_for("notifications.index")))


@blueprint.post("/read")
def read_all() -> ResponseReturnValue:
    notifications.read_all(require_user_id())
    return redirect(url_for("notifications.index"))
