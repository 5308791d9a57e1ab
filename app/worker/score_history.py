"""How the offers fit each CV today: noted for all once a day, for a new one soon after it came."""

from __future__ import annotations

from app.services import cvs, score_history

TASK = score_history.TASK
FIRST = cvs.FIRST_SCORES


def note_all() -> str:
    return score_history.run()


def note_first(cv_id: int) -> str:
    return score_history.run(cv_id)
