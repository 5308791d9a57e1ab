"""Getting ready to apply: what to say, by rules, and what a model may help with."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import NotFound
from app.extensions import limiter
from app.services import preparing
from app.services.assistant import applying
from app.web.limits import ASSISTANT, by_address
from app.web.pages.preparing import model_help, prepare_page
from app.web.viewer import require_user_id
from app.words.language import current_language

blueprint = Blueprint("preparing", __name__)


@blueprint.get("/job/<int:job_id>/prepare")
def show(job_id: int) -> ResponseReturnValue:
    found = preparing.prepare(require_user_id(), job_id, current_language())
    return render_template("preparing/show.html", page=prepare_page(found))


@blueprint.get("/job/<int:job_id>/help/<purpose>")
def look(job_id: int, purpose: str) -> ResponseReturnValue:
    """The fragment of one kind of help."""
    now = applying.state(require_user_id(), job_id, _known(purpose), current_language())
    return _fragment(job_id, now)


@blueprint.post("/job/<int:job_id>/help/<purpose>")
@limiter.limit(ASSISTANT, key_func=by_address)
def ask(job_id: int, purpose: str) -> ResponseReturnValue:
    now = applying.request(require_user_id(), job_id, _known(purpose), current_language())
    return _fragment(job_id, now)


def _fragment(job_id: int, now: applying.Help) -> ResponseReturnValue:
    if not request.headers.get("HX-Request"):
        return redirect(url_for("preparing.show", job_id=job_id))
    view = model_help(job_id, now)
    return render_template(f"assistant/_{now.state.purpose}.html", help=view.help, view=view)


def _known(purpose: str) -> str:
    if purpose not in applying.PURPOSES:
        raise NotFound(_("There is no such page."))
    return purpose
