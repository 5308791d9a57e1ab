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
from app.core.matching.inputs import Candidate
from app.core.matching.layered import LayeredColumns, Totals
from app.core.matching.layered import totals as totals_of
from app.core.matching.match import Match, match
from app.core.matching.version import scorer_version
from app.core.matching.weights import DEFAULT_WEIGHTS
from app.extensions import db
from app.logs import get_logger
from app.models import CV, Job, JobMatch, utc_now
from app.services import cvs, evidence, nearness
from app.services.offer_columns import current as offer_columns
from app.services.offer_columns.rows import offer_of
from app.services.recent import Recent
from app.services.search.offers import offer_index
from app.services.transaction import insert_once, transaction

log = get_logger("matching")
CACHED_CVS = 64
ScoreKey = tuple[int, int, int]  # CV, its version, state of the offers
_MATCH = TypeAdapter(Match)


@dataclass(frozen=True, slots=True)
class Method:
    """``compares_meaning``: whether a sentence model is at work beside names and their relations."""

    scorer_version: str
    compares_meaning: bool


def init_app(app: Flask) -> None:
    offer_columns.init_app(app)
    app.extensions["score_cache"] = Recent[ScoreKey, Totals](CACHED_CVS)


def candidate_of(cv: CV, rungs: Mapping[str, str] | None = None) -> Candidate:
    """Where somebody lives is no reason to score them differently: only the places they wish for count.

    ``rungs`` (skill to rung) stand in for what the person has shown outside the CV until now.
    """
    shown = evidence.rungs_of(cv.user_id) if rungs is None else rungs
    candidate = candidate_from_profile(cvs.profile_of(cv), shown, use_home_town=False)
    return replace(candidate, near=nearness.nearness(cv))


def scores(cv: CV) -> Totals:
    """All active offers scored for a CV, in the order of ``offer_index``; from memory while neither has changed."""
    cache: Recent[ScoreKey, Totals] = current_app.extensions["score_cache"]
    columns, revision = offer_columns.current()
    index = offer_index()
    key = (cv.id, cv.version, hash((revision, len(index))))
    found = cache.find(key)
    if found is None:
        found = totals_of(candidate_of(cv), columns, DEFAULT_WEIGHTS).in_order(index.ids)
        cache.put(key, found)
    return found


def totals(cv: CV) -> NDArray[np.float32]:
    """Those of all active offers in no order, for who asks once for each of many CVs: nothing is kept."""
    return totals_of(candidate_of(cv), offer_columns.current()[0], DEFAULT_WEIGHTS).total


def scores_of(cv: CV, jobs: Sequence[Job]) -> dict[int, tuple[float | None, float]]:
    """(total, confidence) by offer of a few, also of those that are not listed."""
    columns = LayeredColumns.of([offer_of(job) for job in jobs])
    return totals_of(candidate_of(cv), columns, DEFAULT_WEIGHTS).of([job.id for job in jobs])


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
