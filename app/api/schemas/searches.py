"""What I searched for."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from app.api.schemas.base import Answer, Paging


class SearchResponse(Answer):
    id: int = Field(description="Number of the entry.", examples=[21])
    words: str = Field(description="What was typed.", examples=["python Tunis"])
    filters: dict[str, list[str]] = Field(
        description="The other values that were chosen.", examples=[{"country": ["TN"]}]
    )
    results: int = Field(ge=0, description="Offers that were found then.", examples=[57])
    searched_at: datetime = Field(description="UTC; the last time.")
    search: str = Field(description="Address of what it finds now.", examples=["/api/v1/jobs?keyword=python"])


class Searches(Answer):
    searches: list[SearchResponse] = Field(description="The newest first, of the last fifty.")
    paging: Paging
