"""Claims and documents as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.api.schemas.proofs import ClaimResponse, FindingResponse, ProofResponse
from app.services.proofs.overview import Entry, ProofState
from app.words.labels import label


def claim_response(entry: Entry) -> ClaimResponse:
    row, claim = entry.row, entry.row.claim
    return ClaimResponse(
        category=row.category,  # type: ignore[arg-type]  # the schema checks it
        key=row.key,
        title=claim.title,
        issuer=claim.issuer,
        date=str(claim.date) if claim.date else None,
        identifier=claim.identifier,
        level=claim.level,
        line=row.line,
        is_hidden=row.is_hidden,
        proof=proof_response(entry.proof) if entry.proof else None,
    )


def proof_response(proof: ProofState) -> ProofResponse:
    return ProofResponse(
        id=proof.id,
        state=proof.state,
        file_name=proof.file_name,
        size=proof.size,
        uploaded_at=proof.uploaded_at,
        checked_at=proof.checked_at,
        pages=list(proof.pages),
        verdict=proof.verdict,  # type: ignore[arg-type]  # the schema checks it
        verdict_text=label("verdict", proof.verdict) if proof.verdict else "",
        confidence=proof.confidence,
        confirmed=_findings(proof.findings.get("confirmed", ())),
        missing=_findings(proof.findings.get("missing", ())),
        diverging=_findings(proof.findings.get("diverging", ())),
        fault=proof.fault,
        engine=proof.engine,
        is_earlier=proof.is_earlier,
    )


def _findings(found: Iterable[Mapping[str, str]]) -> list[FindingResponse]:
    return [
        FindingResponse(
            code=one["code"], text=label("finding", one["code"]), claimed=one["claimed"], read=one["read"]
        )
        for one in found
    ]
