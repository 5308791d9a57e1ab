"""Moments and lengths of time in the reader's language, on the clock of the site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from babel import dates
from flask_babel import format_datetime

from app.words.language import current_language


def clock(moment: datetime | None) -> str:
    """Day and time such as 5 Mar 2026, 14:03:09; "" for None."""
    return format_datetime(moment, "medium") if moment else ""


def since(moment: datetime | None) -> str:
    """How long ago, or in how long, such as "3 minutes ago"; "" for None."""
    if moment is None:
        return ""
    distance = moment - datetime.now(UTC)
    return str(dates.format_timedelta(distance, add_direction=True, threshold=1.1, locale=current_language()))


def lasted(length: timedelta | None) -> str:
    """Such as "12 seconds"; "" for None."""
    if length is None:
        return ""
    return str(dates.format_timedelta(length, threshold=1.5, locale=current_language()))


def iso(moment: datetime | None) -> str | None:
    """For machines."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None
