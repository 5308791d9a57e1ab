"""Recommendations, one score explained, a CV against the offers, many offers at once."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, listed
from app.api.caller import caller
from app.api.limits import COSTLY, by_caller
from app.api.matches import match_result, reasons_of
from app.api.offers import summary_of
from app.api.operation import answers, group
from app.api.schemas.cv import Note
from app.api.schemas.jobs import JobSearch
from app.api.schemas.matching import (
    AskedSkill,
    BatchAnalyze,
    BatchResponse,
    CVAnalysis,
    PartAverage,
    Recommendation,
    RecommendationResponse,
    ScoreResponse,
)
from app.api.schemas.paths import CvPath, JobPath
from app.api.searching import going_on
from app.core.search.filters import Filters
from app.errors import Conflict
from app.extensions import limiter
from app.services import cv_analysis, cvs, jobs, matching
from app.services.cards import JobCard
from app.services.jobs import SearchResult
from app.services.search.offers import Behind
from app.words.labels import label, note_text
from app.words.skills import skill_name

blueprint = group("matching", "/matching", "How offers and CVs fit, and why.")


@blueprint.get("/jobs", responses=answers(200, RecommendationResponse, 409))
def recommendations(query: JobSearch) -> Response:
    """Recommended offers

    All open offers, best match first; the parameters of the search narrow them."""
    found, paging = going_on(query, _recommended_to_caller)
    return listed(
        RecommendationResponse(jobs=[_recommended(card) for card in found.cards], paging=paging), paging
    )


@blueprint.get("/jobs/<int:job_id>/score", responses=answers(200, ScoreResponse, 409))
def score(path: JobPath) -> Response:
    """How one offer fits my primary CV, and why"""
    user_id = caller().user_id
    page = jobs.job_page(path.job_id, user_id)
    if page.cv is None or page.match is None:
        raise _no_cv()
    result = match_result(path.job_id, page.match, page.cv.lines, page.sources)
    version = matching.version()
    return answer(ScoreResponse(**result.__dict__, cv_id=page.cv.id, scorer_version=version))


@blueprint.get("/cv/<int:cv_id>/analyze", responses={200: CVAnalysis})
@limiter.limit(COSTLY, key_func=by_caller)
def analyze(path: CvPath) -> Response:
    """A CV against the offers that fit it best"""
    found = cv_analysis.analyze(caller().user_id, path.cv_id)
    analysis = CVAnalysis(
        cv_id=found.cv.id,
        offers=found.offers,
        overall_score=found.total,
        parts=[
            PartAverage(name=part.name, label=label("part", part.name), score=part.score, known=part.known)
            for part in found.parts
        ],
        skills_match=[_asked(one) for one in found.held],
        missing_skills=[_asked(one) for one in found.missing],
        notes=[Note(code=code, text=note_text(code)) for code in cvs.profile_of(found.cv).notes],
    )
    return answer(analysis)


@blueprint.post("/batch/analyze", responses=answers(200, BatchResponse, 409))
@limiter.limit(COSTLY, key_func=by_caller)
def batch(body: BatchAnalyze) -> Response:
    """How up to 50 offers fit"""
    found = cv_analysis.several(caller().user_id, body.job_ids, body.cv_id)
    results = [
        match_result(job_id, match, found.cv.lines, found.sources) for job_id, match in found.matches.items()
    ]
    return answer(BatchResponse(cv_id=found.cv.id, results=results, missing=list(found.missing)))


def _recommended_to_caller(filters: Filters, behind: Behind | None, per_page: int) -> SearchResult:
    found = jobs.recommend(filters, caller().user_id, behind, per_page)
    if found is None:
        raise _no_cv()
    return found


def _no_cv() -> Conflict:
    return Conflict(_("Upload a CV first: offers are compared with it."), code="no_cv")


def _recommended(card: JobCard) -> Recommendation:
    reasons = reasons_of(card.match.reasons if card.match else ())
    return Recommendation(**summary_of(card).__dict__, reasons=reasons)


def _asked(one: cv_analysis.Asked) -> AskedSkill:
    return AskedSkill(id=one.skill, name=skill_name(one.skill), offers=one.offers, gain=one.gain)
