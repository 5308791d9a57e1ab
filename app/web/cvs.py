"""CVs: upload, the list, what we read, corrections."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import downloads
from app.errors import BadInput
from app.extensions import limiter
from app.services import cv_corrections, cvs
from app.services.assistant import cv_proposals
from app.web.errors import wants_json
from app.web.forms.corrections import correction_error, correction_from, section_of
from app.web.limits import ASSISTANT, by_address
from app.web.pages.cv import cv_list, cv_view, suggestions
from app.web.pages.cv_proposals import proposals_view
from app.web.viewer import require_user_id, viewer
from app.words.labels import refusal_text

blueprint = Blueprint("cvs", __name__)


@blueprint.get("/cv")
def index() -> ResponseReturnValue:
    return render_template("cvs/index.html", page=cv_list(viewer.user_id))


@blueprint.post("/upload-cv")
@limiter.limit("30 per hour", key_func=by_address)
def upload() -> ResponseReturnValue:
    file = request.files.get("cv_file")
    if file is None or not file.filename:
        raise BadInput(
            _("Choose a file first."), code="no_file", fields={"cv_file": _("Choose a file first.")}
        )
    try:
        cv = cvs.upload(require_user_id(), file.stream, file.filename)
    except cvs.UnreadableCV as error:
        error.message = refusal_text(error.code)
        raise
    message = _("Your CV was read. Check what we understood.")
    if wants_json():
        link = url_for("cvs.show", cv_id=cv.id)
        return jsonify(success=True, message=message, filename=cv.file_name, cv_id=cv.id, redirect=link)
    flash(message, "success")
    return redirect(url_for("cvs.show", cv_id=cv.id))


@blueprint.post("/remove-cv")
def remove() -> ResponseReturnValue:
    """The seed's endpoint: deletes the primary CV of whoever asks."""
    primary = cvs.find_primary(viewer.user_id) if viewer.user_id else None
    if primary is None:
        raise BadInput(_("There is no CV to remove."), code="no_cv")
    cvs.delete(primary.user_id, primary.id)
    if wants_json():
        return jsonify(success=True, message=_("Your CV was deleted."))
    return _deleted()


@blueprint.get("/check-cv")
def check() -> ResponseReturnValue:
    primary = cvs.find_primary(viewer.user_id) if viewer.user_id else None
    return jsonify(cv_uploaded=primary is not None, cv_filename=primary.file_name if primary else None)


@blueprint.get("/cv/<int:cv_id>")
def show(cv_id: int) -> ResponseReturnValue:
    return render_template("cvs/show.html", page=cv_view(cvs.get(require_user_id(), cv_id)))


@blueprint.get("/cv/<int:cv_id>/file")
def download(cv_id: int) -> ResponseReturnValue:
    """The file as it was uploaded, never shown inside our pages."""
    cv = cvs.get(require_user_id(), cv_id)
    response = downloads.send(cvs.file_of(cv), cv.content_type, cv.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@blueprint.post("/cv/<int:cv_id>/primary")
def make_primary(cv_id: int) -> ResponseReturnValue:
    cvs.make_primary(require_user_id(), cv_id)
    flash(_("Scores use this CV now."), "success")
    return redirect(url_for("cvs.index"))


@blueprint.post("/cv/<int:cv_id>/delete")
def delete(cv_id: int) -> ResponseReturnValue:
    cvs.delete(require_user_id(), cv_id)
    return _deleted()


@blueprint.post("/cv/<int:cv_id>/corrections")
def correct(cv_id: int) -> ResponseReturnValue:
    """One change of one entry; back to the section it stands in."""
    try:
        cv_corrections.apply(require_user_id(), cv_id, correction_from(request.form))
    except ValueError as error:
        raise BadInput(correction_error(error), code="bad_correction") from error
    flash(_("Corrected. Scores use it from now on."), "success")
    return redirect(url_for("cvs.show", cv_id=cv_id, _anchor=section_of(request.form)))


@blueprint.post("/cv/<int:cv_id>/corrections/undo")
def undo_corrections(cv_id: int) -> ResponseReturnValue:
    cv_corrections.undo_all(require_user_id(), cv_id)
    flash(_("Back to what was read from the file."), "success")
    return redirect(url_for("cvs.show", cv_id=cv_id))


@blueprint.get("/cv/<int:cv_id>/proposals")
def proposals(cv_id: int) -> ResponseReturnValue:
    return _proposals(cv_proposals.state(require_user_id(), cv_id))


@blueprint.post("/cv/<int:cv_id>/proposals")
@limiter.limit(ASSISTANT, key_func=by_address)
def ask_proposals(cv_id: int) -> ResponseReturnValue:
    now = cv_proposals.request(require_user_id(), cv_id)
    if "HX-Request" not in request.headers:
        return redirect(url_for("cvs.proposals", cv_id=cv_id))
    return _proposals(now)


@blueprint.post("/cv/<int:cv_id>/proposals/decide")
def decide_proposal(cv_id: int) -> ResponseReturnValue:
    key, decision = request.form.get("proposal", ""), request.form.get("decision", "")
    try:
        cv_proposals.decide(require_user_id(), cv_id, key, decision)
    except ValueError as error:
        raise BadInput(correction_error(error), code="bad_correction") from error
    flash(
        _("Added. Scores use it from now on.") if decision == "accept" else _("It was left out."), "success"
    )
    return redirect(url_for("cvs.proposals", cv_id=cv_id))


def _proposals(found: cv_proposals.CvHelp) -> ResponseReturnValue:
    view = proposals_view(found)
    name = "assistant/_read_cv.html" if "HX-Request" in request.headers else "cvs/proposals.html"
    return render_template(name, view=view, help=view.help)


@blueprint.get("/skills/suggest")
def skill_suggestions() -> ResponseReturnValue:
    return render_template("cvs/_suggestions.html", skills=suggestions(request.args.get("q", "")))


def _deleted() -> ResponseReturnValue:
    flash(_("Your CV was deleted, file and text."), "success")
    return redirect(url_for("cvs.index"))
