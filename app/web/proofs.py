"""Proofs: what the CV claims, documents for it, and whether they are consistent with it."""

from __future__ import annotations

from typing import IO

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import downloads
from app.errors import BadInput
from app.extensions import limiter
from app.services.assistant import proof_readings
from app.services.proofs import adding, overview, stored, uploading, verification
from app.services.proofs.claims import ClaimRow
from app.web.errors import wants_json
from app.web.forms.claims import claim_of_form
from app.web.limits import ASSISTANT, by_address
from app.web.pages.proof_readings import reading_view
from app.web.pages.proofs import check_json, claim_view, claims_page, uploaded_json
from app.web.viewer import require_user_id, viewer
from app.words.labels import table_of
from app.words.proofs import proof_refusal

blueprint = Blueprint("proofs", __name__)


@blueprint.get("/verify-cv")
def index() -> ResponseReturnValue:
    return render_template("proofs/index.html", page=claims_page(overview.overview(viewer.user_id)))


@blueprint.post("/verify-cv/claims")
@limiter.limit("120 per hour", key_func=by_address)
def add_claim() -> ResponseReturnValue:
    claim = claim_of_form(request.form, table_of("language"))
    row = adding.add(_owner_id(), claim)
    flash(_("The entry was added. Now upload its document."), "success")
    return redirect(_address(row))


@blueprint.post("/verify-cv/claims/<int:claim_id>/delete")
def delete_claim(claim_id: int) -> ResponseReturnValue:
    adding.remove(require_user_id(), claim_id)
    flash(_("The entry was deleted, and its document with it."), "success")
    return redirect(url_for("proofs.index"))


@blueprint.post("/verify-cv/hide")
def hide_claim() -> ResponseReturnValue:
    """``show=1`` brings it back."""
    form = request.form
    category, key = form.get("category", "")[:32], form.get("claim", "")[:64]
    adding.set_hidden(_owner_id(), category, key, hidden=form.get("show") != "1")
    return redirect(url_for("proofs.index"))


@blueprint.post("/upload-proof/<category>/<int:item_index>")
@limiter.limit("60 per hour", key_func=by_address)
def upload(category: str, item_index: int) -> ResponseReturnValue:
    """``check=1`` has it checked at once; ``claim`` is the key of the claim that the form showed there."""
    key, start = request.form.get("claim", "")[:64], request.form.get("check") == "1"
    try:
        done = uploading.upload(viewer.user_id, category, item_index, _file(), key=key, start=start)
    except uploading.RefusedProof as error:
        error.message = proof_refusal(error.code)
        raise
    message, target = _("The document was uploaded."), _address(done.row)
    if wants_json():
        return jsonify(uploaded_json(done, message, target))
    flash(message, "success")
    return redirect(target)


@blueprint.post("/verify-proof/<category>/<int:item_index>")
@limiter.limit("120 per hour", key_func=by_address)
def verify(category: str, item_index: int) -> ResponseReturnValue:
    """Programs get the verdict when it is there, else 202 and ask again; ``?wait=8`` waits so many seconds for it.
    ``again=1`` checks anew what was checked, as the button of the page does."""
    found = verification.verify(
        viewer.user_id,
        category,
        item_index,
        key=request.values.get("claim", "")[:64],
        again=not wants_json() or request.values.get("again") == "1",
        wait=request.args.get("wait", 0, type=_seconds) if wants_json() else 0,
    )
    if wants_json():
        status = {"checked": 200, "failed": 422}.get(found.proof.state, 202)
        return jsonify(check_json(found.proof)), status, {"Retry-After": "2"} if status == 202 else {}
    return redirect(_address(found.row))


@blueprint.get("/proof/<int:proof_id>/state")
def state(proof_id: int) -> ResponseReturnValue:
    """The claim with what came of its document; asked again and again while that is checked."""
    entry = overview.entry_of(require_user_id(), proof_id)
    if entry is None or "HX-Request" not in request.headers:
        target = url_for("proofs.index", _anchor=claim_view(entry).anchor if entry else None)
        is_fragment = "HX-Request" in request.headers
        return make_response("", 200, {"HX-Redirect": target}) if is_fragment else redirect(target)
    return render_template("proofs/_claim.html", claim=claim_view(entry))


@blueprint.get("/proof/<int:proof_id>/reading")
def reading(proof_id: int) -> ResponseReturnValue:
    """What a model read of it; ``was=waiting`` from the page that waits for it."""
    return _reading(proof_readings.state(require_user_id(), proof_id))


@blueprint.post("/proof/<int:proof_id>/reading")
@limiter.limit(ASSISTANT, key_func=by_address)
def ask_reading(proof_id: int) -> ResponseReturnValue:
    now = proof_readings.request(require_user_id(), proof_id)
    if "HX-Request" not in request.headers:
        return redirect(url_for("proofs.reading", proof_id=proof_id))
    return _reading(now)


@blueprint.get("/proof/<int:proof_id>/page/<int:number>")
def preview(proof_id: int, number: int) -> ResponseReturnValue:
    """A picture that was made from the document, never the document itself."""
    picture = stored.preview_of(require_user_id(), proof_id, number)
    return _sealed(downloads.send(picture, "image/webp"))


@blueprint.get("/proof/<int:proof_id>/file")
def download(proof_id: int) -> ResponseReturnValue:
    kept = stored.file_of(require_user_id(), proof_id)
    return _sealed(downloads.send(kept.file, kept.content_type, kept.name))


@blueprint.post("/proof/<int:proof_id>/delete")
def delete(proof_id: int) -> ResponseReturnValue:
    proof_readings.delete(require_user_id(), proof_id)
    flash(_("The document was deleted, with its pictures and what was read from it."), "success")
    return redirect(url_for("proofs.index"))


def _reading(found: proof_readings.ProofHelp) -> ResponseReturnValue:
    view = reading_view(found, was_waiting=request.args.get("was") == "waiting")
    name = "assistant/_read_proof.html" if "HX-Request" in request.headers else "proofs/reading.html"
    return render_template(name, view=view, help=view.help)


def _owner_id() -> int:
    if viewer.user_id is None or not viewer.has_cv:
        raise BadInput(_("Upload a CV first: what it claims is what you can prove."), code="no_cv")
    return viewer.user_id


def _file() -> tuple[IO[bytes], str]:
    file = request.files.get("proof_file")
    if file is None or not file.filename:
        text = _("Choose a file first.")
        raise BadInput(text, code="no_file", fields={"proof_file": text})
    return file.stream, file.filename


def _address(row: ClaimRow) -> str:
    return url_for("proofs.index", _anchor=f"claim-{row.category}-{row.index}")


def _sealed(response: Response) -> Response:
    """Nothing in it may run or load, whatever a browser takes it for."""
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _seconds(value: str) -> int:
    """Raises ValueError for anything but a short whole number, which then counts as none."""
    if not (value.isascii() and value.isdigit() and len(value) <= 3):
        raise ValueError
    return int(value)
