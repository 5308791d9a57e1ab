"""Mails about new offers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.api.schemas.base import Answer, Given, GivenId, Whole, YesNo
from app.api.schemas.jobs import JobResponse
from app.services.alerts.rules import LENGTH_OF_NAME

Frequency = Literal["instant", "daily", "weekly"]


class AlertWish(Given):
    """A saved search, a lowest score with the primary CV, or both."""

    name: str = Field(
        min_length=1, max_length=LENGTH_OF_NAME, description="In mails too.", examples=["Python in Tunis"]
    )
    search_preference_id: GivenId | None = Field(
        None, description="One of my saved searches; null: all offers.", examples=[8]
    )
    min_score: Whole | None = Field(
        None, ge=1, le=100, description="Lowest score with my primary CV; null: any.", examples=[70]
    )
    frequency: Frequency = Field("daily", description="instant: within minutes.", examples=["daily"])
    hour: Whole = Field(8, ge=0, le=23, description="In my time zone; not for instant.", examples=[8])
    weekday: Whole = Field(0, ge=0, le=6, description="0 is Monday; for weekly.", examples=[0])


class ActiveChange(Given):
    is_active: YesNo = Field(description="False: it pauses.", examples=[False])


class AlertResponse(Answer):
    id: int = Field(description="Number of the alert.", examples=[9])
    name: str = Field(description="In mails too.", examples=["Python in Tunis"])
    search_preference_id: int | None = Field(description="Null: all offers.", examples=[8])
    min_score: int | None = Field(description="1 to 100; null: any.", examples=[70])
    frequency: Frequency = Field(description="How often at most.", examples=["daily"])
    hour: int = Field(description="0 to 23, in my time zone.", examples=[8])
    weekday: int = Field(description="0 is Monday.", examples=[0])
    is_active: bool = Field(description="False: it pauses.", examples=[True])
    unsubscribed_at: datetime | None = Field(description="UTC; when it was stopped from a mail.")
    last_sent_at: datetime | None = Field(description="UTC; of the last mail.")
    next_send_at: datetime | None = Field(description="UTC; null for instant, until it finds something.")
    waiting: int = Field(ge=0, description="Offers found and not mailed yet.", examples=[3])


class Alerts(Answer):
    alerts: list[AlertResponse] = Field(description="By name.")


class AlertItem(Answer):
    job: JobResponse = Field(description="The offer.")
    because: list[str] = Field(
        description="What the alert asks for and the offer has.", examples=[["python", "Tunis"]]
    )


class AlertPreview(Answer):
    email: str = Field(description="Where mails go.", examples=["amel@example.org"])
    is_mailed: bool = Field(description="False while I take no mails.", examples=[True])
    timezone: str = Field(description="Mine: hours are meant in it.", examples=["Africa/Tunis"])
    count: int = Field(ge=0, description="Offers that would be mailed now.", examples=[3])
    items: list[AlertItem] = Field(description="The first twenty of them.")
    latest: list[AlertItem] = Field(description="When nothing is new: some that the search finds.")


class AlertMailResponse(Answer):
    due_at: datetime = Field(description="UTC.")
    state: Literal["waiting", "sending", "sent", "nothing", "failed"] = Field(
        description="What became of it.", examples=["sent"]
    )
    offers: int = Field(ge=0, description="Told of in it.", examples=[3])
    attempts: int = Field(ge=0, description="To hand it to the mail server.", examples=[1])
    fault: str = Field(description="Why there was no mail; else empty.", examples=[""])
    sent_at: datetime | None = Field(description="UTC; null while it was not sent.")


class AlertLog(Answer):
    log: list[AlertMailResponse] = Field(description="The last hundred times it was due, newest first.")
