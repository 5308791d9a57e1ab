"""My data: what is kept, a copy of it, deleting all of it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import downloads
from app.errors import BadInput
from app.extensions import limiter
from app.services import own_data
from app.services.account_export import asking
from app.services.erasure import person
from app.web.forms.privacy import DeleteAccountForm, DeleteGuestForm
from app.web.limits import SIGN_IN, by_user
from app.web.viewer import leave, require_user_id, viewer
from app.words.language import current_language

blueprint = Blueprint("privacy", __name__, url_prefix="/account")
EXPORTS = "6 per hour"


@blueprint.get("/data")
def show() -> ResponseReturnValue:
    return render_template("accounts/data.html", page=own_data.overview(viewer.user_id))


@blueprint.post("/export")
@limiter.limit(EXPORTS, key_func=by_user)
def ask_export() -> ResponseReturnValue:
    asking.ask(require_user_id(), current_language())
    return redirect(url_for("privacy.show", _anchor="copy"))


@blueprint.get("/export")
def export_state() -> ResponseReturnValue:
    """Asked again and again while the copy is made."""
    if "HX-Request" not in request.headers:
        return redirect(url_for("privacy.show", _anchor="copy"))
    return render_template("accounts/_export.html", export=asking.state(require_user_id()))


@blueprint.get("/export/<int:export_id>")
def download(export_id: int) -> ResponseReturnValue:
    archive = asking.fetch(require_user_id(), export_id)
    return downloads.send(archive.file, "application/zip", archive.name)


@blueprint.post("/export/<int:export_id>/delete")
def discard(export_id: int) -> ResponseReturnValue:
    asking.discard(require_user_id(), export_id)
    flash(_("The copy was deleted."), "success")
    return redirect(url_for("privacy.show", _anchor="copy"))


@blueprint.route("/delete", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, key_func=by_user, methods=["POST"])
def delete_account() -> ResponseReturnValue:
    user_id, is_member = require_user_id(), viewer.is_member
    form = DeleteAccountForm() if is_member else DeleteGuestForm()
    if form.validate_on_submit():
        try:
            person.erase_oneself(user_id, form.password.data if is_member else None)
        except BadInput as fault:
            form.password.errors = [fault.message]
        else:
            leave()
            flash(_("Everything was deleted. Nothing of you is left here."), "success")
            return redirect(url_for("jobs.search"))
    page = own_data.overview(user_id)
    return render_template("accounts/delete.html", form=form, page=page), 400 if form.is_submitted() else 200
