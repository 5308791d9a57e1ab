"""What the CV claims, documents for it, and whether they are consistent with it."""

from __future__ import annotations

from typing import Any, Final

from flask import Response
from flask_babel import gettext as _

from app import downloads
from app.api.answers import answer, made, nothing
from app.api.caller import caller
from app.api.limits import COSTLY, by_caller
from app.api.operation import answers, group
from app.api.proof_shown import claim_response, proof_response
from app.api.repeating import repeatable
from app.api.schemas.proofs import ClaimPath, Claims, PicturePath, ProofPath, ProofResponse, ProofUpload
from app.errors import Conflict, NotFound
from app.extensions import limiter
from app.services.proofs import checking, claims, overview, stored, uploading
from app.words.proofs import proof_refusal

blueprint = group("proofs", "/proofs", "What the CV claims, documents for it, and how they stand to it.")
PICTURE: Final[dict[str, Any]] = {
    "description": "A picture that was made from the document.",
    "content": {"image/webp": {"schema": {"type": "string", "format": "binary"}}},
}


@blueprint.get("/claims", responses=answers(200, Claims, 409))
def index() -> Response:
    """What my CV claims, with the documents for it"""
    return answer(Claims(claims=[claim_response(entry) for entry in _overview().entries]))


@blueprint.post("/claims/<category>/<claim>", responses=answers(201, ProofResponse, 409))
@limiter.limit(COSTLY, key_func=by_caller)
@repeatable
def upload(path: ClaimPath, form: ProofUpload) -> Response:
    """Upload a document for a claim

    It takes the place of an earlier one, and is checked at once in the background."""
    user_id = caller().user_id
    rows = [entry.row for entry in _overview().entries]
    row = claims.find(rows, path.category, path.claim)
    if row is None:
        raise NotFound(_("Your CV has no such claim."))
    try:
        stream, name = form.file.stream, form.file.filename or ""
        done = uploading.upload(user_id, row.category, row.index, (stream, name), key=row.key, start=True)
    except uploading.RefusedProof as error:
        error.message = proof_refusal(error.code)
        raise
    return made(_shown(user_id, done.proof_id), f"/api/v1/proofs/{done.proof_id}")


@blueprint.get("/<int:proof_id>", responses={200: ProofResponse})
def show(path: ProofPath) -> Response:
    """A document and how it stands to its claim; ask again while it is checked"""
    return answer(_shown(caller().user_id, path.proof_id))


@blueprint.post("/<int:proof_id>/check", responses={202: ProofResponse})
@limiter.limit(COSTLY, key_func=by_caller)
def check(path: ProofPath) -> Response:
    """Check it once more"""
    user_id = caller().user_id
    checking.ask(user_id, path.proof_id)
    return answer(_shown(user_id, path.proof_id), 202)


@blueprint.get("/<int:proof_id>/pages/<int:number>", responses={200: PICTURE})
def picture(path: PicturePath) -> Response:
    """The picture of one page"""
    return downloads.send(stored.preview_of(caller().user_id, path.proof_id, path.number), "image/webp")


@blueprint.delete("/<int:proof_id>", responses={204: None})
def delete(path: ProofPath) -> Response:
    """Delete a document, its pictures and what was read from it"""
    stored.delete(caller().user_id, path.proof_id)
    return nothing()


def _overview() -> overview.Overview:
    found = overview.overview(caller().user_id)
    if found is None:
        raise Conflict(_("Upload a CV first: what it claims is what you can prove."), code="no_cv")
    return found


def _shown(user_id: int, proof_id: int) -> ProofResponse:
    entry = overview.entry_of(user_id, proof_id)
    if entry is None or entry.proof is None:
        raise NotFound(_("Your CV has no such claim."))
    return proof_response(entry.proof)
