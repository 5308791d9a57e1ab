"""What a comparison found, in codes: the pages turn them into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan

# A total from this value on is in the band; below the last one it is weak. Measured: see docs/matching.md.
UNSURE = 0.4
BANDS = (("strong", 75.0), ("good", 60.0), ("fair", 40.0))

MET, RELATED, MISSING, UNKNOWN = "met", "related", "missing", "unknown"  # states of an asked skill
NEAR = "near"  # in place of a rung, where only lines of the CV come near

# Reason codes and their parameters. ``side`` is cv, offer or both: who does not say it.
REASONS: Mapping[str, tuple[str, ...]] = {
    "required_covered": ("matched", "total"),
    "wished_covered": ("matched", "total"),
    "skills_close": ("count",),
    "skills_near": ("count",),
    "skills_proven": ("count",),
    "skill_years_short": ("skill", "years", "required"),
    "skills_unproven": ("count",),
    "skills_few_asked": ("count",),
    "skills_unknown": ("side",),
    "experience_fits": ("years", "required"),
    "experience_short": ("years", "required"),
    "experience_above": ("years", "required"),
    "experience_unknown": ("side",),
    "languages_covered": ("matched", "total"),
    "languages_unknown": ("side",),
    "location_remote": (),
    "location_same_city": ("city",),
    "location_near": ("city", "wanted", "km"),
    "location_far": ("city", "wanted", "km"),
    "location_same_country": ("country",),
    "location_other_country": ("country",),
    "location_not_remote": (),
    "location_from_home": ("home",),
    "location_unknown": ("side",),
    "salary_fits": ("low", "high", "wanted"),
    "salary_partly": ("low", "high", "wanted"),
    "salary_below": ("low", "high", "wanted"),
    "salary_unknown": ("side",),
    "title_fits": ("title", "wanted"),
    "title_close": ("title", "wanted"),
    "title_other": ("title",),
    "title_unknown": ("side",),
    "conditions_reduced": ("percent",),
    "conditions_unsure": ("percent",),
}
DEAL_BREAKERS: Mapping[str, tuple[str, ...]] = {
    "language_missing": ("language", "level"),
    "language_below": ("language", "level", "has"),
    "salary_far_below": ("high", "wanted"),
    "country_not_wished": ("country",),
    "remote_refused": (),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """``code`` is a key of REASONS or DEAL_BREAKERS, which name the parameters; money is euros a year."""

    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """``score`` runs from 0 to 1, None where nothing is known; then ``max_points`` is 0 and the
    weight is shared by the other parts. The points of all parts add up to the total.
    """

    name: str
    weight: float
    score: float | None
    points: float
    max_points: float


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """``skill`` as the offer names it. ``state`` is met, or related: then ``via`` is the close skill that
    is held, or None where only lines of the CV come near. ``rung`` and ``lines`` are the evidence of the
    held skill; of lines alone the rung is "near". ``nearness`` (0 to 1) is how near the CV comes in
    meaning, None where nothing was compared. ``gain`` is what holding ``skill`` itself would add.
    """

    skill: str
    via: str | None
    rung: str
    lines: tuple[int, ...]
    required: bool
    gain: float = 0.0
    state: str = MET
    nearness: float | None = None


@dataclass(frozen=True, slots=True)
class MissingSkill:
    """``gain`` is the points that the total would gain after a course in the skill. ``state`` is missing,
    or unknown where neither the lexicon nor any comparison can tell. ``lines`` are the nearest ones.
    """

    skill: str
    required: bool
    gain: float
    state: str = MISSING
    nearness: float | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """``total`` runs from 0 to 100 with one decimal, None when nothing could be compared.

    ``confidence`` (0 to 1) says how much there was to compare. ``deal_breakers`` are what the
    person should know before applying; they do not change the total.
    """

    total: float | None
    band: str
    confidence: float
    parts: tuple[Part, ...]
    matched: tuple[SkillMatch, ...]
    missing: tuple[MissingSkill, ...]
    reasons: tuple[Reason, ...]
    deal_breakers: tuple[Reason, ...]


def band_of(total: float | None, confidence: float = 1.0) -> str:
    """strong from 75, good from 60, fair from 40, else weak; unknown for None and NaN. Where ``confidence``
    is below UNSURE there is too little to call a match strong.

    The total counts as it is shown, with one decimal.
    """
    if total is None or isnan(total):
        return "unknown"
    band = next((name for name, least in BANDS if round(total, 1) >= least), "weak")
    return BANDS[1][0] if band == BANDS[0][0] and confidence < UNSURE else band


def unknown(part: str, *, cv: bool, offer: bool) -> Reason:
    """Why a part is unknown: which of the two sides says something."""
    side = "both" if not (cv or offer) else "offer" if cv else "cv"
    return Reason(f"{part}_unknown", {"side": side})
