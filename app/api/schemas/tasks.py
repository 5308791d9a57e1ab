"""Long work."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.api.schemas.base import Answer


class TaskResponse(Answer):
    id: int = Field(examples=[31])
    name: str = Field(description="Kind of work.", examples=["account_export"])
    state: Literal["queued", "running", "done", "failed", "cancelled"] = Field(examples=["running"])
    progress: int = Field(ge=0, le=100, description="Percent, counted.", examples=[40])
    message: str = Field(description="What it says of itself.", examples=[""])
    created_at: datetime = Field(description="UTC.")
    finished_at: datetime | None = Field(description="UTC; null while it is not over.")
