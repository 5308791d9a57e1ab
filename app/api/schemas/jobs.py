"""Offers."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from app.api.schemas.base import Answer, CursorQuery, Paging
from app.core.search.filters import MAX_PAGE, MAX_VALUES

Codes = list[str]


class JobSearch(CursorQuery):
    """Within a filter values are alternatives, between filters all must hold. The words of the pages and of old
    links are understood too: ``job_type=CDI``, ``contract_type=Vollzeit``, ``country=uk``."""

    page: int = Field(1, ge=1, le=MAX_PAGE, description="Which page, from 1.", examples=[1])
    keyword: str = Field(
        "", max_length=200, description='Words, "phrases", prefix*, -without.', examples=["python -senior"]
    )
    location: str = Field("", max_length=200, description="A town, region or country.", examples=["Tunis"])
    company: str = Field("", max_length=200, examples=["Nour Systems"])
    country: Codes = Field(
        [], max_length=MAX_VALUES, description="ISO 3166-1 alpha-2.", examples=[["TN", "FR"]]
    )
    job_type: Codes = Field([], max_length=MAX_VALUES, description="Contract.", examples=[["permanent"]])
    contract_type: Codes = Field(
        [], max_length=MAX_VALUES, description="full_time or part_time.", examples=[["full_time"]]
    )
    experience_level: Codes = Field([], max_length=MAX_VALUES, examples=[["junior"]])
    remote: Codes = Field(
        [], max_length=MAX_VALUES, description="onsite, hybrid, remote.", examples=[["remote"]]
    )
    source: Codes = Field([], max_length=MAX_VALUES, examples=[["demo"]])
    language: Codes = Field(
        [], max_length=MAX_VALUES, description="Of the text, ISO 639-1.", examples=[["fr"]]
    )
    skill: Codes = Field([], max_length=MAX_VALUES, description="Ids of skills.", examples=[["python"]])
    salary_min: int | None = Field(None, ge=0, le=10_000_000, description="Euros a year.", examples=[30000])
    with_salary: bool = Field(False, description="Only offers that name a salary.", examples=[False])
    date_range: Literal["1day", "3days", "1week", "1month", "3months", "thisyear", "all"] = Field(
        "all", description="How old an offer may be.", examples=["1month"]
    )
    sort: Literal["relevance", "newest", "salary", "match"] | None = Field(
        None, description="Without: relevance with words, else newest. match needs a CV.", examples=["newest"]
    )


class CardMatchResponse(Answer):
    total: float | None = Field(description="0 to 100; null when nothing could be compared.", examples=[72.5])
    band: str = Field(description="How good the total is, in a word.", examples=["good"])
    confidence: float = Field(description="0 to 1: how much of the offer could be compared.", examples=[0.85])
    matched: list[str] = Field(description="Skills, by name.", examples=[["Python"]])
    missing: list[str] = Field(description="Skills, by name.", examples=[["Docker"]])


class JobResponse(Answer):
    id: int = Field(examples=[482])
    source: str = Field(examples=["demo"])
    title: str = Field(examples=["Python developer"])
    company: str | None = Field(examples=["Nour Systems"])
    description: str = Field(description="Of a list the first 320 characters.", examples=["We build…"])
    location: str | None = Field(examples=["Tunis, Tunisia"])
    city: str | None = Field(examples=["Tunis"])
    country: str | None = Field(description="ISO 3166-1 alpha-2.", examples=["TN"])
    job_type: str | None = Field(description="Contract.", examples=["permanent"])
    contract_type: str | None = Field(description="full_time or part_time.", examples=["full_time"])
    experience_level: str | None = Field(examples=["junior"])
    remote_policy: str | None = Field(examples=["hybrid"])
    salary_min: Decimal | None = Field(
        description="In salary_currency per salary_period.", examples=["2500.00"]
    )
    salary_max: Decimal | None = Field(examples=["3200.00"])
    salary_currency: str | None = Field(description="ISO 4217.", examples=["TND"])
    salary_period: str | None = Field(description="hour, day, week, month or year.", examples=["month"])
    job_url: str | None = Field(
        description="Where the source shows it.", examples=["https://jobs.example.org/482"]
    )
    published_at: datetime | None = Field(description="UTC.")
    skills: list[str] = Field(description="Asked for, by name.", examples=[["Python", "SQL"]])
    is_demo: bool = Field(description="Invented, to try the product.", examples=[True])
    match: CardMatchResponse | None = Field(description="Null without a CV.")


class JobDetailResponse(JobResponse):
    description_html: str | None = Field(
        description="Cleaned: no scripts, no styles.", examples=["<p>We build…</p>"]
    )
    application_url: str | None = Field(examples=["https://jobs.example.org/482/apply"])
    company_logo_url: str | None
    company_size: str | None = Field(examples=["50-200"])
    company_industry: str | None = Field(examples=["Software"])
    external_id: str = Field(description="The source's own number.", examples=["A-482"])
    language: str | None = Field(description="Of the text, ISO 639-1.", examples=["en"])
    is_active: bool = Field(description="Whether it is still open.", examples=[True])
    expires_at: datetime | None = Field(description="UTC.")
    required_skills: list[str] = Field(examples=[["Python"]])
    wished_skills: list[str] = Field(examples=[["Docker"]])


class JobList(Answer):
    jobs: list[JobResponse]
    paging: Paging
    facets: dict[str, dict[str, int]] = Field(
        description="How many of the found offers have each value of each filter.",
        examples=[{"country": {"TN": 12}}],
    )


class Jobs(Answer):
    jobs: list[JobResponse]
