"""Matches: one offer explained, or all offers scored at once for one CV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
from flask import Flask, current_app
from numpy.typing import NDArray
from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.core.matching.candidate import candidate_from_profile
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, InvalidInput, Offer
from app.core.matching.match import Match, match
from app.core.matching.total import Scores, score_all
from app.core.matching.version import scorer_version
from app.core.matching.weights import DEFAULT_WEIGHTS
from app.extensions import db
from app.logs import get_logger
from app.models import CV, Job, JobMatch, JobSkill, utc_now
from app.services import cvs, evidence, nearness
from app.services.recent import Recent
from app.services.search.follower import Follower
from app.services.search.offers import offer_index
from app.services.transaction import insert_once, transaction

log = get_logger("matching")
CACHED_CVS = 64
ScoreKey = tuple[int, int, int]  # CV, its version, state of the offers
_MATCH = TypeAdapter(Match)
AskedSkill = tuple[str, bool, float | None]  # skill, whether required, years asked for
OFFER_COLUMNS = (
    Job.id,
    Job.title,
    Job.years_min,
    Job.experience_level,
    Job.city,
    Job.country,
    Job.remote_policy,
    Job.salary_year_eur_min,
    Job.salary_year_eur_max,
    Job.languages,
    Job.is_listed.label("is_listed"),
)


@dataclass(frozen=True, slots=True)
class AllScores:
    """``total`` (0 to 100, nan where nothing could be compared) and ``confidence`` (0 to 1) stand
    in the order of the rows of ``offer_index``."""

    ids: NDArray[np.int64]
    total: NDArray[np.float32]
    confidence: NDArray[np.float32]

    def of(self, job_ids: Sequence[int]) -> dict[int, tuple[float | None, float]]:
        """(total, confidence) by offer for the ids that are known."""
        if not len(self.ids) or not job_ids:
            return {}
        order = np.argsort(self.ids)
        wanted = np.asarray(job_ids, np.int64)
        rows = order[np.minimum(np.searchsorted(self.ids, wanted, sorter=order), len(order) - 1)]
        return {
            int(job_id): (
                None if np.isnan(self.total[row]) else float(self.total[row]),
                float(self.confidence[row]),
            )
            for job_id, row in zip(wanted, rows, strict=True)
            if self.ids[row] == job_id
        }


@dataclass(frozen=True, slots=True)
class Method:
    """``compares_meaning``: whether a sentence model is at work beside names and their relations."""

    scorer_version: str
    compares_meaning: bool


def init_app(app: Flask) -> None:
    app.extensions["offer_columns"] = Follower(OfferColumns.empty, _apply_changes)
    app.extensions["score_cache"] = Recent[ScoreKey, AllScores](CACHED_CVS)


def candidate_of(cv: CV, rungs: Mapping[str, str] | None = None) -> Candidate:
    """Where somebody lives is no reason to score them differently: only the places they wish for count.

    ``rungs`` (skill to rung) stand in for what the person has shown outside the CV until now.
    """
    shown = evidence.rungs_of(cv.user_id) if rungs is None else rungs
    candidate = candidate_from_profile(cvs.profile_of(cv), shown, use_home_town=False)
    return replace(candidate, near=nearness.nearness(cv))


def scores(cv: CV) -> AllScores:
    """All active offers scored for a CV; from memory while neither has changed."""
    follower: Follower[OfferColumns] = current_app.extensions["offer_columns"]
    cache: Recent[ScoreKey, AllScores] = current_app.extensions["score_cache"]
    columns, revision = follower.current()
    index = offer_index()
    key = (cv.id, cv.version, hash((revision, len(index))))
    found = cache.find(key)
    if found is None:
        found = _aligned(score_all(candidate_of(cv), columns, DEFAULT_WEIGHTS), columns, index.ids)
        cache.put(key, found)
    return found


def totals(cv: CV) -> NDArray[np.float32]:
    """Those of all active offers in no order, for who asks once for each of many CVs: nothing is kept."""
    follower: Follower[OfferColumns] = current_app.extensions["offer_columns"]
    return score_all(candidate_of(cv), follower.current()[0], DEFAULT_WEIGHTS).total


def scores_of(cv: CV, jobs: Sequence[Job]) -> dict[int, tuple[float | None, float]]:
    """(total, confidence) by offer of a few, also of those that are not listed."""
    columns = OfferColumns.empty().replaced([offer_of(job) for job in jobs], removed=())
    found = score_all(candidate_of(cv), columns, DEFAULT_WEIGHTS)
    return AllScores(columns.ids, found.total, found.confidence).of([job.id for job in jobs])


def explain(cv: CV, job: Job) -> Match:
    """The match of one CV and one offer with its evidence."""
    return match(candidate_of(cv), offer_of(job), DEFAULT_WEIGHTS)


def version() -> str:
    """Of the scorer as it works here: rules, data, weights and the model that compares meaning."""
    space = nearness.skill_space()
    return scorer_version(DEFAULT_WEIGHTS.by_part, space.model_id if space else None)


def method() -> Method:
    return Method(version(), compares_meaning=nearness.skill_space() is not None)


def stored_or_new(cv: CV, job: Job) -> Match:
    """The stored match when offer, CV, scorer and weights are still those it was made from; otherwise
    a new one, which is stored."""
    kept = db.session.scalar(select(JobMatch).where(JobMatch.cv_id == cv.id, JobMatch.job_id == job.id))
    state = {
        "job_version": job.version,
        "cv_version": cv.version,
        "scorer_version": version(),
        "weights": dict(DEFAULT_WEIGHTS.by_part),
    }
    if kept and all(getattr(kept, name) == value for name, value in state.items()):
        return _MATCH.validate_python(kept.result)
    found = explain(cv, job)
    _store(cv, job, found, state)
    return found


def _store(cv: CV, job: Job, found: Match, state: Mapping[str, Any]) -> None:
    """Matches are a cache: when another request stored the same one first, that is as good; when the CV or the offer
    was deleted meanwhile, or the disk is full, it is shown all the same."""
    cv_id, job_id, user_id = cv.id, job.id, cv.user_id
    values = {
        **state,
        "user_id": user_id,
        "match_score": None if found.total is None else Decimal(str(round(found.total, 2))),
        "confidence": Decimal(str(round(found.confidence, 3))),
        "result": _MATCH.dump_python(found, mode="json"),
        "calculated_at": utc_now(),
    }
    with suppress(IntegrityError, OperationalError), transaction() as session:
        kept = session.scalar(select(JobMatch).where(JobMatch.cv_id == cv_id, JobMatch.job_id == job_id))
        if kept is None:
            insert_once(session, JobMatch, {"cv_id": cv_id, "job_id": job_id, **values})
            return
        for name, value in values.items():
            setattr(kept, name, value)


def explain_many(cv: CV, jobs: Iterable[Job]) -> dict[int, Match]:
    candidate = candidate_of(cv)
    return {job.id: match(candidate, offer_of(job), DEFAULT_WEIGHTS) for job in jobs}


def offer_of(job: Job) -> Offer:
    return _offer(
        job.id,
        (
            job.title,
            job.years_min,
            job.experience_level,
            job.city,
            job.country,
            job.remote_policy,
            job.salary_year_eur_min,
            job.salary_year_eur_max,
            job.languages,
        ),
        [(row.skill, row.is_required, row.years) for row in job.skills],
    )


def _offer(job_id: int, values: Sequence[object], skills: Sequence[AskedSkill]) -> Offer:
    title, years, level, city, country, remote, low, high, languages = values
    return Offer(
        id=job_id,
        title=title,  # type: ignore[arg-type]
        required=tuple(skill for skill, is_required, _years in skills if is_required),
        wished=tuple(skill for skill, is_required, _years in skills if not is_required),
        skill_years={skill: asked for skill, _required, asked in skills if asked},
        years_min=years,  # type: ignore[arg-type]
        level=level,  # type: ignore[arg-type]
        city=city,  # type: ignore[arg-type]
        country=country,  # type: ignore[arg-type]
        remote=remote,  # type: ignore[arg-type]
        salary_year_eur=None if low is None and high is None else (low, high),  # type: ignore[arg-type]
        languages=languages or {},  # type: ignore[arg-type]
    )


def _apply_changes(columns: OfferColumns, revision: int) -> OfferColumns:
    changed = db.session.execute(select(*OFFER_COLUMNS).where(Job.revision > revision)).all()
    skills = _skills_of_changed(revision)
    offers = [offer for row in changed if row[10] and (offer := _find_offer(row, skills.get(row[0], ())))]
    scorable = {offer.id for offer in offers}
    return columns.replaced(offers, removed=[row[0] for row in changed if row[0] not in scorable])


def _find_offer(row: Sequence[Any], skills: Sequence[AskedSkill]) -> Offer | None:
    """None for a stored row that cannot be compared: one odd offer must not stop the others."""
    try:
        return _offer(row[0], row[1:10], skills)
    except InvalidInput as error:
        log.warning("offer cannot be scored", job=row[0], reason=str(error))
        return None


def _skills_of_changed(revision: int) -> Mapping[int, list[AskedSkill]]:
    rows = db.session.execute(
        select(JobSkill.job_id, JobSkill.skill, JobSkill.is_required, JobSkill.years)
        .join(Job, Job.id == JobSkill.job_id)
        .where(Job.revision > revision)
        .order_by(JobSkill.job_id, JobSkill.position)
    )
    grouped: dict[int, list[AskedSkill]] = {}
    for job_id, skill, is_required, years in rows:
        grouped.setdefault(job_id, []).append((skill, is_required, years))
    return grouped


def _aligned(found: Scores, columns: OfferColumns, ids: NDArray[np.int64]) -> AllScores:
    """Bring scores from the order of the columns into the order of the search index."""
    total = np.full(len(ids), np.nan, np.float32)
    confidence = np.zeros(len(ids), np.float32)
    if len(columns):
        order = np.argsort(columns.ids)
        rows = order[np.minimum(np.searchsorted(columns.ids, ids, sorter=order), len(order) - 1)]
        known = columns.ids[rows] == ids
        total[known] = found.total[rows[known]]
        confidence[known] = found.confidence[rows[known]]
    return AllScores(ids, total, confidence)
