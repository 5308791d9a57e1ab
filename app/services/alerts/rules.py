"""What a person wants to be told about, how often, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import delete as sql_delete
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.alerts.due import BUNDLE
from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import AlertMail, JobAlert, MatchingJob, SearchPreference, User, utc_now
from app.models.alert import FREQUENCIES
from app.services import cvs, saved_searches
from app.services.alerts.clock import next_time
from app.services.search.follower import offers_counter
from app.services.transaction import rows_of, transaction

MOST = 30
LENGTH_OF_NAME = 100
LOG = 100
PAUSED = _("This alert is paused. Start it again first.")


@dataclass(frozen=True, slots=True)
class Wish:
    """``search_id`` is a saved search, ``min_score`` 1 to 100 with the primary CV; at least one of them."""

    name: str
    search_id: int | None
    min_score: int | None
    frequency: str
    hour: int
    weekday: int


@dataclass(frozen=True, slots=True)
class Alert:
    """``waiting`` is offers found and not mailed yet."""

    id: int
    name: str
    search: saved_searches.SavedSearch | None
    min_score: int | None
    frequency: str
    hour: int
    weekday: int
    is_active: bool
    unsubscribed_at: datetime | None
    last_sent_at: datetime | None
    next_send_at: datetime | None
    waiting: int


@dataclass(frozen=True, slots=True)
class LogEntry:
    """``state`` is one of MAIL_STATES; ``fault`` says why there was no mail."""

    due_at: datetime
    state: str
    offers: int
    attempts: int
    fault: str
    sent_at: datetime | None


def create(user_id: int, wish: Wish) -> int:
    with transaction() as session:
        _check(session, user_id, wish)
        count = session.scalar(select(func.count()).where(JobAlert.user_id == user_id)) or 0
        if count >= MOST:
            raise BadInput(_("You have %(most)s alerts. Delete one first.", most=MOST))
        alert = JobAlert(user_id=user_id, high_water=offers_counter()[0])
        _fill(session, alert, wish)
        session.add(alert)
        session.flush()
        return alert.id


def change(user_id: int, alert_id: int, wish: Wish) -> None:
    """What was found and not mailed under another question is forgotten."""
    with transaction() as session:
        alert = get(user_id, alert_id)
        _check(session, user_id, wish)
        if (alert.search_preference_id, alert.min_score) != (wish.search_id, wish.min_score):
            session.execute(
                sql_delete(MatchingJob).where(MatchingJob.job_alert_id == alert_id, MatchingJob.is_waiting)
            )
            alert.high_water = offers_counter()[0]
        _fill(session, alert, wish)


def set_active(user_id: int, alert_id: int, *, is_active: bool) -> None:
    """A pause ends with what comes from then on."""
    with transaction() as session:
        alert = get(user_id, alert_id)
        if is_active and not alert.is_active:
            alert.high_water = offers_counter()[0]
            alert.unsubscribed_at = None
            alert.next_send_at = next_time(alert, session.get_one(User, user_id).timezone, utc_now())
        alert.is_active = is_active


def delete(user_id: int, alert_id: int) -> None:
    with transaction() as session:
        mine = (JobAlert.id == alert_id, JobAlert.user_id == user_id)
        if not rows_of(session.execute(sql_delete(JobAlert).where(*mine))):
            raise NotFound(_("There is no such page."))


def get(user_id: int, alert_id: int) -> JobAlert:
    alert = db.session.get(JobAlert, alert_id)
    if alert is None or alert.user_id != user_id:
        raise NotFound(_("There is no such page."))
    return alert


def find(user_id: int, alert_id: int) -> Alert:
    return _views([get(user_id, alert_id)])[0]


def of_person(user_id: int) -> tuple[Alert, ...]:
    rows = db.session.scalars(
        select(JobAlert).where(JobAlert.user_id == user_id).order_by(func.lower(JobAlert.name), JobAlert.id)
    ).all()
    return _views(rows)


def log(user_id: int, alert_id: int) -> tuple[LogEntry, ...]:
    """The last hundred times it was due, newest first."""
    get(user_id, alert_id)
    rows = db.session.scalars(
        select(AlertMail).where(AlertMail.job_alert_id == alert_id).order_by(AlertMail.id.desc()).limit(LOG)
    )
    return tuple(
        LogEntry(row.due_at, row.state, row.offers, row.attempts, row.fault, row.sent_at) for row in rows
    )


def _views(rows: Sequence[JobAlert]) -> tuple[Alert, ...]:
    ids = [row.id for row in rows]
    waiting = dict(
        db.session.execute(
            select(MatchingJob.job_alert_id, func.count())
            .where(MatchingJob.job_alert_id.in_(ids), MatchingJob.sent.is_(False))
            .group_by(MatchingJob.job_alert_id)
        ).all()
    )
    return tuple(
        Alert(
            id=row.id,
            name=row.name,
            search=saved_searches.find(row.user_id, row.search_preference_id)
            if row.search_preference_id
            else None,
            min_score=row.min_score,
            frequency=row.frequency,
            hour=row.hour,
            weekday=row.weekday,
            is_active=row.is_active,
            unsubscribed_at=row.unsubscribed_at,
            last_sent_at=row.last_sent_at,
            next_send_at=row.next_send_at,
            waiting=waiting.get(row.id, 0),
        )
        for row in rows
    )


def _check(session: Session, user_id: int, wish: Wish) -> None:
    if session.get_one(User, user_id).email is None:
        raise BadInput(_("Alerts are mailed: register with an address first."))
    if wish.frequency not in FREQUENCIES or not 0 <= wish.hour <= 23 or not 0 <= wish.weekday <= 6:
        raise BadInput(_("Choose one of the offered values."))
    if wish.search_id is None and wish.min_score is None:
        message = _("Choose a saved search, a lowest score, or both.")
        raise BadInput(message, fields={"search": message})
    if wish.min_score is not None and not 1 <= wish.min_score <= 100:
        raise BadInput(_("A score is 1 to 100."), fields={"min_score": _("A score is 1 to 100.")})
    if wish.min_score is not None and cvs.find_primary(user_id) is None:
        message = _("A score needs a CV: upload yours first.")
        raise BadInput(message, fields={"min_score": message})
    if wish.search_id is not None:
        search = session.get(SearchPreference, wish.search_id)
        if search is None or search.user_id != user_id:
            message = _("Choose one of your saved searches.")
            raise BadInput(message, fields={"search": message})


def _fill(session: Session, alert: JobAlert, wish: Wish) -> None:
    alert.name = " ".join(wish.name.split())[:LENGTH_OF_NAME]
    alert.search_preference_id, alert.min_score = wish.search_id, wish.min_score
    alert.frequency, alert.hour, alert.weekday = wish.frequency, wish.hour, wish.weekday
    alert.next_send_at = next_time(alert, session.get_one(User, alert.user_id).timezone, utc_now())
    if (
        alert.frequency == "instant"
        and alert.id
        and session.scalar(
            select(MatchingJob.id)
            .where(MatchingJob.job_alert_id == alert.id, MatchingJob.is_waiting)
            .limit(1)
        )
    ):
        alert.next_send_at = utc_now() + BUNDLE
