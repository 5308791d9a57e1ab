"""How many people there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.core.privacy.few_people import Group, shown
from app.extensions import db
from app.models import User
from app.services.offer_statistics import count_if
from app.services.site_figures.weeks import Weeks, by_week


@dataclass(frozen=True, slots=True)
class People:
    """``active_*`` are registered people seen within the last days. ``languages`` by code, "" for those who never
    chose; None where too few people stand behind a count."""

    registered: int
    guests: int
    admins: int
    disabled: int
    active_week: int
    active_month: int
    languages: Mapping[str, int | None]
    weeks: Weeks


def people(now: datetime) -> People:
    member = User.is_guest.is_(False)
    row = db.session.execute(
        select(
            count_if(member),
            count_if(User.is_guest),
            count_if(member & (User.role == "admin")),
            count_if(User.is_active.is_(False)),
            count_if(member & (User.last_seen_at >= now - timedelta(days=7))),
            count_if(member & (User.last_seen_at >= now - timedelta(days=30))),
        )
    ).one()
    registered, guests, admins, disabled, active_week, active_month = map(int, row)
    return People(
        registered=registered,
        guests=guests,
        admins=admins,
        disabled=disabled,
        active_week=active_week,
        active_month=active_month,
        languages=_languages(),
        weeks=by_week(User.created_at, now, member),
    )


def _languages() -> dict[str, int | None]:
    code = func.coalesce(User.language, "")
    rows = db.session.execute(
        select(code, func.count())
        .where(User.is_guest.is_(False))
        .group_by(code)
        .order_by(func.count().desc())
    )
    return shown({str(name): Group(count, count) for name, count in rows})
