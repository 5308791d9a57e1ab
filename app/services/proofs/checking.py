"""Comparing documents with claims, in the background; and doing so again when the claims change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.proofs.check import check
from app.core.proofs.claim import Claim, fields_of
from app.core.proofs.claims import skills_of
from app.core.proofs.proposals import Proposals
from app.core.proofs.reading import read
from app.core.proofs.refusal import Refused
from app.core.proofs.verdict import Verdict
from app.errors import Conflict
from app.extensions import db
from app.models import CV, Proof, Task, utc_now
from app.services import progress, tasks
from app.services.cv_versions import raise_versions
from app.services.proofs import claims, stored
from app.services.transaction import transaction
from app.services.uploads import proof_folder

TASK: Final = "verify_proof"
ATTEMPTS: Final = 2
MOST_AT_ONCE: Final = 8
UNDER_WAY: Final = frozenset({"queued", "running"})
NO_PROPOSALS: Final = Proposals()
BY_MODEL: Final = frozenset({"proposed", "proposed_and_seen"})


def ask(user_id: int, proof_id: int) -> None:
    """Have the worker compare a document with its claim, unless it does so already. Raises NotFound, Conflict."""
    with transaction() as session:
        proof = stored.get(user_id, proof_id)
        session.refresh(proof, with_for_update=True)
        if proof.fault == stored.LOST:
            raise Conflict(_("The file of this document is lost. Upload it again."), code=stored.LOST)
        if is_under_way(session, proof):
            return
        if _count_checking(session, user_id) >= MOST_AT_ONCE:
            raise Conflict(
                _("Several documents are being checked. Wait until one is done."), code="too_many_checks"
            )
        task = _put(session, proof)
    tasks.start(task)


def follow(session: Session, cv: CV) -> list[Task]:
    """After the CV changed, in the same transaction: documents whose claim now says something else are compared
    again; what is kept for a claim that is gone counts no more. To be started after the commit."""
    rows = session.scalars(select(Proof).where(Proof.cv_id == cv.id, Proof.fault != stored.LOST)).all()
    if not rows:
        return []
    listed = claims.claims_of(cv)
    asked = []
    for proof in rows:
        row = claims.find(listed, proof.category, proof.claim_key)
        if row is None:
            if stored.is_evidence(proof):
                raise_versions(session, proof.user_id)
            proof.state, proof.task_id = "waiting", None
        elif _is_due(proof, row.claim):
            asked.append(_put(session, proof))
    return asked


def _is_due(proof: Proof, claim: Claim) -> bool:
    """Whether it was compared, or is being, with something else than what the claim says now."""
    was_asked = proof.verdict is not None or proof.state == "checking"
    return was_asked and (proof.state == "waiting" or not is_same(proof, claim))


def is_same(proof: Proof, claim: Claim) -> bool:
    """Whether a document was compared with what the claim says now; in which line does not matter."""
    return {**proof.claim, "line": 0} == {**fields_of(claim), "line": 0}


def is_under_way(session: Session, proof: Proof) -> bool:
    task = session.get(Task, proof.task_id, populate_existing=True) if proof.task_id else None
    return proof.state == "checking" and task is not None and task.state in UNDER_WAY


def run(proof_id: int, proposals: Proposals = NO_PROPOSALS, model: str = "") -> str:
    """The work of a task. The document may be replaced or deleted meanwhile: then nothing is written.

    ``proposals`` are what a ``model`` read in this very document.
    """
    current = progress.current()
    proof = db.session.get(Proof, proof_id)
    if proof is None or current is None or (proof.state, proof.task_id) != ("checking", current.task_id):
        return "nothing to do"
    cv = db.session.get(CV, proof.cv_id)
    row = claims.find(claims.claims_of(cv), proof.category, proof.claim_key) if cv else None
    file, kind = proof_folder().file(proof.file_path), stored.kind_of(proof)
    db.session.commit()  # nothing is read any more while the document is
    if row is None:
        return _end(proof_id, current.task_id, fault="no_claim")
    try:
        with file.local() as path:
            document = read(path, kind)
        verdict = check(row.claim, document, datetime.now(UTC).date(), proposals)
    except Refused as refusal:
        return _end(proof_id, current.task_id, fault=refusal.code)
    except FileNotFoundError:
        return _end(proof_id, current.task_id, fault=stored.LOST)
    return _end(proof_id, current.task_id, claim=row.claim, verdict=verdict, model=model)


def _put(session: Session, proof: Proof) -> Task:
    was_evidence = stored.is_evidence(proof)
    task = tasks.add(session, TASK, {"proof_id": proof.id}, asked_by_id=proof.user_id, max_attempts=ATTEMPTS)
    proof.state, proof.fault, proof.task_id = "checking", "", task.id
    session.flush()
    if was_evidence:
        raise_versions(session, proof.user_id)
    return task


def _end(
    proof_id: int,
    task_id: int,
    *,
    claim: Claim | None = None,
    verdict: Verdict | None = None,
    fault: str = "",
    model: str = "",
) -> str:
    with transaction() as session:
        proof = session.get(Proof, proof_id, with_for_update=True, populate_existing=True)
        if proof is None or (proof.state, proof.task_id) != ("checking", task_id):
            return "no longer wanted"
        proof.checked_at, proof.fault = utc_now(), fault
        if claim is None or verdict is None:
            proof.state, proof.verdict, proof.confidence = "failed", None, None
            proof.findings, proof.skills = {}, []
            return fault
        proof.state, proof.verdict, proof.confidence = "checked", verdict.status, verdict.confidence
        helped = any(note.code in BY_MODEL for note in verdict.notes)
        proof.claim, proof.engine = fields_of(claim), "model" if helped else "rules"
        proof.findings = verdict.fields() | ({"model": model} if helped else {})
        proof.skills = list(skills_of(claim))
        session.flush()
        if verdict.status == "confirmed":
            raise_versions(session, proof.user_id)
    return verdict.status


def _count_checking(session: Session, user_id: int) -> int:
    waiting = (
        select(func.count())
        .select_from(Proof)
        .join(Task, Task.id == Proof.task_id)
        .where(Proof.user_id == user_id, Proof.state == "checking", Task.state.in_(UNDER_WAY))
    )
    return session.scalar(waiting) or 0


def start_all(asked: Sequence[Task]) -> None:
    for task in asked:
        tasks.start(task)
