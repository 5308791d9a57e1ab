"""What is compared: a candidate and an offer, reduced to what may count.

Name, gender, age, address and photo have no field here, so they cannot move a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.cv.profile import Place
from app.core.matching.invalid import InvalidInput

if TYPE_CHECKING:
    from app.core.matching.nearness import Nearness

__all__ = [
    "CEFR",
    "LEVELS",
    "REMOTE",
    "RUNGS",
    "Candidate",
    "InvalidInput",
    "Offer",
    "SalaryRange",
    "SkillEvidence",
]

RUNGS = ("mentioned", "used", "course", "quiz", "proof")
LEVELS = ("entry", "junior", "mid", "senior", "lead", "executive")
REMOTE = ("onsite", "hybrid", "remote")
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2", "native")

LARGEST = 1_000_000_000  # any number above is a mistake of whoever wrote it

SalaryRange = tuple[float | None, float | None]  # euros a year, lower and upper bound


@dataclass(frozen=True, slots=True)
class SkillEvidence:
    """One skill and the best proof of it; ``lines`` are line numbers of the CV."""

    skill: str
    rung: str = "mentioned"
    lines: tuple[int, ...] = ()
    years: float | None = None

    def __post_init__(self) -> None:
        if not self.skill:
            raise InvalidInput("skill: empty")
        _one_of("rung", self.rung, RUNGS)
        _amount("years", self.years)


@dataclass(frozen=True, slots=True)
class Candidate:
    """``years`` of experience in all. ``places`` are wished for; with ``places_are_home`` they are
    only where the person lives. ``remote_ok`` is None when the CV does not say. ``languages`` maps
    ISO 639-1 codes to CEFR levels, None for an unknown level. ``near`` says how near the lines of the CV
    come to skills that it does not name; without it only named and related skills count.
    """

    skills: Mapping[str, SkillEvidence] = field(default_factory=dict)
    years: float | None = None
    titles: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    remote_ok: bool | None = None
    salary_year_eur: SalaryRange | None = None
    languages: Mapping[str, str | None] = field(default_factory=dict)
    places_are_home: bool = False
    near: Nearness | None = None

    def __post_init__(self) -> None:
        for name, evidence in self.skills.items():
            if name != evidence.skill:
                raise InvalidInput(f"skills: {name!r} leads to evidence for {evidence.skill!r}")
        _amount("years", self.years)
        _range("salary_year_eur", self.salary_year_eur)
        _languages(self.languages)
        object.__setattr__(self, "skills", dict(self.skills))
        object.__setattr__(self, "languages", dict(self.languages))

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known that any part could compare."""
        known = (self.years, self.remote_ok, self.salary_year_eur, self.near)
        return not (self.skills or self.titles or self.places or self.languages) and all(
            value is None for value in known
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A skill both required and wished counts as required. ``level`` is one of LEVELS, ``remote``
    one of REMOTE, ``country`` ISO 3166 alpha-2. ``skill_years`` are years asked for with a skill.
    """

    id: int
    title: str = ""
    required: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    years_min: float | None = None
    level: str | None = None
    city: str | None = None
    country: str | None = None
    remote: str | None = None
    salary_year_eur: SalaryRange | None = None
    languages: Mapping[str, str | None] = field(default_factory=dict)
    skill_years: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _amount("years_min", self.years_min)
        for years in self.skill_years.values():
            _amount("skill_years", years)
        _one_of("level", self.level, LEVELS)
        _one_of("remote", self.remote, REMOTE)
        _range("salary_year_eur", self.salary_year_eur)
        _languages(self.languages)


def _amount(name: str, value: float | None) -> None:
    if value is not None and not 0 <= value <= LARGEST:
        raise InvalidInput(f"{name}: {value!r} is not a number from 0 to {LARGEST}")


def _range(name: str, value: SalaryRange | None) -> None:
    if value is None:
        return
    lower, upper = value
    _amount(name, lower)
    _amount(name, upper)
    if lower is not None and upper is not None and lower > upper:
        raise InvalidInput(f"{name}: {lower!r} is above {upper!r}")


def _one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise InvalidInput(f"{name}: {value!r} is none of {', '.join(allowed)}")


def _languages(languages: Mapping[str, str | None]) -> None:
    for level in languages.values():
        _one_of("languages", level, CEFR)
