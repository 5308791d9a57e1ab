"""When alerts are due, by the time zone of their person."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.alerts.due import next_send
from app.models import JobAlert, User, utc_now


def zone_of(name: str) -> ZoneInfo:
    """The zone of this name; the site's own where the name is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(current_app.extensions["settings"].default_timezone)


def next_time(alert: JobAlert, zone_name: str, after: datetime) -> datetime | None:
    """None for an instant alert: it is due a few minutes after it found something."""
    if alert.frequency == "instant":
        return None
    return next_send(alert.frequency, alert.hour, alert.weekday, zone_of(zone_name), after)


def move_to_zone(session: Session, user_id: int) -> None:
    """After a person changed the time zone: their alerts keep the hour."""
    user = session.get_one(User, user_id)
    alerts = session.scalars(
        select(JobAlert).where(JobAlert.user_id == user_id, JobAlert.frequency != "instant")
    )
    for alert in alerts:
        alert.next_send_at = next_time(alert, user.timezone, utc_now())
