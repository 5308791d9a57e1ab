"""The page of one offer: its details, and the match in words and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from app.core.matching.match import MissingSkill, Part, Reason, SkillMatch
from app.models import Job
from app.services.cards import JobCard
from app.services.cvs import CvSummary, summary
from app.services.jobs import JobPage
from app.web.words import skill_label


@dataclass(frozen=True, slots=True)
class SkillTag:
    id: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """``number`` counts from 1, as people count."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class MatchedSkillView:
    label: str
    required: bool
    via_label: str | None
    rung: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class MissingSkillView:
    """``gain`` is the points that the total would gain with this skill."""

    label: str
    required: bool
    gain: float


@dataclass(frozen=True, slots=True)
class MatchView:
    total: float | None
    band: str
    confidence: float
    parts: tuple[Part, ...]
    matched: tuple[MatchedSkillView, ...]
    missing: tuple[MissingSkillView, ...]
    reasons: tuple[Reason, ...]
    deal_breakers: tuple[Reason, ...]
    cv_name: str


@dataclass(frozen=True, slots=True)
class JobView:
    """``description`` is sanitised at ingest and safe to show; None when there is only plain text."""

    job: Job
    description: Markup | None
    skills: tuple[SkillTag, ...]
    match: MatchView | None
    cv: CvSummary | None
    similar: tuple[JobCard, ...]


def job_view(page: JobPage) -> JobView:
    html = page.job.description_html
    return JobView(
        job=page.job,
        description=Markup(html) if html else None,  # noqa: S704 - allow-listed by nh3 before it was stored
        skills=tuple(SkillTag(skill, skill_label(skill), required) for skill, required in page.skills),
        match=match_view(page) if page.match else None,
        cv=summary(page.cv) if page.cv else None,
        similar=page.similar,
    )


def match_view(page: JobPage) -> MatchView:
    match = page.match
    assert match is not None
    assert page.cv is not None
    return MatchView(
        total=match.total,
        band=match.band,
        confidence=match.confidence,
        parts=match.parts,
        matched=tuple(_matched(skill, page.evidence) for skill in match.matched),
        missing=tuple(_missing(skill) for skill in match.missing),
        reasons=match.reasons,
        deal_breakers=match.deal_breakers,
        cv_name=page.cv.file_name,
    )


def evidence_lines(
    lines: tuple[int, ...], texts: Mapping[int, str], most: int = 2
) -> tuple[EvidenceLine, ...]:
    return tuple(EvidenceLine(number + 1, texts[number]) for number in lines if texts.get(number))[:most]


def _matched(skill: SkillMatch, texts: Mapping[int, str]) -> MatchedSkillView:
    return MatchedSkillView(
        label=skill_label(skill.skill),
        required=skill.required,
        via_label=skill_label(skill.via) if skill.via else None,
        rung=skill.rung,
        evidence=evidence_lines(skill.lines, texts),
    )


def _missing(skill: MissingSkill) -> MissingSkillView:
    return MissingSkillView(skill_label(skill.skill), skill.required, skill.gain)
