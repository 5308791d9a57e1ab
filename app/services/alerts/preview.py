"""One alert as its page shows it: what it would send now, and what became of it so far."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import MatchingJob, User
from app.services.alerts import collect, rules
from app.services.alerts.mails import SHOWN, Item, items_of
from app.services.alerts.opening import is_open_to
from app.services.search import offers

LATEST = 5


@dataclass(frozen=True, slots=True)
class AlertPage:
    """``items`` is what would be sent now, ``count`` of how many; ``latest`` are offers that the search finds,
    shown when nothing is new. ``email`` is where it goes, ``is_mailed`` False while the person takes no mails."""

    alert: rules.Alert
    email: str
    is_mailed: bool
    zone: str
    items: tuple[Item, ...]
    count: int
    latest: tuple[Item, ...]
    log: tuple[rules.LogEntry, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    job_id: int
    reasons: tuple[tuple[str, str], ...] = ()


def page(user_id: int, alert_id: int) -> AlertPage:
    alert = rules.find(user_id, alert_id)
    user = db.session.get_one(User, user_id)
    waiting = db.session.scalars(
        select(MatchingJob)
        .where(MatchingJob.job_alert_id == alert_id, MatchingJob.is_waiting)
        .order_by(MatchingJob.match_score.desc().nulls_last(), MatchingJob.job_id.desc())
    ).all()
    kept = is_open_to(db.session(), user_id, [row.job_id for row in waiting])
    found = [row for row in waiting if row.job_id in kept]
    fresh = collect.waiting_for(alert_id) if alert.is_active else []
    every = [*found, *fresh]
    return AlertPage(
        alert=alert,
        email=user.email or "",
        is_mailed=user.email_notifications,
        zone=user.timezone,
        items=items_of(every[:SHOWN], user_id),
        count=len(every),
        latest=() if every else _latest(alert, user_id),
        log=rules.log(user_id, alert_id),
    )


def _latest(alert: rules.Alert, user_id: int) -> tuple[Item, ...]:
    if alert.search is None:
        return ()
    ids = offers.find(alert.search.filters, per_page=LATEST).ids
    return items_of([_Listed(job_id) for job_id in ids], user_id)
