"""What there is to do for alerts, asked for once by whoever sees it first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from app.errors import AppError
from app.models import AlertMail, utc_now
from app.services import tasks
from app.services.alerts import collect, opening, rules, sending
from app.services.transaction import rows_of, transaction

TASK = "alerts"
KEEP_NOTHING = timedelta(days=90)
KEEP_LOG = timedelta(days=365)


class NotRunning(AppError):
    status = 409
    code = "not_running"


def ask() -> None:
    """Every minute, in each worker: one task when offers came, an alert fell due or a mail waits."""
    if collect.is_due() or opening.is_due() or sending.is_due():
        tasks.ask_once(TASK, f"{datetime.now(UTC):%Y-%m-%dT%H:%M}")


def run() -> str:
    found = collect.collect()
    return f"{found} offers found, {sending.run_due()} mails sent"


def trigger(user_id: int, alert_id: int) -> int:
    """Have an alert looked at and mailed now, if it has anything new: the id of the task that does it. Raises NotFound,
    and NotRunning for a pause."""
    with transaction() as session:
        alert = rules.get(user_id, alert_id)
        if not alert.is_active:
            raise NotRunning(rules.PAUSED)
        alert.next_send_at = utc_now()
        task = tasks.add(session, TASK, {}, asked_by_id=user_id)
    tasks.start(task)
    return task.id


def forget_old() -> int:
    now = utc_now()
    with transaction() as session:
        empty = delete(AlertMail).where(
            AlertMail.state == "nothing", AlertMail.created_at < now - KEEP_NOTHING
        )
        old = delete(AlertMail).where(AlertMail.created_at < now - KEEP_LOG)
        return rows_of(session.execute(empty)) + rows_of(session.execute(old))
