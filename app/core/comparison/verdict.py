"""Two CVs for one offer: requirement by requirement, and which to send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.matching.outcome import MET, RELATED, Match, MissingSkill, Reason, SkillMatch

CLEAR = 3.0  # points: below, two scores are as good as the same
WORTH_SAYING = 0.5  # points of one part
Held = SkillMatch | MissingSkill
Pair = tuple[Match, Match]


@dataclass(frozen=True, slots=True)
class Requirement:
    """``held`` is how each of the two CVs stands to it."""

    skill: str
    required: bool
    held: tuple[Held, Held]

    @property
    def differs(self) -> bool:
        return self.held[0].state != self.held[1].state


@dataclass(frozen=True, slots=True)
class PartGain:
    """``points`` more for the one that is meant."""

    part: str
    points: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """``best`` is 0 or 1, None where both are as good or nothing can be said. ``certainty`` is clear, slight, same or
    unknown. What speaks for the best one (for the first where there is none): skills that it alone shows, parts in
    which it is ahead, warnings that only the other has. ``against`` likewise for the other. ``uneven`` are parts that
    were compared for one of the two only."""

    best: int | None
    certainty: str
    points: float
    skills: tuple[str, ...]
    parts: tuple[PartGain, ...]
    warnings: tuple[Reason, ...]
    skills_against: tuple[str, ...]
    parts_against: tuple[PartGain, ...]
    warnings_against: tuple[Reason, ...]
    uneven: tuple[str, ...]


def requirements(matches: Pair) -> tuple[Requirement, ...]:
    """What is required, then the rest, by name; both matches are with the same offer."""
    first, second = (_by_skill(match) for match in matches)
    rows = [Requirement(skill, one.required, (one, second[skill])) for skill, one in first.items()]
    return tuple(sorted(rows, key=lambda row: (not row.required, row.skill)))


def verdict(matches: Pair) -> Verdict:
    rows = requirements(matches)
    best, certainty, points = _decide(matches, rows)
    ahead, behind = (1, 0) if best == 1 else (0, 1)
    return Verdict(
        best=best,
        certainty=certainty,
        points=points,
        skills=_only(rows, ahead),
        parts=_gains(matches, ahead),
        warnings=_warnings(matches, behind),
        skills_against=_only(rows, behind),
        parts_against=_gains(matches, behind),
        warnings_against=_warnings(matches, ahead),
        uneven=tuple(
            one.name
            for one, other in zip(matches[0].parts, matches[1].parts, strict=True)
            if (one.score is None) != (other.score is None)
        ),
    )


def _decide(matches: Pair, rows: Sequence[Requirement]) -> tuple[int | None, str, float]:
    """The higher score; where scores are close, the one that shows more of what is required; then neither."""
    first, second = (match.total for match in matches)
    if first is None or second is None:
        return None, "unknown", 0.0
    points = round(abs(first - second), 1)
    if points >= CLEAR:
        return int(second > first), "clear", points
    counts = [_count(rows, at) for at in (0, 1)]
    if counts[0] == counts[1]:
        return None, "same", points
    return int(counts[1] > counts[0]), "slight", points


def _count(rows: Sequence[Requirement], at: int) -> tuple[int, int, int]:
    """Required skills met, required skills met or near, all met."""
    required = [row.held[at].state for row in rows if row.required]
    near = sum(state in {MET, RELATED} for state in required)
    return required.count(MET), near, sum(row.held[at].state == MET for row in rows)


def _only(rows: Sequence[Requirement], at: int) -> tuple[str, ...]:
    """Skills that one CV meets and the other does not."""
    return tuple(row.skill for row in rows if row.held[at].state == MET and row.held[1 - at].state != MET)


def _gains(matches: Pair, at: int) -> tuple[PartGain, ...]:
    found = [
        PartGain(mine.name, round(mine.points - other.points, 1))
        for mine, other in zip(matches[at].parts, matches[1 - at].parts, strict=True)
        if mine.score is not None and other.score is not None and mine.score > other.score
    ]
    return tuple(sorted((one for one in found if one.points >= WORTH_SAYING), key=lambda one: -one.points))


def _warnings(matches: Pair, at: int) -> tuple[Reason, ...]:
    """What only this one should be warned of."""
    shared = {one.code for one in matches[1 - at].deal_breakers}
    return tuple(one for one in matches[at].deal_breakers if one.code not in shared)


def _by_skill(match: Match) -> dict[str, Held]:
    entries: tuple[Held, ...] = (*match.matched, *match.missing)
    return {entry.skill: entry for entry in entries}
