"""Documents compared with what CVs claim."""

from __future__ import annotations

from app.services.assistant import proof_readings
from app.services.proofs import checking

TASK = checking.TASK


def verify(proof_id: int) -> str:
    return proof_readings.verify(proof_id)
