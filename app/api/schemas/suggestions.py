"""What somebody may be typing, and what moves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.base import Answer, Query


class Typed(Query):
    q: str = Field(
        min_length=1,
        max_length=60,
        description="The beginning of a name, or of any word of it.",
        examples=["pyth"],
    )
    limit: int = Field(10, ge=1, le=20, description="At most so many of each kind.", examples=[10])


class SkillSuggestion(Answer):
    id: str = Field(description="What the search takes as `skill`.", examples=["python"])
    name: str = Field(description="In the reader's language.", examples=["Python"])


class NameSuggestion(Answer):
    text: str = Field(examples=["Python developer"])
    offers: int = Field(ge=1, description="How many of the newest open offers have it.", examples=[12])


class Suggestions(Answer):
    skills: list[SkillSuggestion]
    titles: list[NameSuggestion]
    companies: list[NameSuggestion]


class TrendingQuery(Query):
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = Field(
        "", description="ISO 3166-1 alpha-2.", examples=["TN"]
    )
    source: Annotated[str, Field(pattern=r"^[a-z0-9_.-]{0,40}$")] = Field("", examples=["demo"])
    contract_type: Annotated[str, Field(pattern=r"^[a-z_]{0,32}$")] = Field(
        "", description="Contract.", examples=["permanent"]
    )
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")] = Field(
        "", description="Of the text, ISO 639.", examples=["fr"]
    )
    days: Literal["30", "90", "180", "365"] | None = Field(
        None, description="Only offers published in so many days.", examples=["90"]
    )


class SkillTrend(Answer):
    id: str = Field(examples=["python"])
    name: str = Field(description="In the reader's language.", examples=["Python"])
    open: int = Field(ge=0, description="Open offers that ask for it.", examples=[120])
    recent: float | None = Field(
        description="Share (0 to 1) of the offers of the last 30 days; null: too few.", examples=[0.21]
    )
    before: float | None = Field(description="Share in the 90 days before those.", examples=[0.17])
    points: float | None = Field(description="Percentage points by which the share rose.", examples=[4.0])


class Active(Answer):
    name: str | None = Field(description="Null: the offer does not say.", examples=["Nour Systems"])
    offers: int = Field(ge=0, description="Open offers.", examples=[14])


class Trending(Answer):
    total: int = Field(ge=0, description="Open offers that match.", examples=[8400])
    growing: list[SkillTrend] = Field(description="Skills whose share rose most.")
    most_asked: list[SkillTrend] = Field(description="Skills that most open offers ask for.")
    companies: list[Active] = Field(description="With most open offers.")
    cities: list[Active] = Field(description="With most open offers.")
    made_at: datetime = Field(description="UTC.")
