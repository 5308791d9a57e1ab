"""The page of one offer: its details, and the match in words and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup

from app.core.matching.match import MissingSkill, Part, Reason, SkillMatch
from app.core.matching.outcome import MET, NEAR
from app.core.matching.relations import canonical
from app.core.matching.skill_space import words_of
from app.models import Job
from app.services.cards import JobCard
from app.services.copies import SeenOn
from app.services.cvs import CvSummary, summary
from app.services.jobs import JobPage
from app.services.saved_jobs.marks import NONE, Marks
from app.web.pages.evidence import SourceView, source_views
from app.web.pages.highlight import Marking, marked_html
from app.web.pages.text import paragraphs
from app.words.skills import skill_name
from job_scraper.normalise.dates import parse_moment
from job_scraper.registry import find_source

_LIST_SIGNS = " \t\u00a0•◦▪‣·●○■–—-*"


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
    """``sources`` are jobs, courses, quizzes and proofs; lines are in ``evidence``."""

    label: str
    required: bool
    via_label: str | None
    rung: str
    evidence: tuple[EvidenceLine, ...]
    state: str
    nearness: float | None
    gain: float
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingSkillView:
    """``gain`` is the points that the total would gain with this skill; ``nearest`` the lines that come
    nearest to it, though not near enough."""

    label: str
    required: bool
    gain: float
    state: str
    nearest: tuple[EvidenceLine, ...]


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

    @property
    def unknown(self) -> tuple[Reason, ...]:
        """What is not compared though it might be."""
        return tuple(reason for reason in self.reasons if reason.code.endswith("_unknown"))

    @property
    def shown_parts(self) -> tuple[Part, ...]:
        """Without parts that nobody misses, such as languages where an offer asks for none."""
        missed = {reason.code for reason in self.unknown}
        return tuple(
            part for part in self.parts if part.score is not None or f"{part.name}_unknown" in missed
        )


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a source wants shown with its offers: its name and address, its terms, and when it last changed
    the offer, as far as it says that."""

    text: str
    url: str
    terms_url: str
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class JobView:
    """``description`` is safe to show; the words by which it asks for skills are marked. ``twin_id`` is the
    offer that stands for this one, ``why_closed`` says in words why it ended. ``attribution`` is None for
    offers that came in otherwise than from a source."""

    job: Job
    description: Markup
    skills: tuple[SkillTag, ...]
    match: MatchView | None
    cv: CvSummary | None
    similar: tuple[JobCard, ...]
    seen_on: tuple[SeenOn, ...] = ()
    twin_id: int | None = None
    why_closed: str = ""
    attribution: SourceNote | None = None
    application_id: int | None = None
    marks: Marks = NONE


def job_view(page: JobPage) -> JobView:
    html = page.job.description_html or str(paragraphs(page.job.description))
    return JobView(
        job=page.job,
        description=marked_html(html, _marking(page)),
        skills=tuple(SkillTag(skill, skill_name(skill), required) for skill, required in page.skills),
        match=match_view(page) if page.match else None,
        cv=summary(page.cv) if page.cv else None,
        similar=page.similar,
        seen_on=page.seen_on,
        twin_id=page.twin_id,
        why_closed=why_closed(page.job.closed_reason),
        attribution=_attribution(page.job),
        application_id=page.application_id,
        marks=page.marks,
    )


def _attribution(job: Job) -> SourceNote | None:
    source = find_source(job.source)
    if source is None or job.owner_id:
        return None
    said = (job.raw_data or {}).get("dateActualisation")
    return SourceNote(
        text=_(source.attribution) if source.attribution else source.label,
        url=source.homepage,
        terms_url=source.terms.url,
        updated_at=parse_moment(said, job.last_seen_at) if isinstance(said, str) else None,
    )


def why_closed(reason: str | None) -> str:
    return {
        "expired": _("Its last day has passed."),
        "gone": _("The source no longer lists it."),
        "unseen": _("It was no longer found at its source."),
        "removed": _("It was taken out here."),
    }.get(reason or "", "")


def _marking(page: JobPage) -> Marking:
    states = {}
    for one in page.match.matched if page.match else ():
        states[one.skill] = "yes" if one.state == MET else "near"
    for gap in page.match.missing if page.match else ():
        states[gap.skill] = "no"
    titles = {
        "yes": _("Your CV shows this"),
        "near": _("Your CV comes near this"),
        "no": _("Not found in your CV"),
        "asked": _("Asked for"),
    }
    return Marking({words: states.get(skill, "asked") for words, skill in page.spelled.items()}, titles)


def match_view(page: JobPage) -> MatchView:
    match = page.match
    assert match is not None
    assert page.cv is not None
    return MatchView(
        total=match.total,
        band=match.band,
        confidence=match.confidence,
        parts=match.parts,
        matched=tuple(_matched(skill, page) for skill in match.matched),
        missing=tuple(_missing(skill, page.evidence) for skill in match.missing),
        reasons=match.reasons,
        deal_breakers=match.deal_breakers,
        cv_name=page.cv.file_name,
    )


def evidence_lines(
    lines: tuple[int, ...], texts: Mapping[int, str], most: int = 2
) -> tuple[EvidenceLine, ...]:
    """The lines without the sign that a list puts before them."""
    said = ((number, texts.get(number, "").lstrip(_LIST_SIGNS)) for number in lines)
    return tuple(EvidenceLine(number + 1, text) for number, text in said if text)[:most]


def nearest_lines(
    lines: tuple[int, ...], texts: Mapping[int, str], skill: str, most: int = 2
) -> tuple[EvidenceLine, ...]:
    """Of a piece of the CV that comes near a skill first the lines that share words with its name."""
    wanted = set(words_of(f"{skill} {skill_name(skill)}"))
    ordered = sorted(lines, key=lambda number: wanted.isdisjoint(words_of(texts.get(number, ""))))
    return evidence_lines(tuple(ordered), texts, most)


def _matched(skill: SkillMatch, page: JobPage) -> MatchedSkillView:
    texts, held = page.evidence, page.sources.get(canonical(skill.via or skill.skill))
    return MatchedSkillView(
        label=skill_name(skill.skill),
        required=skill.required,
        via_label=skill_name(skill.via) if skill.via else None,
        rung=skill.rung,
        evidence=nearest_lines(skill.lines, texts, skill.skill)
        if skill.rung == NEAR
        else evidence_lines(skill.lines, texts),
        state=skill.state,
        nearness=skill.nearness,
        gain=skill.gain,
        sources=source_views(held, with_lines=False, most=3) if skill.rung != NEAR else (),
    )


def _missing(skill: MissingSkill, texts: Mapping[int, str]) -> MissingSkillView:
    nearest = nearest_lines(skill.lines, texts, skill.skill, 1)
    return MissingSkillView(skill_name(skill.skill), skill.required, skill.gain, skill.state, nearest)
