"""Mails of alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from prometheus_client.core import Metric
from sqlalchemy import Connection, func, select

from app.models import AlertMail
from app.services.monitoring.gauges import gauge, gauges

DAY: Final = timedelta(days=1)
ENDED: Final = ("sent", "failed", "nothing")


def figures(connection: Connection, now: datetime) -> Iterator[Metric]:
    ended = connection.execute(
        select(AlertMail.state, func.count())
        .where(AlertMail.state.in_(ENDED), AlertMail.claimed_at >= now - DAY)
        .group_by(AlertMail.state)
    ).all()
    counts = {(state,): 0.0 for state in ENDED} | {(state,): float(count) for state, count in ended}
    yield gauges(
        "jobmatch_alert_mails_last_day",
        "Mails of alerts of the last 24 hours: sent, failed for good, or nothing left to tell.",
        ("state",),
        counts,
    )
    waiting, oldest = connection.execute(
        select(func.count(), func.min(AlertMail.created_at)).where(
            AlertMail.state.in_(("waiting", "sending"))
        )
    ).one()
    yield gauge("jobmatch_alert_mails_waiting", "Mails of alerts that are still to be sent.", waiting)
    yield gauge(
        "jobmatch_alert_mail_lag_seconds",
        "How long the one that waits longest has waited; 0 when none does.",
        max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
    )
