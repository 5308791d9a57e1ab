"""What an offer asks for, skill by skill, and what of it a candidate shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.matching.inputs import Candidate, Offer
from app.core.matching.nearness import Near, closed
from app.core.matching.outcome import MET, MISSING, NEAR, RELATED, UNKNOWN, MissingSkill, SkillMatch
from app.core.matching.parts.skills import NEAR_ENOUGH
from app.core.matching.relations import Credits, Years, canonical, covered, credits_of, for_years
from app.core.matching.skill_column import asked_skills, asked_years, weight_of
from app.core.skills.lexicon import default_lexicon

# The nearest lines of a CV to a skill that it lacks are shown from here on; below, they are any lines.
WORTH_SHOWING = NEAR_ENOUGH // 2


@dataclass(frozen=True, slots=True)
class PairSkills:
    """Everything by canonical name. ``asked`` says whether a skill is required, ``written`` how the offer
    writes it, ``years`` how many are asked for.
    """

    candidate: Candidate
    asked: Mapping[str, bool]
    written: Mapping[str, str]
    years: Years
    credits: Credits
    near: Mapping[str, Near]

    @property
    def not_held(self) -> list[str]:
        """Asked skills without any evidence of their own."""
        return [name for name in self.asked if self._via(name) != name]

    def gained_with(self, name: str, rung: str) -> int:
        """Weighted credit that would come if ``name`` were held too, nobody knows for how long."""
        gained = 0
        for asked, credit in covered(name, rung, None, self.asked):
            better = for_years(credit, self.years[asked]) if asked in self.years else credit.points
            before = self._points(asked)
            if better > before:
                gained += self._worth(asked, better) - self._worth(asked, before)
        return gained

    @property
    def points(self) -> int:
        """Weighted credit of all skills: what the columns give, in whole numbers and so exactly that."""
        return sum(self._worth(name, self._points(name)) for name in self.asked)

    def _points(self, name: str) -> int:
        return self.credits[name].points if name in self.credits else 0

    def _worth(self, name: str, points: int) -> int:
        near = self.near[name].points if name in self.near else 0
        return weight_of(self.asked[name]) * closed(points, near)

    def matched(self, gains: Mapping[str, float]) -> tuple[SkillMatch, ...]:
        """What is held, wholly or in part, in the order of the offer."""
        return tuple(
            self._held(name, gains) if name in self.credits else self._close(name, gains)
            for name in self.asked
            if name in self.credits or self._is_close(name)
        )

    def missing(self, gains: Mapping[str, float]) -> tuple[MissingSkill, ...]:
        """The rest, the largest gain first."""
        found = [
            self._absent(name, gains)
            for name in self.asked
            if name not in self.credits and not self._is_close(name)
        ]
        return tuple(sorted(found, key=lambda skill: (-skill.gain, not skill.required, skill.skill)))

    def _via(self, name: str) -> str | None:
        return canonical(self.credits[name].held) if name in self.credits else None

    def _is_close(self, name: str) -> bool:
        return name in self.near and self.near[name].points >= NEAR_ENOUGH

    def _nearness(self, name: str) -> float | None:
        return self.near[name].nearness if name in self.near else None

    def _held(self, name: str, gains: Mapping[str, float]) -> SkillMatch:
        evidence = self.candidate.skills[self.credits[name].held]
        met = self._via(name) == name
        return SkillMatch(
            skill=self.written[name],
            via=None if met else evidence.skill,
            rung=evidence.rung,
            lines=evidence.lines,
            required=self.asked[name],
            gain=gains.get(name, 0.0),
            state=MET if met else RELATED,
            nearness=self._nearness(name),
        )

    def _close(self, name: str, gains: Mapping[str, float]) -> SkillMatch:
        near = self.near[name]
        return SkillMatch(
            self.written[name], None, NEAR, near.lines, self.asked[name], gains[name], RELATED, near.nearness
        )

    def _absent(self, name: str, gains: Mapping[str, float]) -> MissingSkill:
        near = self.near.get(name)
        told = near is not None or name in default_lexicon().skills
        return MissingSkill(
            skill=self.written[name],
            required=self.asked[name],
            gain=gains[name],
            state=MISSING if told else UNKNOWN,
            nearness=self._nearness(name),
            lines=near.lines if near and near.points >= WORTH_SHOWING else (),
        )


def skills_of_pair(candidate: Candidate, offer: Offer) -> PairSkills:
    asked, years = asked_skills(offer), asked_years(offer)
    credits = credits_of(candidate.skills, years)
    near = {name: candidate.near.find(name) for name in asked} if candidate.near else {}
    return PairSkills(
        candidate=candidate,
        asked=asked,
        written=_as_written(offer),
        years=years,
        credits={name: credits[name] for name in asked if name in credits},
        near={name: found for name, found in near.items() if found},
    )


def _as_written(offer: Offer) -> dict[str, str]:
    """The offer's own word for each canonical name, the first one."""
    words: dict[str, str] = {}
    for name in (*offer.required, *offer.wished):
        words.setdefault(canonical(name), name)
    return words
