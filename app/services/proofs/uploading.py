"""Taking a document in: looked at in a child process, kept under a name of ours, one for each claim."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.proofs.claim import fields_of
from app.core.proofs.intake import Accepted, accept
from app.core.proofs.limits import DEFAULT, MIB
from app.core.proofs.refusal import Refused
from app.errors import BadInput, Conflict, NotFound, Unprocessable
from app.files import FileTooLarge, display_name
from app.models import CV, Proof, User, utc_now
from app.services import cvs
from app.services.cv_versions import raise_versions
from app.services.proofs import checking, claims, stored
from app.services.proofs.claims import ClaimRow
from app.services.proofs.stored import SUFFIXES, is_evidence
from app.services.transaction import transaction
from app.services.uploads import delete_proofs, preview_folder, preview_name, proof_folder

MAX_BYTES: Final = DEFAULT.max_bytes
MOST_PROOFS: Final = 60
MOST_BYTES: Final = 120 * MIB  # of one person


@dataclass(frozen=True, slots=True)
class Uploaded:
    row: ClaimRow
    proof_id: int
    file_name: str
    has_preview: bool


class RefusedProof(Unprocessable):
    """``code`` is one of ``app.core.proofs.refusal.REFUSAL_CODES``; the web page has the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code, code=code)
        if code == "too_large":
            self.status = 413


def claim_at(user_id: int | None, category: str, index: int, key: str = "") -> tuple[CV, ClaimRow]:
    """The claim of the CV in use that an address names. Raises NotFound, BadInput without a CV, Conflict when
    another claim than the one with this key stands there."""
    if not claims.is_category(category):
        raise NotFound(_("There is no such list."))
    cv = cvs.find_primary(user_id) if user_id else None
    if cv is None:
        raise BadInput(_("Upload a CV first: what it claims is what you can prove."), code="no_cv")
    rows = claims.claims_of(cv)
    row = claims.at(rows, category, index)
    if key and (row is None or row.key != key):
        raise Conflict(_("The list has changed. Look for the entry and try again."), code="changed")
    if row is None:
        raise NotFound(_("This list has no entry at that place."))
    return cv, row


def upload(
    user_id: int | None,
    category: str,
    index: int,
    file: tuple[IO[bytes], str],
    *,
    key: str = "",
    start: bool = False,
) -> Uploaded:
    """Stream and name of a file: looked at first, kept only when it is what it says, in the place of an earlier
    document for this claim. ``start``: it is checked at once. Raises RefusedProof and what ``claim_at`` raises."""
    cv, row = claim_at(user_id, category, index, key)
    stream, name = file
    proof = _take(cv, row, stream, display_name(name))
    if start:
        checking.ask(proof.user_id, proof.id)
    return Uploaded(row, proof.id, proof.file_name, bool(stored.pages_shown(proof)))


def _take(cv: CV, row: ClaimRow, stream: IO[bytes], shown: str) -> Proof:
    cv_id, user_id = cv.id, cv.user_id
    try:
        with proof_folder().draft(stream, MAX_BYTES) as draft:
            accepted = accept(draft, shown)
    except FileTooLarge as error:
        raise RefusedProof("too_large") from error
    except Refused as refusal:
        raise RefusedProof(refusal.code) from refusal
    name = _keep(accepted)
    try:
        return _store(user_id, cv_id, row, shown, name, accepted)
    except BaseException:
        delete_proofs([name])
        raise


def _keep(accepted: Accepted) -> str:
    """The file is written last: pictures without it are swept away."""
    name = proof_folder().write(accepted.data, SUFFIXES[accepted.kind])
    try:
        for preview in accepted.previews:
            preview_folder().write_as(preview.webp, preview_name(name, preview.page))
    except BaseException:
        delete_proofs([name])
        raise
    return name


def _store(user_id: int, cv_id: int, row: ClaimRow, shown: str, name: str, accepted: Accepted) -> Proof:
    given = {
        "claim": fields_of(row.claim),
        "file_name": shown,
        "file_path": name,
        "content_type": accepted.content_type,
        "size_bytes": len(accepted.data),
        "sha256": hashlib.sha256(accepted.data).hexdigest(),
        "pages": accepted.pages,
        "state": "waiting",
        "verdict": None,
        "confidence": None,
        "findings": {},
        "skills": [],
        "engine": "rules",
        "fault": "",
        "task_id": None,
        "uploaded_at": utc_now(),
        "checked_at": None,
    }
    with transaction() as session:
        session.get(User, user_id, with_for_update=True)  # one upload at a time counts what is here
        if session.get(CV, cv_id) is None:
            raise NotFound(_("There is no such page."))
        named = (Proof.cv_id == cv_id, Proof.category == row.category, Proof.claim_key == row.key)
        proof = session.scalar(select(Proof).where(*named))
        _refuse_too_much(session, user_id, len(accepted.data), proof)
        old = proof.file_path if proof else None
        if proof is None:
            proof = Proof(user_id=user_id, cv_id=cv_id, category=row.category, claim_key=row.key, **given)
            session.add(proof)
        else:
            if is_evidence(proof):
                raise_versions(session, user_id)
            for field, value in given.items():
                setattr(proof, field, value)
    if old:
        delete_proofs([old])
    return proof


def _refuse_too_much(session: Session, user_id: int, size: int, replaced: Proof | None) -> None:
    kept = select(func.count(), func.coalesce(func.sum(Proof.size_bytes), 0)).where(Proof.user_id == user_id)
    count, total = session.execute(kept).one()
    less = replaced.size_bytes if replaced else 0
    if (not replaced and count >= MOST_PROOFS) or total - less + size > MOST_BYTES:
        raise Conflict(
            _("There is no room for more documents. Delete some of those you do not need."), code="too_much"
        )
