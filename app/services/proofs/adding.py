"""Claims that the rules did not find, added by hand; and those that they read wrongly, hidden."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.proofs.claim import Claim, claim_from, fields_of, key_of
from app.errors import BadInput, Conflict, NotFound
from app.models import CV, CvClaim, Proof
from app.services import cvs, uploads
from app.services.cv_versions import raise_versions
from app.services.proofs import claims
from app.services.proofs.claims import ClaimRow
from app.services.transaction import forget_journal, transaction

MOST_ROWS: Final = 60


def add(user_id: int, claim: Claim) -> ClaimRow:
    """To the CV in use. Raises BadInput without one, or with too many; Conflict when it is listed already."""
    with transaction() as session:
        cv = _locked(session, user_id)
        if claims.find(claims.claims_of(cv), claim.category, key_of(claim)):
            raise Conflict(_("This entry is in the list already."), code="known_claim")
        session.add(_row(session, cv, claim))
        session.flush()
        row = claims.find(claims.claims_of(cv), claim.category, key_of(claim))
    assert row is not None
    return row


def remove(user_id: int, row_id: int) -> None:
    """One that was added, with the document uploaded for it. Raises NotFound."""
    with transaction() as session:
        row = session.scalar(
            select(CvClaim)
            .join(CV, CV.id == CvClaim.cv_id)
            .where(CvClaim.id == row_id, CV.user_id == user_id, CvClaim.is_hidden.is_(False))
        )
        if row is None:
            raise NotFound(_("There is no such page."))
        proof = session.scalar(
            select(Proof).where(
                Proof.cv_id == row.cv_id,
                Proof.category == row.category,
                Proof.claim_key == key_of(claim_from(row.claim)),
            )
        )
        session.delete(row)
        names = [proof.file_path] if proof else []
        if proof:
            session.delete(proof)
            session.flush()
            raise_versions(session, user_id)
    uploads.delete_proofs(names)
    forget_journal()


def set_hidden(user_id: int, category: str, key: str, *, hidden: bool) -> None:
    """Hide what was read wrongly, or show it again. Raises what ``hide`` raises."""
    (hide if hidden else show)(user_id, category, key)


def hide(user_id: int, category: str, key: str) -> None:
    """One that was read wrongly. Raises NotFound; Conflict while a document is here for it."""
    with transaction() as session:
        cv = _locked(session, user_id)
        row = claims.find(claims.claims_of(cv), category, key)
        if row is None or row.origin != claims.READ:
            raise NotFound(_("This entry is not there any more. Reload the page."))
        if session.scalar(select(Proof.id).where(Proof.cv_id == cv.id, Proof.claim_key == key)):
            raise Conflict(_("Delete its document first."), code="has_proof")
        if not row.is_hidden:
            session.add(_row(session, cv, row.claim, is_hidden=True))


def show(user_id: int, category: str, key: str) -> None:
    """Again, what was hidden. Raises NotFound."""
    with transaction() as session:
        cv = _locked(session, user_id)
        hidden = session.scalars(
            select(CvClaim).where(
                CvClaim.cv_id == cv.id, CvClaim.category == category, CvClaim.is_hidden.is_(True)
            )
        )
        rows = [row for row in hidden if key_of(claim_from(row.claim)) == key]
        if not rows:
            raise NotFound(_("This entry is not there any more. Reload the page."))
        for row in rows:
            session.delete(row)


def _locked(session: Session, user_id: int) -> CV:
    cv = cvs.find_primary(user_id)
    if cv is None:
        raise BadInput(_("Upload a CV first: what it claims is what you can prove."), code="no_cv")
    session.get(CV, cv.id, with_for_update=True)
    return cv


def _row(session: Session, cv: CV, claim: Claim, *, is_hidden: bool = False) -> CvClaim:
    rows = len(session.scalars(select(CvClaim.id).where(CvClaim.cv_id == cv.id)).all())
    if rows >= MOST_ROWS:
        raise BadInput(_("There are too many entries."), code="too_many_claims")
    return CvClaim(
        cv_id=cv.id, category=claim.category, claim=fields_of(claim), line=claim.line, is_hidden=is_hidden
    )
