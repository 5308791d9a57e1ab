"""The same for programs: start a source, how far the runs are, how many offers there are."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.services import offer_statistics, run_history, scraping, sources
from app.web.pages.admin.status import statistics_json, status_json
from app.web.viewer import viewer

blueprint = Blueprint("scraping_api", __name__, url_prefix="/api/scraping")


@blueprint.post("/source/<name>")
def start(name: str) -> ResponseReturnValue:
    """202 whether it was asked for now or is running already; the message says which."""
    asked = scraping.ask(name, viewer.user_id)
    label = sources.get(name).label
    if asked.is_new:
        return jsonify(success=True, message=_("%(source)s will run.", source=label)), 202
    return jsonify(success=True, message=_("%(source)s is running already.", source=label)), 202


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    return jsonify(status_json(run_history.sitting()))


@blueprint.get("/stats")
def statistics() -> ResponseReturnValue:
    return jsonify(statistics_json(offer_statistics.statistics(), offer_statistics.companies()))
