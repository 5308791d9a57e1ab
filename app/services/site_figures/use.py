"""What people do here, in sums: CVs, matches, applications, alerts, quizzes, proofs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.core.privacy.few_people import Group, shown
from app.extensions import db
from app.models import CV, Application, JobAlert, JobMatch, Proof, QuizAttempt, SavedJob, SearchPreference
from app.services.offer_statistics import count_if
from app.services.site_figures.weeks import Weeks, by_week

Hidden = Mapping[str, int | None]
TOTALS: Final = {
    "cvs": CV.id,
    "matches": JobMatch.id,
    "saved_jobs": SavedJob.id,
    "saved_searches": SearchPreference.id,
    "applications": Application.id,
    "quizzes": QuizAttempt.id,
    "proofs": Proof.id,
}


@dataclass(frozen=True, slots=True)
class Use:
    """``totals`` by the names of TOTALS. The others are None where too few people stand behind a count."""

    totals: Mapping[str, int]
    cv_weeks: Weeks
    application_weeks: Weeks
    applications: Hidden
    alerts: Hidden
    alerts_off: int
    quizzes: Hidden
    proofs: Hidden


def use(now: datetime) -> Use:
    parts = [select(func.count(column)).scalar_subquery() for column in TOTALS.values()]
    totals = dict(zip(TOTALS, map(int, db.session.execute(select(*parts)).one()), strict=True))
    return Use(
        totals=totals,
        cv_weeks=by_week(CV.uploaded_at, now),
        application_weeks=by_week(Application.created_at, now),
        applications=_grouped(Application.status, Application.user_id),
        alerts=_grouped(JobAlert.frequency, JobAlert.user_id),
        alerts_off=int(db.session.scalar(select(count_if(JobAlert.is_active.is_(False)))) or 0),
        quizzes=_quizzes(),
        proofs=_grouped(func.coalesce(Proof.verdict, Proof.state), Proof.user_id),
    )


def _grouped(code: Any, person: InstrumentedAttribute[int]) -> dict[str, int | None]:
    number = func.count()
    rows = db.session.execute(
        select(code, number, func.count(person.distinct())).group_by(code).order_by(number.desc(), code)
    )
    return shown({str(name): Group(count, people) for name, count, people in rows})


def _quizzes() -> dict[str, int | None]:
    """By passed, failed and the state of those that were not handed in."""
    groups: dict[str, Group] = {}
    people = func.count(QuizAttempt.user_id.distinct())
    columns = (QuizAttempt.state, QuizAttempt.passed)
    for state, passed, count, persons in db.session.execute(
        select(*columns, func.count(), people).group_by(*columns)
    ):
        name = state if passed is None else "passed" if passed else "failed"
        before = groups.get(name, Group(0, 0))
        groups[name] = Group(before.count + count, max(before.people, persons))
    return shown(groups)
