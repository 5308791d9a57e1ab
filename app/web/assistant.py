"""What a model may do for somebody, and what was sent for them: to read, to decide, to delete."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.extensions import limiter
from app.services.assistant import calls, consents, set_up
from app.web.limits import CONSENTS, by_address
from app.web.navigation import safe_next
from app.web.pages.admin.numbers import page_number
from app.web.pages.assistant import assistant_page
from app.web.viewer import require_user_id, viewer

blueprint = Blueprint("assistant", __name__, url_prefix="/assistant")


@blueprint.get("")
def index() -> ResponseReturnValue:
    now, user_id = set_up.current(), viewer.user_id
    page = assistant_page(
        now.provider if now.is_ready else "",
        now.model,
        consents.states(user_id),
        consents.history(user_id),
        calls.page_of(user_id, page_number(request.args.get("page"))),
    )
    return render_template("assistant/index.html", page=page)


@blueprint.post("/consents")
@limiter.limit(CONSENTS, key_func=by_address)
def grant() -> ResponseReturnValue:
    given = {name: request.form.get(name, "") for name in ("purpose", "provider", "text_version")}
    consents.check(**given)
    consents.grant(require_user_id(), **given)
    flash(_("You agreed. You can withdraw that at any time."), "success")
    return redirect(safe_next(request.form.get("next"), url_for("assistant.index")))


@blueprint.post("/consents/withdraw")
def withdraw() -> ResponseReturnValue:
    if viewer.user_id is not None and consents.withdraw(viewer.user_id, request.form.get("purpose", "")):
        flash(_("Nothing more is sent for this."), "success")
    else:
        flash(_("There was nothing to withdraw."), "info")
    return _back()


@blueprint.post("/sent/<int:call_id>/delete")
def delete(call_id: int) -> ResponseReturnValue:
    calls.forget(require_user_id(), call_id)
    flash(
        _("The entry was deleted here. What the provider keeps is its own affair: see its terms."), "success"
    )
    return _back()


@blueprint.post("/sent/clear")
def clear() -> ResponseReturnValue:
    if viewer.user_id is not None:
        calls.forget_all(viewer.user_id)
    flash(
        _("All entries were deleted here. What the provider keeps is its own affair: see its terms."),
        "success",
    )
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("assistant.index"))
