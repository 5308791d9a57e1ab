"""Alerts in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from babel import dates
from flask_babel import gettext as _

from app.services.alerts.clock import zone_of
from app.services.alerts.mails import Item
from app.services.alerts.preview import AlertPage
from app.services.alerts.rules import Alert, LogEntry
from app.words.language import current_language


@dataclass(frozen=True, slots=True)
class AlertView:
    """``about`` is what it looks for, ``rhythm`` when it is mailed."""

    alert: Alert
    about: str
    rhythm: str


@dataclass(frozen=True, slots=True)
class LogLine:
    when: str
    entry: LogEntry


@dataclass(frozen=True, slots=True)
class AlertPageView:
    view: AlertView
    email: str
    is_mailed: bool
    zone: str
    next_time: str
    items: tuple[Item, ...]
    count: int
    latest: tuple[Item, ...]
    log: tuple[LogLine, ...]


def alert_views(alerts: Iterable[Alert]) -> tuple[AlertView, ...]:
    return tuple(_view(alert) for alert in alerts)


def alert_page(page: AlertPage) -> AlertPageView:
    next_at = page.alert.next_send_at if page.alert.is_active else None
    return AlertPageView(
        view=_view(page.alert),
        email=page.email,
        is_mailed=page.is_mailed,
        zone=page.zone,
        next_time=_local(next_at, page.zone) if next_at else "",
        items=page.items,
        count=page.count,
        latest=page.latest,
        log=tuple(LogLine(_local(entry.due_at, page.zone), entry) for entry in page.log),
    )


def _view(alert: Alert) -> AlertView:
    parts = [alert.search.name if alert.search else _("All offers")]
    if alert.min_score:
        parts.append(_("from %(score)s of 100 with your CV", score=alert.min_score))
    return AlertView(alert, ", ".join(parts), _rhythm(alert))


def _rhythm(alert: Alert) -> str:
    if alert.frequency == "instant":
        return _("within minutes")
    language = current_language()
    at = dates.format_time(time(alert.hour), "short", locale=language)
    if alert.frequency == "daily":
        return _("every day at %(time)s", time=at)
    day = dates.get_day_names("wide", locale=language)[alert.weekday]
    return _("every %(day)s at %(time)s", day=day, time=at)


def _local(moment: datetime, zone: str) -> str:
    """On the reader's clock."""
    return str(dates.format_datetime(moment, "medium", tzinfo=zone_of(zone), locale=current_language()))
