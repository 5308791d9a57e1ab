"""Offers that I keep, and those that I hide."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from app.api.schemas.base import Answer, Given, PageQuery, Paging, Whole, YesNo
from app.core.tracker.record import TEXT
from app.services.saved_jobs.listing import PER_PAGE


class FavoritesQuery(PageQuery):
    page_size: int = Field(PER_PAGE, ge=1, le=100, description="Entries on a page.", examples=[PER_PAGE])


class SavedQuery(FavoritesQuery):
    q: str = Field(
        "",
        max_length=200,
        description="Words of the offer or of my notes; all must occur.",
        examples=["python"],
    )
    state: Literal["open", "closed"] | None = Field(
        None, description="Whether it is still offered.", examples=["open"]
    )
    country: str | None = Field(
        None, pattern="^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2.", examples=["TN"]
    )
    favorites: bool = Field(False, description="Only favourites.", examples=[False])
    sort: Literal["saved", "match", "salary", "title"] = Field(
        "saved", description="saved: the last first. match needs a CV.", examples=["saved"]
    )


class SavedChange(Answer):
    """What is different from when it was saved."""

    code: Literal["title", "company", "place", "salary", "text", "reposted", "copy", "closed", "reopened"] = (
        Field(description="What changed.", examples=["title"])
    )
    before: str = Field(
        description="For title, company and place; else empty.", examples=["Python developer"]
    )
    after: str = Field(description="For title, company and place; else empty.", examples=["Senior developer"])


class SavedJobResponse(Answer):
    job_id: int = Field(description="Number of the offer.", examples=[482])
    title: str = Field(description="As it is now.", examples=["Python developer"])
    company: str | None = Field(description="As it is now.", examples=["Nour Systems"])
    location: str | None = Field(description="As the offer says.", examples=["Tunis, Tunisia"])
    city: str | None = Field(description="The town alone.", examples=["Tunis"])
    country: str | None = Field(description="ISO 3166-1 alpha-2.", examples=["TN"])
    salary_min: Decimal | None = Field(
        description="In salary_currency per salary_period.", examples=["2500.00"]
    )
    salary_max: Decimal | None = Field(
        description="In salary_currency per salary_period.", examples=["3200.00"]
    )
    salary_currency: str | None = Field(description="ISO 4217.", examples=["TND"])
    salary_period: str | None = Field(description="hour, day, week, month or year.", examples=["month"])
    source: str = Field(description="Where it was found.", examples=["demo"])
    job_url: str | None = Field(
        description="Where the source shows it.", examples=["https://jobs.example.org/482"]
    )
    application_url: str | None = Field(
        description="Where to apply.", examples=["https://jobs.example.org/482/apply"]
    )
    is_demo: bool = Field(description="Invented, to try the product.", examples=[False])
    is_active: bool = Field(description="Whether it is still open.", examples=[True])
    closed_at: datetime | None = Field(description="UTC; null while it is open.")
    last_seen_at: datetime = Field(description="UTC; when the source was last seen to list it.")
    saved_at: datetime = Field(description="UTC.")
    is_favorite: bool = Field(description="Whether it has my star.", examples=[True])
    notes: str = Field(description="Mine; nobody else reads them.", examples=["Ask Leila about the team."])
    notes_version: int = Field(ge=1, description="To send back with changed notes.", examples=[1])
    changes: list[SavedChange] = Field(description="Since it was saved, the weightiest first.")
    match_score: float | None = Field(
        description="0 to 100; null without a CV, or when nothing could be compared.", examples=[72.5]
    )
    match_band: str | None = Field(description="How good the score is, in a word.", examples=["good"])
    open_copy_id: int | None = Field(
        description="Another offer that stands for this one, where there is one.", examples=[517]
    )
    application_id: int | None = Field(description="My application for it.", examples=[12])


class SavedJobs(Answer):
    saved_jobs: list[SavedJobResponse] = Field(description="This page of them.")
    paging: Paging
    all: int = Field(ge=0, description="How many I keep, whatever was asked for.", examples=[57])


class HiddenJobResponse(Answer):
    job_id: int = Field(description="Number of the offer.", examples=[482])
    title: str = Field(description="As it is now.", examples=["Python developer"])
    company: str | None = Field(description="As it is now.", examples=["Nour Systems"])
    is_active: bool = Field(description="Whether it is still open.", examples=[True])
    hidden_at: datetime = Field(description="UTC.")


class HiddenJobs(Answer):
    hidden_jobs: list[HiddenJobResponse] = Field(description="The last first.")
    paging: Paging


class NotesChange(Given):
    notes: str = Field(max_length=TEXT, description="Empty: none.", examples=["Ask Leila about the team."])
    version: Whole = Field(
        ge=1, le=10**9, description="notes_version of what you read; another one is refused.", examples=[1]
    )


class FavoriteChange(Given):
    is_favorite: YesNo = Field(description="Whether it gets my star.", examples=[True])
