"""The same for programs: how the index stands, building it."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.services.courses import index
from app.web.pages.admin.chromadb import status_json
from app.web.viewer import viewer

blueprint = Blueprint("chromadb_api", __name__, url_prefix="/api/chromadb")


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    return jsonify(status_json(index.status()))


@blueprint.post("/migrate")
def migrate() -> ResponseReturnValue:
    """202 whether it was asked for now or is under way already; the message says which."""
    task_id, is_new = index.ask(viewer.user_id)
    said = _("The worker was asked to build the index.") if is_new else _("A build waits or runs already.")
    return jsonify(success=True, message=said, task_id=task_id), 202
