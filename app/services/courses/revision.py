"""The counter that tells every process that courses changed."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Counter
from app.services.transaction import insert_once

COURSES = "courses"


def next_revision(session: Session) -> int:
    """Raise the counter. The row stays locked until commit, so revisions become visible in order."""
    insert_once(session, Counter, {"name": COURSES, "value": 0, "epoch": 0})
    raised = session.execute(
        update(Counter)
        .where(Counter.name == COURSES)
        .values(value=Counter.value + 1)
        .returning(Counter.value)
    )
    return int(raised.scalar_one())


def current_revision() -> int:
    """0 before the first course came."""
    return db.session.scalar(select(Counter.value).where(Counter.name == COURSES)) or 0
