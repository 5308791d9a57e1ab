"""Two of a person's CVs for one offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _

from app.core.comparison.verdict import Requirement, Verdict, requirements, verdict
from app.core.matching.match import Match
from app.errors import BadInput, NotFound
from app.models import CV, Job
from app.services import cvs, jobs, matching
from app.services.cvs import CvSummary

BOTH: Final = 2


@dataclass(frozen=True, slots=True)
class ComparedCv:
    cv: CV
    match: Match


@dataclass(frozen=True, slots=True)
class CvComparison:
    """``requirements`` have one entry for each of ``cvs``, in their order; ``others`` are all CVs of the person."""

    job: Job
    cvs: tuple[ComparedCv, ComparedCv]
    requirements: tuple[Requirement, ...]
    verdict: Verdict
    others: tuple[CvSummary, ...]


@dataclass(frozen=True, slots=True)
class CvChoice:
    """``cvs`` are all of the person's, the main one first."""

    job: Job
    cvs: tuple[CvSummary, ...]


def compare(user_id: int, job_id: int, cv_ids: Sequence[int]) -> CvComparison:
    """Raises BadInput unless two different ones are given; NotFound for an offer or a CV that is not there for this
    person."""
    job = jobs.get(job_id, user_id)
    if len(cv_ids) != BOTH:
        raise BadInput(_("Choose two CVs to compare; %(n)s were given.", n=len(cv_ids)), code="not_two")
    if cv_ids[0] == cv_ids[1]:
        raise BadInput(_("The same CV was given twice. Choose two different ones."), code="given_twice")
    first, second = (_compared(user_id, job, cv_id) for cv_id in cv_ids)
    pair = (first.match, second.match)
    return CvComparison(job, (first, second), requirements(pair), verdict(pair), cvs.summaries(user_id))


def choice(user_id: int, job_id: int) -> CvChoice:
    """Raises NotFound."""
    return CvChoice(jobs.get(job_id, user_id), cvs.summaries(user_id))


def _compared(user_id: int, job: Job, cv_id: int) -> ComparedCv:
    if not 0 < cv_id < 2**31:
        raise NotFound(_("There is no such page."))
    cv = cvs.get(user_id, cv_id)
    return ComparedCv(cv, matching.explain(cv, job))
