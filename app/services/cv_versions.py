"""What somebody showed outside a CV moves the scores of all their CVs: stored matches become old."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import CV


def raise_versions(session: Session, user_id: int) -> None:
    """To be called in the transaction that changes the evidence. When a CV was last edited stays as it is."""
    newer = {"version": CV.version + 1, "updated_at": CV.updated_at}
    session.execute(update(CV).where(CV.user_id == user_id).values(**newer))
