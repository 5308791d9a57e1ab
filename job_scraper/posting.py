"""An offer as a source gives it, cleaned and in our codes, before it is stored.

contract   permanent, fixed_term, temporary, internship, apprenticeship, freelance, sivp
work_time  full_time, part_time
level      entry, junior, mid, senior, lead, executive
remote     onsite, hybrid, remote
period     hour, day, month, year
country    ISO 3166 alpha-2; language ISO 639-1; currency ISO 4217
languages  what the offer asks its candidates to know: ISO 639-1 to A1 A2 B1 B2 C1 C2, or None where no
           level is said; ``language`` is what it is written in
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Salary:
    """At least one bound is set. ``text`` is what the source wrote."""

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str
    period: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class JobPosting:
    """One offer. ``external_id`` is unique within ``source``; unknown is None, never a guess.

    ``description_html`` is sanitised, ``description_text`` the same as plain text. Times are
    aware and UTC. ``raw`` is the record as it came, for repair; it never leaves the server.
    """

    source: str
    external_id: str
    title: str
    company: str | None = None
    location: str | None = None
    city: str | None = None
    country: str | None = None
    description_html: str | None = None
    description_text: str = ""
    url: str | None = None
    apply_url: str | None = None
    company_logo_url: str | None = None
    company_size: str | None = None
    company_industry: str | None = None
    contract: str | None = None
    work_time: str | None = None
    level: str | None = None
    remote: str | None = None
    language: str | None = None
    years_min: float | None = None
    salary: Salary | None = None
    published_at: datetime | None = None
    expires_at: datetime | None = None
    skills: tuple[str, ...] = ()
    languages: Mapping[str, str | None] = field(default_factory=dict)
    raw: Mapping[str, Any] = field(default_factory=dict)
