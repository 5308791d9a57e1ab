"""Applications for offers that come from outside: read from their page, or from their text."""

from __future__ import annotations

from app.services import imported_jobs
from app.services.import_reading import Pasted
from app.services.imported_jobs import Asked
from app.services.tracker import creating
from app.services.tracker.creating import Tracked


def ask(user_id: int, address: str) -> tuple[Asked, Tracked | None]:
    """The page is read by the worker, which then makes the application; one for an offer that is here already is
    made at once. Raises CannotImport, BadInput."""
    asked = imported_jobs.ask(user_id, address, tracks=True)
    return asked, creating.track(user_id, asked.job_id) if asked.job_id is not None else None


def from_text(user_id: int, pasted: Pasted) -> Tracked:
    """Raises BadInput, CannotImport."""
    return creating.track(user_id, imported_jobs.from_text(user_id, pasted))
