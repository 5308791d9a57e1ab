"""What is new, what is due and what to do next, on one page."""

from __future__ import annotations

from flask import Blueprint, render_template, session
from flask.typing import ResponseReturnValue

from app.models import utc_now
from app.services.dashboard import overview
from app.web.pages.dashboard import dashboard_page, empty_page
from app.web.viewer import viewer
from app.web.visits import visit
from app.words.language import current_language

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/dashboard")
def show() -> ResponseReturnValue:
    if viewer.user_id is None:
        return render_template("dashboard/show.html", page=empty_page())
    looked = visit(session, utc_now())
    found = overview.dashboard(viewer.user_id, looked.since, current_language())
    return render_template("dashboard/show.html", page=dashboard_page(found, looked))
