"""The list of CVs, and what was read from one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from flask import current_app

from app.core.cv.profile import Profile, from_json
from app.core.skills.lexicon import default_lexicon
from app.models import CV
from app.services.cvs import ACCEPTED, CvSummary, profile_of, summaries, summary
from app.web.locale import current_language
from app.web.pages.job import EvidenceLine, evidence_lines
from app.web.words import skill_label

MAX_SUGGESTIONS = 10
MAX_QUERY = 60


@dataclass(frozen=True, slots=True)
class CvListPage:
    """``accepted`` is the value of an ``accept`` attribute."""

    cvs: tuple[CvSummary, ...]
    max_mb: int
    accepted: str
    ocr_available: bool
    guest_hours: int


@dataclass(frozen=True, slots=True)
class CvSkillView:
    id: str
    label: str
    years: float | None
    evidence: tuple[EvidenceLine, ...]
    added_by_hand: bool


@dataclass(frozen=True, slots=True)
class CvPage:
    """``lines`` is the text by line number; ``is_corrected`` says that the person changed something."""

    cv: CvSummary
    profile: Profile
    lines: tuple[str, ...]
    skills: tuple[CvSkillView, ...]
    was_ocr: bool
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: str
    label: str


def cv_list(user_id: int | None) -> CvListPage:
    settings = current_app.extensions["settings"]
    return CvListPage(
        cvs=summaries(user_id) if user_id else (),
        max_mb=settings.max_cv_mb,
        accepted=ACCEPTED,
        ocr_available=shutil.which("tesseract") is not None,
        guest_hours=settings.guest_hours,
    )


def cv_view(cv: CV) -> CvPage:
    profile = profile_of(cv)
    read = {skill.skill for skill in from_json(cv.parsed_data).skills}
    texts = dict(enumerate(cv.lines))
    skills = [
        CvSkillView(
            id=skill.skill,
            label=skill_label(skill.skill),
            years=skill.years,
            evidence=evidence_lines(skill.lines, texts),
            added_by_hand=skill.skill not in read,
        )
        for skill in profile.skills
    ]
    return CvPage(
        cv=summary(cv),
        profile=profile,
        lines=tuple(cv.lines),
        skills=tuple(sorted(skills, key=lambda skill: (-(skill.years or 0), skill.label.casefold()))),
        was_ocr=cv.was_ocr,
        is_corrected=cv.version > 1,
    )


def suggestions(query: str) -> tuple[Suggestion, ...]:
    """Skills whose name starts with the query, in the reader's language or English."""
    prefix = query.strip()[:MAX_QUERY]
    if not prefix:
        return ()
    language = current_language()
    found = default_lexicon().suggest(prefix, language, MAX_SUGGESTIONS)
    return tuple(Suggestion(skill.id, skill_label(skill.id)) for skill in found)
