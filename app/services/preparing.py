"""What a person needs to apply for one offer with their primary CV."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.cv.profile import Profile
from app.core.matching.match import Match
from app.models import CV, Job
from app.services import cvs, matching
from app.services.assistant import applying
from app.services.assistant.applying import Help


@dataclass(frozen=True, slots=True)
class Preparation:
    job: Job
    cv: CV
    profile: Profile
    match: Match
    help: tuple[Help, ...]


def prepare(user_id: int, job_id: int, language: str) -> Preparation:
    """Raises NotFound without an offer that is theirs to see, or without a CV."""
    helps = tuple(applying.state(user_id, job_id, purpose, language) for purpose in applying.PURPOSES)
    job, cv = applying.subject_of(user_id, job_id)
    return Preparation(job, cv, cvs.profile_of(cv), matching.stored_or_new(cv, job), helps)
