"""A match as the API shows it: numbers, skills with their lines, and reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.api.cv_reading import lines_of
from app.api.schemas.matching import EvidenceSource, HeldSkill, MatchResult, PartScore, Reason, SkillGap
from app.core.matching import outcome
from app.core.matching.relations import canonical
from app.services.evidence import SkillSources
from app.words.labels import label
from app.words.reasons import reason_text
from app.words.skills import skill_name

Sources = Mapping[str, SkillSources]


def match_result(job_id: int, found: outcome.Match, lines: Sequence[str], sources: Sources) -> MatchResult:
    held = [(skill.state == outcome.MET, _held(skill, lines, sources)) for skill in found.matched]
    return MatchResult(
        job_id=job_id,
        total=found.total,
        band=found.band,
        band_text=label("band", found.band),
        confidence=found.confidence,
        parts=[_part(part) for part in found.parts],
        matched=[skill for is_met, skill in held if is_met],
        related=[skill for is_met, skill in held if not is_met],
        missing=[_gap(gap, lines) for gap in found.missing],
        reasons=reasons_of(found.reasons),
        deal_breakers=reasons_of(found.deal_breakers),
    )


def reasons_of(found: Iterable[outcome.Reason]) -> list[Reason]:
    return [Reason(code=one.code, text=reason_text(one), params=dict(one.params)) for one in found]


def _part(part: outcome.Part) -> PartScore:
    return PartScore(
        name=part.name,
        label=label("part", part.name),
        weight=part.weight,
        score=part.score,
        points=part.points,
        max_points=part.max_points,
    )


def _held(skill: outcome.SkillMatch, lines: Sequence[str], sources: Sources) -> HeldSkill:
    shown = sources.get(canonical(skill.via or skill.skill)) if skill.rung != outcome.NEAR else None
    return HeldSkill(
        id=skill.skill,
        name=skill_name(skill.skill),
        required=skill.required,
        via=skill_name(skill.via) if skill.via else None,
        rung=skill.rung,
        evidence=lines_of(lines, skill.lines),
        sources=[EvidenceSource(rung=one.rung, title=one.title) for one in shown.sources] if shown else [],
        nearness=skill.nearness,
        gain=skill.gain,
    )


def _gap(gap: outcome.MissingSkill, lines: Sequence[str]) -> SkillGap:
    return SkillGap(
        id=gap.skill,
        name=skill_name(gap.skill),
        required=gap.required,
        state=gap.state,
        gain=gap.gain,
        nearest=lines_of(lines, gap.lines),
    )
