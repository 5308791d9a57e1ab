"""The language model: setting it up, trying it, what it costs, what fails."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.services.assistant import configs, status
from app.services.assistant.configs import AiConfigChanged
from app.services.assistant.trying import MODELS, QUESTION
from app.web.pages.admin.ai import FIELDS, ai_page, refused_form, sent_version
from app.web.viewer import viewer

blueprint = Blueprint("admin_ai", __name__, url_prefix="/admin/ai")


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("admin_ai/index.html", page=ai_page(status.status()))


@blueprint.get("/live")
def live() -> ResponseReturnValue:
    """What the page asks for every two seconds while the worker tries."""
    return render_template("admin_ai/_live.html", page=ai_page(status.status()))


@blueprint.post("")
def save() -> ResponseReturnValue:
    sent, version = request.form, sent_version(request.form)
    try:
        configs.save(
            {name: sent.get(name, "") for name in FIELDS}, key=sent.get("key", ""),
            remove_key=sent.get("remove_key") == "1", user_id=viewer.user_id, expected_version=version,
        )  # fmt: skip
    except (BadInput, AiConfigChanged) as error:
        now = status.status()
        shown = version if isinstance(error, BadInput) else now.set_up.version
        form = refused_form(sent, shown, error.message, error.fields)
        return render_template("admin_ai/index.html", page=ai_page(now).with_form(form)), error.status
    flash(_("The settings are saved. Try them below."), "success")
    return _back()


@blueprint.post("/test")
def test() -> ResponseReturnValue:
    return _asked(QUESTION)


@blueprint.post("/models")
def models() -> ResponseReturnValue:
    return _asked(MODELS)


def _asked(subject: str) -> ResponseReturnValue:
    if status.ask(subject):
        flash(_("The worker was asked. The result shows here."), "success")
    else:
        flash(_("The worker is at it already."), "info")
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("admin_ai.index"))
