"""How well the open offers fit each CV, day by day: one row a CV and day, filled by a daily task, and by one of its
own when a CV came in. Rows come out of the arrays that score all offers at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError
from sqlalchemy import Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.core.matching.inputs import InvalidInput
from app.core.matching.standing import standing
from app.extensions import db
from app.logs import get_logger
from app.models import CV, ScoreHistory, User
from app.services import matching, progress
from app.services.transaction import rows_of, transaction

log = get_logger("score_history")
TASK: Final = "score_history"
KEEP: Final = timedelta(days=400)
AT_ONCE: Final = 50
COUNTED: Final = ("best_mean", "good_offers", "offers", "skills", "scorer_version")


@dataclass(frozen=True, slots=True)
class DayScore:
    """``best_mean`` is the mean of the best twenty totals (0 to 100), None where nothing could be compared;
    ``good_offers`` reached 70 of the ``offers`` compared; ``skills`` stand in the CV. Days of another
    ``scorer_version`` do not compare."""

    day: date
    best_mean: float | None
    good_offers: int
    offers: int
    skills: int
    scorer_version: str


@dataclass(frozen=True, slots=True)
class CvHistory:
    """``days`` in their order, without those on which nothing was noted."""

    cv_id: int
    name: str
    is_primary: bool
    days: tuple[DayScore, ...]


def run(cv_id: int | None = None) -> str:
    """Note today's figures of one CV, or of all whose people may log in; again on a day, the later figures count."""
    wanted = select(CV.id).join(User, User.id == CV.user_id).where(User.is_active)
    if cv_id is not None:
        wanted = wanted.where(CV.id == cv_id)
    ids = db.session.scalars(wanted.order_by(CV.id)).all()
    noted = 0
    for start in range(0, len(ids), AT_ONCE):
        progress.report(100 * start / len(ids), f"{start} / {len(ids)}")
        noted += _note(ids[start : start + AT_ONCE])
    forgotten = _forget_old() if cv_id is None else 0
    return f"{noted} CVs noted, {forgotten} old rows removed"


def standing_of(cv: CV) -> DayScore:
    """As of now. Raises InvalidInput for a profile that cannot be compared."""
    return _day_score(cv, matching.scores(cv).total)


def of_person(user_id: int, days: int) -> tuple[CvHistory, ...]:
    """The last ``days`` days of each CV, the primary one first, then the newest."""
    first = (_today() - timedelta(days=days - 1)).isoformat()
    joined = (ScoreHistory.cv_id == CV.id) & (ScoreHistory.day >= first)
    columns = (CV.id, CV.file_name, CV.is_primary, ScoreHistory.day, *_figures())
    rows = db.session.execute(
        select(*columns)
        .outerjoin(ScoreHistory, joined)
        .where(CV.user_id == user_id)
        .order_by(CV.is_primary.desc(), CV.uploaded_at.desc(), CV.id.desc(), ScoreHistory.day)
    )
    found: dict[tuple[int, str, bool], list[DayScore]] = {}
    for cv_id, name, is_primary, day, *figures in rows:
        noted = found.setdefault((cv_id, name, is_primary), [])
        if day is not None:
            noted.append(DayScore(date.fromisoformat(day), *figures))
    return tuple(CvHistory(*cv, tuple(noted)) for cv, noted in found.items())


def _day_score(cv: CV, totals: NDArray[np.float32]) -> DayScore:
    found = standing(totals)
    skills, version = len(cv.extracted_skills), matching.version()
    return DayScore(_today(), found.best_mean, found.good_offers, found.offers, skills, version)


def _figures() -> tuple[Any, ...]:
    return tuple(getattr(ScoreHistory, name) for name in COUNTED)


def _note(cv_ids: Sequence[int]) -> int:
    rows = []
    for cv in db.session.scalars(select(CV).where(CV.id.in_(cv_ids)).order_by(CV.id)).all():
        db.session.expunge(cv)  # texts of thousands of CVs would stay in memory
        try:
            found = _day_score(cv, matching.totals(cv))
        except (InvalidInput, ValidationError) as error:  # one odd CV must not stop the others
            log.warning("CV cannot be compared", cv=cv.id, fault=type(error).__name__)
            continue
        figures = {name: getattr(found, name) for name in COUNTED}
        rows.append({"cv_id": cv.id, "day": found.day.isoformat(), **figures})
    return _store(rows)


def _store(rows: Sequence[dict[str, Any]]) -> int:
    """Those of CVs that are still there."""
    with transaction() as session:
        there = select(CV.id).where(CV.id.in_([row["cv_id"] for row in rows]))
        alive = set(session.scalars(there.with_for_update(read=True, key_share=True)))
        kept = [row for row in rows if row["cv_id"] in alive]
        if kept:
            insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
            table: Table = ScoreHistory.__table__  # type: ignore[assignment]
            new = insert(table).values(kept)
            later = {name: new.excluded[name] for name in COUNTED}
            session.execute(new.on_conflict_do_update(index_elements=["cv_id", "day"], set_=later))
    return len(kept)


def _forget_old() -> int:
    limit = (_today() - KEEP).isoformat()
    with transaction() as session:
        return rows_of(session.execute(delete(ScoreHistory).where(ScoreHistory.day < limit)))


def _today() -> date:
    return datetime.now(UTC).date()
