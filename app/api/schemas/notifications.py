"""Notices inside the site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from app.api.schemas.base import Answer, CursorQuery, Paging


class NotificationQuery(CursorQuery):
    unread: bool = Field(False, description="Only those that I have not read.", examples=[False])


class NotificationResponse(Answer):
    id: int = Field(description="Number of the notice.", examples=[31])
    kind: str = Field(description="alert_offers, follow_up_due and so on.", examples=["alert_offers"])
    text: str = Field(
        description="In words, in the language asked for.", examples=["3 new offers: Python in Tunis"]
    )
    values: dict[str, Any] = Field(
        description="What the text is made of, by kind.", examples=[{"name": "Python in Tunis", "count": 3}]
    )
    path: str = Field(description="Page of this site; empty: none.", examples=["/alerts/9"])
    created_at: datetime = Field(description="UTC.")
    is_read: bool = Field(description="Whether I have read it.", examples=[False])


class Notifications(Answer):
    notifications: list[NotificationResponse] = Field(description="The newest first, of the last hundred.")
    paging: Paging
    unread: int = Field(ge=0, description="How many I have not read.", examples=[2])


class MarkedRead(Answer):
    marked: int = Field(ge=0, description="How many were unread.", examples=[2])
