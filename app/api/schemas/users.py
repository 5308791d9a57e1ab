"""One's own account: figures, a copy of everything, deleting it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field, SecretStr

from app.api.schemas.base import Answer, GivenSecret, Query
from app.services.passwords import MAX_LENGTH


class StatsQuery(Query):
    days: int = Field(7, ge=1, le=90, description="What counts as new, in days back from now.", examples=[7])


class ApplicationStats(Answer):
    total: int = Field(ge=0, examples=[12])
    by_status: dict[str, int] = Field(examples=[{"applied": 7, "interview": 2}])


class SavedStats(Answer):
    total: int = Field(ge=0, examples=[9])
    open: int = Field(ge=0, description="Still open.", examples=[7])
    favorites: int = Field(ge=0, examples=[3])
    changed: int = Field(ge=0, description="Changed since they were saved.", examples=[1])


class OfferStats(Answer):
    """Open offers against the primary CV."""

    new: int = Field(ge=0, description="That came in these days.", examples=[240])
    new_fitting: int = Field(ge=0, description="New ones that fit well.", examples=[18])
    fitting: int = Field(ge=0, description="All that fit well.", examples=[310])


class BelongingStats(Answer):
    """How much of each is here: what would go with the account."""

    cvs: int = Field(ge=0, examples=[2])
    proofs: int = Field(ge=0, examples=[1])
    applications: int = Field(ge=0, examples=[12])
    saved_jobs: int = Field(ge=0, examples=[9])
    searches: int = Field(ge=0, description="Saved ones and those of the history.", examples=[6])
    alerts: int = Field(ge=0, examples=[2])
    own_offers: int = Field(ge=0, examples=[0])
    quizzes: int = Field(ge=0, examples=[4])
    model_calls: int = Field(ge=0, description="Questions to a model whose text is kept.", examples=[0])


class StatsResponse(Answer):
    since: datetime = Field(description="UTC; from when on things are new.")
    primary_cv_id: int | None = Field(examples=[12])
    offers: OfferStats | None = Field(description="Null without a CV.")
    saved_jobs: SavedStats
    applications: ApplicationStats
    belongings: BelongingStats


class DeleteAccount(GivenSecret):
    password: SecretStr = Field(max_length=MAX_LENGTH, examples=["three blue olives"])


class ExportResponse(Answer):
    """A copy of everything that is kept about a person, as a ZIP archive."""

    state: Literal["none", "waiting", "ready", "failed"] = Field(
        description="Of the newest copy.", examples=["ready"]
    )
    id: int | None = Field(description="Null where there is none.", examples=[3])
    percent: int = Field(ge=0, le=100, description="While it is waiting.", examples=[0])
    size: int = Field(ge=0, description="Bytes, once it is ready.", examples=[48213])
    made_at: datetime | None = Field(description="UTC.")
    expires_at: datetime | None = Field(description="UTC; then it is deleted.")
