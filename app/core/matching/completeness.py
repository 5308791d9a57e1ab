"""How much of what a score compares a CV tells, and what to add next.

Only what a score may use is looked at: nothing here knows a name, an age, a gender, a photo or an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.core.matching.inputs import RUNGS, Candidate
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights

ENOUGH_SKILLS: Final = 8  # offers ask for six to eight; fewer in a CV leave most of them unanswered
SHOWN_RUNG: Final = RUNGS.index("course")
PARTS: Final = ("skills", "experience", "location", "salary", "title")
BESIDE: Final = ("languages", "evidence")  # no parts: one is what offers insist on, the other raises skills


@dataclass(frozen=True, slots=True)
class Told:
    """``code`` is one of PARTS or BESIDE, ``share`` (0 to 1) how much of it the CV tells, ``points`` how many of
    the score's hundred rest on it."""

    code: str
    share: float
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Completeness:
    told: tuple[Told, ...]

    @property
    def percent(self) -> int:
        """Of the points, those that can be compared; 100 only when all can."""
        whole = sum(one.points for one in self.told)
        return int(100 * sum(one.points * one.share for one in self.told) / whole) if whole else 0

    @property
    def missing(self) -> tuple[Told, ...]:
        """What to add, the most points first; what moves no points of its own comes last."""
        open_ = [one for one in self.told if one.share < 1]
        return tuple(sorted(open_, key=lambda one: -one.points * (1 - one.share)))


def completeness(candidate: Candidate, weights: Weights = DEFAULT_WEIGHTS) -> Completeness:
    shares = {
        "skills": min(1.0, len(candidate.skills) / ENOUGH_SKILLS),
        "experience": float(candidate.years is not None),
        "location": float(_has_place(candidate)),
        "salary": float(candidate.salary_year_eur is not None),
        "title": float(bool(candidate.titles)),
        "languages": _languages(candidate),
        "evidence": float(_is_shown(candidate)),
    }
    points = {part: 100 * weights[part] / weights.total for part in PARTS}
    return Completeness(tuple(Told(code, share, points.get(code, 0.0)) for code, share in shares.items()))


def _has_place(candidate: Candidate) -> bool:
    """Where somebody lives is no wish."""
    return bool(candidate.remote_ok) or bool(candidate.places and not candidate.places_are_home)


def _languages(candidate: Candidate) -> float:
    """A language without a level is half of what offers ask."""
    known = candidate.languages.values()
    return sum(1.0 if level else 0.5 for level in known) / len(known) if known else 0.0


def _is_shown(candidate: Candidate) -> bool:
    return any(RUNGS.index(one.rung) >= SHOWN_RUNG for one in candidate.skills.values())
