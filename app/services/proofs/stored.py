"""Documents that are here: whose they are, their files, the pictures of their pages, deleting them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.proofs.limits import DEFAULT
from app.errors import NotFound
from app.extensions import db
from app.files import StoredFile
from app.models import Proof
from app.services.cv_versions import raise_versions
from app.services.transaction import forget_journal, transaction
from app.services.uploads import delete_proofs, preview_folder, preview_name, proof_folder

SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg", "webp": ".webp"}
)
LOST: Final = "file_lost"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """``name`` is what its owner called it."""

    file: StoredFile
    content_type: str
    name: str


def get(user_id: int, proof_id: int) -> Proof:
    """Raises NotFound, also for somebody else's."""
    proof = db.session.scalar(select(Proof).where(Proof.id == proof_id, Proof.user_id == user_id))
    if proof is None:
        raise NotFound(_("There is no such page."))
    return proof


def kind_of(proof: Proof) -> str:
    """pdf, png, jpeg or webp."""
    suffix = PurePath(proof.file_path).suffix
    return next(kind for kind, one in SUFFIXES.items() if one == suffix)


def is_evidence(proof: Proof) -> bool:
    return proof.state == "checked" and proof.verdict == "confirmed"


def file_of(user_id: int, proof_id: int) -> KeptFile:
    """It may be gone. Raises NotFound."""
    proof = get(user_id, proof_id)
    return KeptFile(proof_folder().file(proof.file_path), proof.content_type, proof.file_name)


def preview_of(user_id: int, proof_id: int, page: int) -> StoredFile:
    """The picture of a page, from 1; it may be gone. Raises NotFound."""
    proof = get(user_id, proof_id)
    if not 1 <= page <= DEFAULT.shown_pages:
        raise NotFound(_("There is no such page."))
    return preview_folder().file(preview_name(proof.file_path, page))


def pages_shown(proof: Proof) -> tuple[int, ...]:
    """Those of which there is a picture; where asking about each costs a request, those of which one was made."""
    folder, most = preview_folder(), min(proof.pages, DEFAULT.shown_pages)
    return tuple(
        page
        for page in range(1, most + 1)
        if not folder.is_near or folder.has(preview_name(proof.file_path, page))
    )


def delete(user_id: int, proof_id: int) -> None:
    """Row first, files after. Raises NotFound."""
    with transaction() as session:
        proof = get(user_id, proof_id)
        name, counted = proof.file_path, is_evidence(proof)
        session.delete(proof)
        session.flush()
        if counted:
            raise_versions(session, user_id)
    delete_proofs([name])
    forget_journal()


def notice_lost() -> int:
    """A proof without its file shows nothing any more; how many those are."""
    folder = proof_folder()
    if not folder.is_mounted():
        return 0
    rows = db.session.execute(select(Proof.id, Proof.file_path).where(Proof.fault != LOST)).all()
    there = folder.names() if rows else set()
    lost = [row.id for row in rows if row.file_path not in there]
    for proof_id in lost:
        with transaction() as session:
            proof = session.get(Proof, proof_id, with_for_update=True)
            if proof and not folder.has(proof.file_path):
                proof.state, proof.fault = "failed", LOST
                raise_versions(session, proof.user_id)
    return len(lost)
