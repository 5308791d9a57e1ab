"""The dashboard of one person: everything that it shows, in a number of statements that does not depend on how much
they keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Flask

from app.core.matching.completeness import Completeness, completeness
from app.core.tracker.funnel import Funnel
from app.services import accounts, cvs, matching, score_history
from app.services.dashboard import agenda, arrivals, demand, fresh, kept, learning
from app.services.dashboard.agenda import Agenda
from app.services.dashboard.demand import Demand
from app.services.dashboard.fresh import Fresh
from app.services.dashboard.kept import Kept
from app.services.dashboard.learning import Learning
from app.services.saved_jobs.marks import marks_of
from app.services.score_history import CvHistory, DayScore
from app.services.tracker import figures

DAYS = 90


@dataclass(frozen=True, slots=True)
class Dashboard:
    """``fresh``, ``today`` (figures of the primary CV now) and ``told`` are None without a CV. Times are shown in
    ``zone``."""

    cv_id: int | None
    zone: str
    fresh: Fresh | None
    kept: Kept
    agenda: Agenda
    statuses: Mapping[str, int]
    funnel: Funnel
    demand: Demand
    learning: Learning
    history: tuple[CvHistory, ...]
    today: DayScore | None
    told: Completeness | None

    @property
    def applications(self) -> int:
        return sum(self.statuses.values())


def init_app(app: Flask) -> None:
    arrivals.init_app(app)
    learning.init_app(app)


def dashboard(user_id: int, since: datetime, language: str) -> Dashboard:
    """``since`` is when they looked last; ``language`` is the one in which courses are preferred."""
    cv = cvs.find_primary(user_id)
    candidate = matching.candidate_of(cv) if cv else None
    return Dashboard(
        cv_id=cv.id if cv else None,
        zone=accounts.get(user_id).timezone,
        fresh=fresh.fresh(cv, since, marks_of(user_id).hidden) if cv else None,
        kept=kept.kept(user_id),
        agenda=agenda.agenda(user_id),
        statuses=figures.by_status(user_id),
        funnel=figures.funnel_of(user_id),
        demand=demand.demand(user_id, candidate),
        learning=learning.learning(user_id, cv, candidate, language),
        history=score_history.of_person(user_id, DAYS) if cv else (),
        today=score_history.standing_of(cv) if cv else None,
        told=completeness(candidate) if candidate else None,
    )
