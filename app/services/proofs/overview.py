"""The page of claims: each with the document uploaded for it and what that came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from app.core.proofs.claim import Claim
from app.extensions import db
from app.models import CV, Proof, Task
from app.services import course_effects, cvs
from app.services.course_effects import OfferEffect
from app.services.proofs import checking, claims, stored
from app.services.proofs.claims import ClaimRow

LOST_TASK: Final = "lost"


@dataclass(frozen=True, slots=True)
class ProofState:
    """``state`` is waiting, checking, checked or failed. ``is_earlier``: the verdict is about what the claim said
    before. ``of_cv`` names the other CV that it was uploaded for, "" for the one in use. ``pages`` are those with a
    picture. ``effects`` are there for a confirmed one. ``engine`` is rules, or model where one proposed a part."""

    id: int
    state: str
    file_name: str
    content_type: str
    size: int
    uploaded_at: datetime
    pages: tuple[int, ...] = ()
    pages_in_all: int = 1
    verdict: str | None = None
    confidence: int | None = None
    findings: Mapping[str, Any] = field(default_factory=dict)
    skills: tuple[str, ...] = ()
    fault: str = ""
    engine: str = "rules"
    checked_at: datetime | None = None
    is_earlier: bool = False
    of_cv: str = ""
    effects: tuple[OfferEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    row: ClaimRow
    proof: ProofState | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """``left_over`` are documents for claims that the CV no longer has."""

    cv_id: int
    cv_name: str
    entries: tuple[Entry, ...]
    left_over: tuple[tuple[str, ProofState], ...]


def overview(user_id: int | None) -> Overview | None:
    """None without a CV."""
    cv = cvs.find_primary(user_id) if user_id else None
    if cv is None:
        return None
    rows = claims.claims_of(cv)
    proofs = _proofs_by_claim(cv, rows)
    effects = _effects(cv, proofs.values())
    tasks = _tasks(proofs.values())
    entries = [_entry(cv, row, proofs.get((row.category, row.key)), tasks, effects) for row in rows]
    listed = {proof.id for proof in proofs.values()}
    return Overview(cv.id, cv.file_name, tuple(entries), tuple(_left_over(cv, listed)))


def entry_of(user_id: int, proof_id: int) -> Entry | None:
    """The claim that a document stands beside; None when the CV in use has it no longer. Raises NotFound."""
    proof = stored.get(user_id, proof_id)
    cv = cvs.find_primary(user_id)
    row = claims.find(claims.claims_of(cv), proof.category, proof.claim_key) if cv else None
    if cv is None or row is None:
        return None
    return _entry(cv, row, proof, _tasks([proof]), _effects(cv, [proof]))


def find_proof(cv: CV, row: ClaimRow) -> Proof | None:
    """The document for a claim: that of this CV, else the newest of another CV that claims the same."""
    return _proofs_by_claim(cv, [row]).get((row.category, row.key))


def state_of(proof: Proof, row: ClaimRow) -> ProofState:
    """Without effects."""
    return _state(proof, row.claim, _tasks([proof]))


def _proofs_by_claim(cv: CV, rows: Sequence[ClaimRow]) -> dict[tuple[str, str], Proof]:
    found: dict[tuple[str, str], Proof] = {}
    wanted = {(row.category, row.key) for row in rows}
    ordered = (Proof.cv_id != cv.id, Proof.uploaded_at.desc(), Proof.id.desc())
    for proof in db.session.scalars(select(Proof).where(Proof.user_id == cv.user_id).order_by(*ordered)):
        if (proof.category, proof.claim_key) in wanted:
            found.setdefault((proof.category, proof.claim_key), proof)
    return found


def _left_over(cv: CV, listed: set[int]) -> Iterable[tuple[str, ProofState]]:
    """With what the claim said."""
    rows = db.session.scalars(select(Proof).where(Proof.cv_id == cv.id).order_by(Proof.id))
    for proof in rows:
        if proof.id not in listed:
            yield str(proof.claim.get("title") or proof.file_name), _state(proof, None, {})


def _entry(
    cv: CV,
    row: ClaimRow,
    proof: Proof | None,
    tasks: Mapping[int, str],
    effects: Mapping[int, Sequence[OfferEffect]],
) -> Entry:
    if proof is None:
        return Entry(row)
    other = db.session.get(CV, proof.cv_id) if proof.cv_id != cv.id else None
    of_cv = other.file_name if other else ""
    return Entry(row, _state(proof, row.claim, tasks, of_cv, tuple(effects.get(proof.id, ()))))


def _state(
    proof: Proof,
    claim: Claim | None,
    tasks: Mapping[int, str],
    of_cv: str = "",
    effects: tuple[OfferEffect, ...] = (),
) -> ProofState:
    is_lost = proof.state == "checking" and tasks.get(proof.task_id or 0) not in checking.UNDER_WAY
    return ProofState(
        id=proof.id,
        state="failed" if is_lost else proof.state,
        file_name=proof.file_name,
        content_type=proof.content_type,
        size=proof.size_bytes,
        uploaded_at=proof.uploaded_at,
        pages=stored.pages_shown(proof),
        pages_in_all=proof.pages,
        verdict=proof.verdict,
        confidence=proof.confidence,
        findings=proof.findings,
        skills=tuple(proof.skills),
        fault=LOST_TASK if is_lost else proof.fault,
        engine=proof.engine,
        checked_at=proof.checked_at,
        is_earlier=proof.verdict is not None and (claim is None or not checking.is_same(proof, claim)),
        of_cv=of_cv,
        effects=effects,
    )


def _tasks(proofs: Iterable[Proof]) -> dict[int, str]:
    """Id to state, of those that check one."""
    ids = [proof.task_id for proof in proofs if proof.state == "checking" and proof.task_id]
    if not ids:
        return {}
    rows = db.session.execute(select(Task.id, Task.state).where(Task.id.in_(ids)))
    return {row.id: row.state for row in rows}


def _effects(cv: CV, proofs: Iterable[Proof]) -> dict[int, list[OfferEffect]]:
    confirmed = {proof.id: proof.skills for proof in proofs if stored.is_evidence(proof) and proof.skills}
    return course_effects.of_proofs(cv, confirmed)
