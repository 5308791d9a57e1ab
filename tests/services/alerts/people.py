"""People with alerts, offers that come, and the programs that send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from app.core.search.filters import Filters
from app.extensions import db
from app.models import AlertMail, Job, JobAlert, MatchingJob, User, email_key, utc_now
from app.services import saved_searches
from app.services.alerts import rules
from app.services.alerts.rules import Wish
from app.services.transaction import transaction
from tests.factories import posting, store

PYTHON = Filters(keyword="python")


def save(user_id: int, filters: Filters = PYTHON, name: str = "Python") -> int:
    return saved_searches.save(user_id, saved_searches.Wish(name, filters))


def alert_of(user_id: int, search_id: int | None = None, **changes: Any) -> int:
    given: dict[str, Any] = {
        "name": "Python in Tunis",
        "search_id": search_id,
        "min_score": None,
        "frequency": "daily",
        "hour": 8,
        "weekday": 0,
        **changes,
    }
    return rules.create(user_id, Wish(**given))


def make_due(*alert_ids: int) -> None:
    with transaction() as session:
        session.execute(
            update(JobAlert)
            .where(JobAlert.id.in_(alert_ids))
            .values(next_send_at=utc_now() - timedelta(seconds=1))
        )


def row(alert_id: int) -> JobAlert:
    db.session.rollback()
    return db.session.get_one(JobAlert, alert_id)


def mails_of(alert_id: int) -> list[AlertMail]:
    db.session.rollback()
    return list(
        db.session.scalars(select(AlertMail).where(AlertMail.job_alert_id == alert_id).order_by(AlertMail.id))
    )


def found_by(alert_id: int) -> list[int]:
    db.session.rollback()
    return list(
        db.session.scalars(
            select(MatchingJob.job_id)
            .where(MatchingJob.job_alert_id == alert_id)
            .order_by(MatchingJob.job_id)
        )
    )


def many_due(count: int) -> None:
    """People with a due alert each and one offer found for it, written as plainly as that goes."""
    [job_id] = store(posting(1))
    now = utc_now()
    password = "no log in here"
    with transaction() as session:
        people = [
            {
                "email": f"person{n}@example.org",
                "email_key": email_key(f"person{n}@example.org"),
                "password_hash": password,
            }
            for n in range(count)
        ]
        users = session.scalars(insert(User).returning(User.id), people).all()
        searches = [
            {
                "user_id": user_id,
                "min_score": 50,
                "name": f"Alert {user_id}",
                "frequency": "daily",
                "next_send_at": now - timedelta(minutes=1),
                "created_at": now - timedelta(days=1),
            }
            for user_id in users
        ]
        alerts = session.scalars(insert(JobAlert).returning(JobAlert.id), searches).all()
        found = [{"job_alert_id": alert_id, "job_id": job_id} for alert_id in alerts]
        session.execute(insert(MatchingJob), found)
    assert db.session.get(Job, job_id)
    db.session.commit()
