"""Why an offer fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _

from app.core.matching import outcome
from app.core.matching.relations import canonical
from app.errors import Conflict
from app.mcp.calls import user_id
from app.mcp.schemas import Explanation, JobId, Line, Matched, Missing, Part
from app.services import jobs
from app.services.evidence import SkillSources
from app.words.labels import label
from app.words.reasons import reason_text
from app.words.skills import skill_name


def explain_match(job_id: JobId) -> Explanation:
    """How one offer fits the person's primary CV, and why: the parts of the score, the matched skills with the lines
    of the CV behind each, the missing ones with what they would add. The score is computed by fixed rules: quote it,
    do not make one up."""
    page = jobs.job_page(job_id, user_id())
    match = page.match
    if page.cv is None or match is None:
        raise no_cv()
    return Explanation(
        **{name: getattr(match, name) for name in ("total", "band", "confidence")},
        **{name: getattr(page.job, name) for name in ("title", "company")},
        job_id=job_id,
        band_text=label("band", match.band),
        parts=[_part(part) for part in match.parts],
        matched=[_matched(skill, page.cv.lines, page.sources) for skill in match.matched],
        missing=[_missing(skill, page.cv.lines) for skill in match.missing],
        reasons=[reason_text(reason) for reason in match.reasons],
        deal_breakers=[reason_text(reason) for reason in match.deal_breakers],
    )


def no_cv() -> Conflict:
    return Conflict(_("Upload a CV first: offers are compared with it."), code="no_cv")


def _part(part: outcome.Part) -> Part:
    same = ("name", "score", "points", "max_points")
    return Part(**{name: getattr(part, name) for name in same}, label=label("part", part.name))


def _matched(skill: outcome.SkillMatch, lines: Sequence[str], sources: Mapping[str, SkillSources]) -> Matched:
    shown = sources.get(canonical(skill.via or skill.skill)) if skill.rung != outcome.NEAR else None
    return Matched(
        name=skill_name(skill.skill),
        required=skill.required,
        via=skill_name(skill.via) if skill.via else None,
        rung=skill.rung,
        cv_lines=_lines(lines, skill.lines),
        shown_by=[source.title for source in shown.sources if source.title] if shown else [],
    )


def _missing(skill: outcome.MissingSkill, lines: Sequence[str]) -> Missing:
    return Missing(
        name=skill_name(skill.skill),
        required=skill.required,
        state=skill.state,
        gain=skill.gain,
        nearest_lines=_lines(lines, skill.lines),
    )


def _lines(lines: Sequence[str], numbers: Iterable[int]) -> list[Line]:
    """Lines without text are hidden ones."""
    return [
        Line(number=number + 1, text=lines[number])
        for number in numbers
        if 0 <= number < len(lines) and lines[number]
    ]
