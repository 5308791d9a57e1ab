"""Housekeeping: what is old goes, what has expired says so."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete

from app.models import AccountToken, SearchHistory, utc_now
from app.rate_limits import SqliteFileStorage
from app.services import copies, imported_jobs, lifecycle, runs, tasks, uploads
from app.services.transaction import forget_journal, rows_of, transaction

HISTORY = timedelta(days=365)
TOKENS = timedelta(days=1)


def expire_offers() -> int:
    """Offers past their last day leave the search; who saved them keeps them."""
    return lifecycle.expire()


def daily() -> str:
    with transaction() as session:
        old = delete(SearchHistory).where(SearchHistory.created_at < utc_now() - HISTORY)
        old_searches = rows_of(session.execute(old))
        session.execute(delete(AccountToken).where(AccountToken.expires_at < utc_now() - TOKENS))
    copies.catch_up()
    files = uploads.sweep()
    finished = tasks.forget_finished()
    imported_jobs.forget_finished()
    runs.forget_old()
    _purge_rate_limits()
    forget_journal()
    return f"{old_searches} searches, {files} files without a row and {finished} finished tasks removed"


def _purge_rate_limits() -> None:
    storage = current_app.extensions["limit_storage"]
    if isinstance(storage, SqliteFileStorage):
        storage.purge()
