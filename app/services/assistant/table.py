"""What the worker does for each purpose. A task of the assistant is one module with ``run``, and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.services.assistant import applying, cv_proposals, pending, proof_readings, quiz_proposals, trying
from app.services.assistant.pending import Work

TABLE: Final[Mapping[str, Work]] = {
    trying.PURPOSE: trying.run,
    cv_proposals.PURPOSE: cv_proposals.run,
    quiz_proposals.PURPOSE: quiz_proposals.run,
    proof_readings.PURPOSE: proof_readings.run,
    **{purpose: applying.run(purpose) for purpose in applying.PURPOSES},
}


def run(user_id: int | None, purpose: str, subject: str, arguments: Mapping[str, Any], task_id: int) -> str:
    return pending.run(TABLE, user_id, purpose, subject, arguments, task_id)
