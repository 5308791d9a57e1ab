"""For programs that want the verdict in one call: a short wait for the worker."""

from __future__ import annotations

import time
from threading import BoundedSemaphore
from typing import Final

from app.extensions import db
from app.models import Proof
from app.services.proofs import checking
from app.services.transaction import end_reading

LONGEST: Final = 8.0  # seconds
_EVERY: Final = 0.2
_SEATS: Final = BoundedSemaphore(2)  # of the threads of this process that may wait; the others answer pages


def wait(proof_id: int, seconds: float) -> None:
    """Until a document is checked, at most so long; not at all while others wait."""
    until = time.monotonic() + min(max(seconds, 0.0), LONGEST)
    if seconds <= 0 or not _SEATS.acquire(blocking=False):
        return
    try:
        while _is_under_way(proof_id) and time.monotonic() < until:
            time.sleep(_EVERY)
    finally:
        _SEATS.release()


def _is_under_way(proof_id: int) -> bool:
    end_reading()
    proof = db.session.get(Proof, proof_id, populate_existing=True)
    return proof is not None and checking.is_under_way(db.session(), proof)
