"""What a CV was understood to say. Every statement names the line it was read from.

Codes used here and everywhere else:
education level  none, secondary, vocational, bachelor, master, doctorate
CEFR level       A1 A2 B1 B2 C1 C2 native
contract         permanent, fixed_term, temporary, internship, apprenticeship, freelance, sivp
country          ISO 3166 alpha-2; language: ISO 639-1
salary period    hour, day, month, year
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

NO_LINE = -1  # the statement was typed in by the person, or follows from several lines


@dataclass(frozen=True, slots=True)
class Place:
    """A town and/or country; ``text`` is what was written."""

    text: str
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    place: Place | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobTitle:
    text: str
    line: int = NO_LINE


@dataclass(frozen=True, slots=True)
class Experience:
    """A dated job. ``start`` and ``end`` are first days of months; ``end`` is None while current."""

    title: str
    company: str | None = None
    start: date | None = None
    end: date | None = None
    current: bool = False
    line: int = NO_LINE
    last_line: int = NO_LINE


@dataclass(frozen=True, slots=True)
class Education:
    level: str
    title: str
    institution: str | None = None
    year: int | None = None
    line: int = NO_LINE


@dataclass(frozen=True, slots=True)
class LanguageSkill:
    code: str
    level: str | None = None
    line: int = NO_LINE


@dataclass(frozen=True, slots=True)
class ProfileSkill:
    """A lexicon skill the CV mentions. ``years`` sums the dated jobs whose lines mention it."""

    skill: str
    lines: tuple[int, ...] = ()
    years: float | None = None
    last_used: int | None = None


@dataclass(frozen=True, slots=True)
class SalaryExpectation:
    minimum: Decimal
    maximum: Decimal | None = None
    currency: str = "EUR"
    period: str = "year"
    line: int = NO_LINE


@dataclass(frozen=True, slots=True)
class Profile:
    """``total_years`` counts overlapping jobs once; None means that no dated job was found.

    ``quality`` runs from 0 (hardly anything recognised) to 1; ``notes`` are codes of what to
    tell the reader, such as ``no_dates``, ``no_skills``, ``hidden_text``, ``ocr``.
    """

    contact: Contact = field(default_factory=Contact)
    titles: tuple[JobTitle, ...] = ()
    experiences: tuple[Experience, ...] = ()
    education: tuple[Education, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    skills: tuple[ProfileSkill, ...] = ()
    total_years: float | None = None
    education_level: str | None = None
    desired_titles: tuple[str, ...] = ()
    desired_places: tuple[Place, ...] = ()
    desired_contracts: tuple[str, ...] = ()
    remote_wanted: bool = False
    salary: SalaryExpectation | None = None
    summary: str | None = None
    language: str | None = None
    quality: float = 0.0
    notes: tuple[str, ...] = ()


_ADAPTER = TypeAdapter(Profile)


def to_json(profile: Profile) -> dict[str, Any]:
    """The profile as JSON types, for storage; ``from_json`` gives the same profile back."""
    return _ADAPTER.dump_python(profile, mode="json")  # type: ignore[no-any-return]


def from_json(data: dict[str, Any]) -> Profile:
    """Raises pydantic's ValidationError when the data is not a profile."""
    return _ADAPTER.validate_python(data)
