"""The same offer told by several boards: the oldest open one is listed, the others point to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models import Job

CHUNK = 500  # databases bound the number of values in one statement


def settle(session: Session, fingerprints: Collection[str | None], revision: int) -> None:
    """Decide anew which offer of each fingerprint is listed, after any of them came, changed or closed.

    An offer without a fingerprint is nobody's copy.
    """
    known = sorted(fingerprint for fingerprint in set(fingerprints) if fingerprint)
    for start in range(0, len(known), CHUNK):
        for wanted, ids in _to_move(session, known[start : start + CHUNK]).items():
            _point(session, ids, wanted, revision)


def _to_move(session: Session, fingerprints: Sequence[str]) -> Mapping[int | None, Sequence[int]]:
    """Ids whose ``duplicate_of_id`` is not what it should be, by what it should be."""
    rows = session.execute(
        select(Job.id, Job.fingerprint, Job.is_active, Job.duplicate_of_id)
        .where(Job.fingerprint.in_(fingerprints))
        .order_by(Job.id)
    )
    originals: dict[str | None, int] = {}
    moved: dict[int | None, list[int]] = {}
    for id_, fingerprint, is_active, points_to in rows:
        original = originals.setdefault(fingerprint, id_) if is_active else None
        wanted = None if original == id_ else original
        if wanted != points_to:
            moved.setdefault(wanted, []).append(id_)
    return moved


def _point(session: Session, ids: Sequence[int], original: int | None, revision: int) -> None:
    for start in range(0, len(ids), CHUNK):
        session.execute(
            update(Job)
            .where(Job.id.in_(ids[start : start + CHUNK]))
            .values(duplicate_of_id=original, revision=revision)
        )
