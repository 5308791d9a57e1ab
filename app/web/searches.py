"""What I searched for."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.services import searches
from app.web.viewer import require_user_id

blueprint = Blueprint("searches", __name__, url_prefix="/searches")


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("searches/index.html", page={"entries": searches.recent(require_user_id())})


@blueprint.post("/<int:search_id>/delete")
def delete(search_id: int) -> ResponseReturnValue:
    searches.delete(require_user_id(), search_id)
    return redirect(url_for("searches.index"))


@blueprint.post("/clear")
def clear() -> ResponseReturnValue:
    searches.clear(require_user_id())
    flash(_("Your search history is empty now."), "success")
    return redirect(url_for("searches.index"))
