"""The counter that tells every process that offers changed."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.models import Counter
from app.services.search.follower import OFFERS, counter_moved


def next_revision(session: Session) -> int:
    """Raise the offers counter. The row stays locked until commit, so revisions become visible in order."""
    raised = session.execute(
        update(Counter).where(Counter.name == OFFERS).values(value=Counter.value + 1).returning(Counter.value)
    ).scalar()
    counter_moved(session)
    if raised is None:
        session.execute(insert(Counter).values(name=OFFERS, value=1, epoch=0))
        return 1
    return raised


def rows_went_away(session: Session) -> int:
    """Tell every reader to load the offers afresh; the revision for rows that change along with it."""
    revision = next_revision(session)
    session.execute(update(Counter).where(Counter.name == OFFERS).values(epoch=Counter.epoch + 1))
    counter_moved(session)
    return revision
