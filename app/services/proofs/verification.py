"""One claim's document compared on request: started when it has to be, waited for when that is asked."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from app.errors import NotFound
from app.models import Proof
from app.services.proofs import checking, overview, stored, uploading, waiting
from app.services.proofs.claims import ClaimRow
from app.services.proofs.overview import ProofState


@dataclass(frozen=True, slots=True)
class Verification:
    row: ClaimRow
    proof: ProofState


def verify(
    user_id: int | None, category: str, index: int, *, key: str = "", again: bool = False, wait: float = 0.0
) -> Verification:
    """What was compared stays unless ``again``; ``wait`` is for seconds. Raises NotFound, BadInput, Conflict."""
    cv, row = uploading.claim_at(user_id, category, index, key)
    proof = overview.find_proof(cv, row)
    if proof is None:
        raise NotFound(_("Upload a document for this entry first."), code="no_proof")
    owner_id, proof_id = cv.user_id, proof.id
    if again or not _has_verdict(proof, row):
        checking.ask(owner_id, proof_id)
    waiting.wait(proof_id, wait)
    return Verification(row, overview.state_of(stored.get(owner_id, proof_id), row))


def _has_verdict(proof: Proof, row: ClaimRow) -> bool:
    return proof.state == "checked" and checking.is_same(proof, row.claim)
