"""Housekeeping: what is old goes, what has expired says so."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy import delete

from app.models import AccountToken, SearchHistory, utc_now
from app.rate_limits import SqliteFileStorage
from app.services import (
    copies,
    idempotency,
    imported_jobs,
    lifecycle,
    notifications,
    runs,
    sessions,
    tasks,
    uploads,
)
from app.services.account_export import asking as exports
from app.services.alerts import due as alerts
from app.services.assistant import calls
from app.services.erasure import letting_go, tombstones
from app.services.proofs import stored
from app.services.retention import inactive
from app.services.saved_jobs import keeping as saved_jobs
from app.services.tokens import signing_in
from app.services.transaction import rows_of, transaction

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
    calls.purge()
    copies.catch_up()
    files = uploads.sweep()
    lost = stored.notice_lost()
    finished = tasks.forget_finished()
    imported_jobs.forget_finished()
    runs.forget_old()
    notifications.forget_old()
    alerts.forget_old()
    saved_jobs.forget_removed()
    sessions.forget_old()
    signing_in.forget_old()
    idempotency.forget_old()
    archives = exports.forget_old()
    told, gone = inactive.ask_mails(), inactive.delete_over()
    tombstones.write_down()
    _purge_rate_limits()
    letting_go.let_go()
    removed = (
        f"{old_searches} searches, {files} files without a row, {archives} copies of data and {finished} finished "
        f"tasks removed, {gone} unused accounts deleted, {told} told that they will be"
    )
    return f"{removed}, {lost} proofs without a file" if lost else removed


def _purge_rate_limits() -> None:
    storage = current_app.extensions["limit_storage"]
    if isinstance(storage, SqliteFileStorage):
        storage.purge()
