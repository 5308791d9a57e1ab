"""The list of CVs, and what was read from one."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from flask import current_app

from app.core.cv.profile import Profile, from_json
from app.core.matching.relations import canonical
from app.core.skills.lexicon import default_lexicon
from app.models import CV
from app.services import evidence
from app.services.cvs import ACCEPTED, CvSummary, profile_of, summaries, summary
from app.web.pages.evidence import SourceView, source_views
from app.web.pages.job import EvidenceLine, evidence_lines
from app.words.language import current_language
from app.words.skills import skill_name

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
    """``rung`` is where the skill stands on the ladder of evidence, ``sources`` what it stands on beside lines."""

    id: str
    label: str
    years: float | None
    evidence: tuple[EvidenceLine, ...]
    added_by_hand: bool
    rung: str = "mentioned"
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class CvPage:
    """``lines`` is the text by line number; ``is_corrected`` says that the person changed something.
    ``shown_elsewhere`` are skills that only courses, quizzes or proofs show."""

    cv: CvSummary
    profile: Profile
    lines: tuple[str, ...]
    skills: tuple[CvSkillView, ...]
    was_ocr: bool
    is_corrected: bool
    shown_elsewhere: tuple[CvSkillView, ...] = ()


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
    shown = evidence.sources_of(cv.user_id, cv)
    skills = [
        CvSkillView(
            id=skill.skill,
            label=skill_name(skill.skill),
            years=skill.years,
            evidence=evidence_lines(skill.lines, texts),
            added_by_hand=skill.skill not in read,
            rung=_rung(shown.get(canonical(skill.skill))),
            sources=source_views(shown.get(canonical(skill.skill)), with_lines=False),
        )
        for skill in profile.skills
    ]
    named = {canonical(skill.skill) for skill in profile.skills}
    return CvPage(
        cv=summary(cv),
        profile=profile,
        lines=tuple(cv.lines),
        skills=tuple(sorted(skills, key=lambda skill: (-(skill.years or 0), skill.label.casefold()))),
        was_ocr=cv.was_ocr,
        is_corrected=cv.profile != cv.parsed_data,  # the version rises with evidence too
        shown_elsewhere=tuple(_elsewhere(one) for name, one in shown.items() if name not in named),
    )


def _rung(shown: evidence.SkillSources | None) -> str:
    return shown.rung if shown else "mentioned"


def _elsewhere(shown: evidence.SkillSources) -> CvSkillView:
    label = skill_name(shown.skill)
    return CvSkillView(shown.skill, label, None, (), False, shown.rung, source_views(shown))


def suggestions(query: str) -> tuple[Suggestion, ...]:
    """Skills whose name starts with the query, in the reader's language or English."""
    prefix = query.strip()[:MAX_QUERY]
    if not prefix:
        return ()
    language = current_language()
    found = default_lexicon().suggest(prefix, language, MAX_SUGGESTIONS)
    return tuple(Suggestion(skill.id, skill_name(skill.id)) for skill in found)
