"""Searches kept under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.api.schemas.base import Answer, Given, Whole, YesNo
from app.core.search.filters import MAX_TEXT, MAX_VALUES
from app.services.saved_searches import LENGTH_OF_NAME

Codes = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]], Field(max_length=MAX_VALUES)
]
Pay = Annotated[Whole, Field(ge=0, le=10_000_000)]
DateRange = Literal["1day", "3days", "1week", "1month", "3months", "thisyear", "all"]


class SearchFilters(Given):
    """The parameters of the search, with the same names and rules; at least one of them."""

    keyword: str = Field(
        "",
        max_length=MAX_TEXT,
        description='Words, "phrases", prefix*, -without.',
        examples=["python -senior"],
    )
    location: str = Field(
        "",
        max_length=MAX_TEXT,
        description="A town, region or country; alternatives with | between.",
        examples=["Tunis | Sfax"],
    )
    company: str = Field("", max_length=MAX_TEXT, description="Its name.", examples=["Nour Systems"])
    country: Codes = Field([], description="ISO 3166-1 alpha-2.", examples=[["TN", "FR"]])
    job_type: Codes = Field([], description="Contract.", examples=[["permanent"]])
    contract_type: Codes = Field([], description="full_time or part_time.", examples=[["full_time"]])
    experience_level: Codes = Field([], description="junior, mid, senior and so on.", examples=[["junior"]])
    remote: Codes = Field([], description="onsite, hybrid, remote.", examples=[["remote"]])
    source: Codes = Field([], description="Where offers come from.", examples=[["demo"]])
    language: Codes = Field([], description="Of the text, ISO 639-1.", examples=[["fr"]])
    skill: Codes = Field([], description="Ids or names of skills.", examples=[["python"]])
    salary_min: Pay | None = Field(None, description="Euros a year.", examples=[30000])
    with_salary: YesNo = Field(False, description="Only offers that name a salary.", examples=[False])
    date_range: DateRange = Field("all", description="How old an offer may be.", examples=["1month"])


class SearchPreference(Given):
    name: str = Field(
        min_length=1, max_length=LENGTH_OF_NAME, description="Mine for it.", examples=["Python in Tunis"]
    )
    filters: SearchFilters
    salary_max: Pay | None = Field(
        None, description="Euros a year; kept, but nothing is searched by it.", examples=[60000]
    )
    industries: Codes = Field(
        [], description="Kept, but nothing is searched by them.", examples=[["Software"]]
    )
    sizes: Codes = Field([], description="Kept, but nothing is searched by them.", examples=[["50-200"]])

    @model_validator(mode="after")
    def _highest_is_not_lowest(self) -> SearchPreference:
        lowest = self.filters.salary_min
        if self.salary_max is not None and lowest is not None and self.salary_max < lowest:
            raise ValueError("salary_max is lower than filters.salary_min")
        return self


class FiltersResponse(Answer):
    """As the search takes them; values of other words, such as CDI, became codes."""

    keyword: str = Field(description="Words, as they are typed.", examples=["python -senior"])
    location: str = Field(description="Alternatives with | between.", examples=["Tunis | Sfax"])
    company: str = Field(description="Its name.", examples=["Nour Systems"])
    country: list[str] = Field(description="ISO 3166-1 alpha-2.", examples=[["TN", "FR"]])
    job_type: list[str] = Field(description="Contract.", examples=[["permanent"]])
    contract_type: list[str] = Field(description="full_time or part_time.", examples=[["full_time"]])
    experience_level: list[str] = Field(description="junior, mid, senior and so on.", examples=[["junior"]])
    remote: list[str] = Field(description="onsite, hybrid, remote.", examples=[["remote"]])
    source: list[str] = Field(description="Where offers come from.", examples=[["demo"]])
    language: list[str] = Field(description="Of the text, ISO 639-1.", examples=[["fr"]])
    skill: list[str] = Field(description="Ids.", examples=[["python"]])
    salary_min: int | None = Field(description="Euros a year.", examples=[30000])
    with_salary: YesNo = Field(description="Only offers that name a salary.", examples=[False])
    date_range: DateRange = Field(description="How old an offer may be.", examples=["1month"])


class PreferenceResponse(Answer):
    id: int = Field(description="Number of the saved search.", examples=[8])
    name: str = Field(description="Mine for it.", examples=["Python in Tunis"])
    filters: FiltersResponse
    salary_max: int | None = Field(description="Euros a year; nothing is searched by it.", examples=[60000])
    industries: list[str] = Field(description="Nothing is searched by them.", examples=[["Software"]])
    sizes: list[str] = Field(description="Nothing is searched by them.", examples=[["50-200"]])
    is_active: bool = Field(
        description="Taken when nothing is asked for; one of mine at most.", examples=[True]
    )
    seen_at: datetime | None = Field(description="UTC; when its offers were last looked at.")
    search: str = Field(
        description="Address of what it finds.", examples=["/api/v1/jobs?keyword=python&location=Tunis"]
    )


class ListedPreference(PreferenceResponse):
    new: int = Field(ge=0, description="Offers that came since it was last looked at.", examples=[4])


class Preferences(Answer):
    search_preferences: list[ListedPreference] = Field(description="The active one first, then by name.")
