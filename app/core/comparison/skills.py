"""The skills that several offers ask for, one row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.matching.inputs import Offer
from app.core.matching.outcome import MET, Match, MissingSkill, SkillMatch
from app.core.matching.relations import canonical
from app.core.matching.skill_column import asked_skills

REQUIRED, WISHED = "required", "wished"
ORDER = (MET, "related", "missing", "unknown")


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """``skill`` as the first of the offers writes it. ``asked`` says for each offer REQUIRED, WISHED or "". ``held``
    is how the CV stands to it, None without a CV."""

    skill: str
    asked: tuple[str, ...]
    held: SkillMatch | MissingSkill | None

    @property
    def differs(self) -> bool:
        return len(set(self.asked)) > 1

    @property
    def times(self) -> int:
        return sum(1 for one in self.asked if one)


def aligned(offers: Sequence[Offer], matches: Sequence[Match | None]) -> tuple[AskedSkill, ...]:
    """What most offers ask for comes first, then what most of them require; ``matches`` stand in the order of
    ``offers``."""
    asked = [asked_skills(offer) for offer in offers]
    held = _held(matches)
    written: dict[str, str] = {}
    for offer in offers:
        for name in (*offer.required, *offer.wished):
            written.setdefault(canonical(name), name)
    rows = [
        AskedSkill(skill, tuple(_how(skills, name) for skills in asked), held.get(name))
        for name, skill in written.items()
        if any(name in skills for skills in asked)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.times, -row.asked.count(REQUIRED), row.skill)))


def _how(skills: Mapping[str, bool], name: str) -> str:
    if name not in skills:
        return ""
    return REQUIRED if skills[name] else WISHED


def _held(matches: Sequence[Match | None]) -> dict[str, SkillMatch | MissingSkill]:
    """One CV stands alike to a skill whoever asks for it; where years make a difference, the best counts."""
    found: dict[str, SkillMatch | MissingSkill] = {}
    for match in matches:
        entries: tuple[SkillMatch | MissingSkill, ...] = (*match.matched, *match.missing) if match else ()
        for entry in entries:
            name = canonical(entry.skill)
            if name not in found or ORDER.index(entry.state) < ORDER.index(found[name].state):
                found[name] = entry
    return found
