"""For administrators: runs of sources, figures of the site, people."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.api.schemas.base import Answer, CursorQuery, Given, Paging
from app.services.people.listing import LONGEST_TEXT
from app.services.people.listing import PER_PAGE as PEOPLE_ON_A_PAGE
from app.services.run_history import PER_PAGE as RUNS_ON_A_PAGE


class RunQuery(CursorQuery):
    page_size: int = Field(
        RUNS_ON_A_PAGE, ge=RUNS_ON_A_PAGE, le=RUNS_ON_A_PAGE, description="Always 50.", examples=[50]
    )
    source: str = Field("", pattern=r"^[a-z0-9_.-]{0,40}$", examples=["demo"])
    status: str = Field("", pattern=r"^[a-z_]{0,40}$", examples=["ok"])


class RunResponse(Answer):
    id: int = Field(examples=[71])
    source: str = Field(examples=["demo"])
    status: str = Field(examples=["ok"])
    jobs_found: int = Field(examples=[240])
    jobs_new: int = Field(examples=[12])
    jobs_updated: int = Field(examples=[3])
    jobs_closed: int = Field(examples=[5])
    jobs_rejected: int = Field(examples=[0])
    progress: int = Field(ge=0, le=100, description="Percent.", examples=[100])
    error_message: str | None = Field(examples=["The source asks for a key."])
    started_at: datetime = Field(description="UTC.")
    completed_at: datetime | None = Field(description="UTC; null while it runs.")


class RunList(Answer):
    runs: list[RunResponse] = Field(description="The newest first.")
    paging: Paging


class Trigger(Given):
    source: str | None = Field(
        None,
        pattern=r"^[a-z0-9_.-]{1,40}$",
        description="Without: every source that is on.",
        examples=["demo"],
    )


class AskedRun(Answer):
    source: str = Field(examples=["demo"])
    task_id: int = Field(description="The work; /tasks has it for who asked first.", examples=[31])
    is_new: bool = Field(description="False: it was asked for already.", examples=[True])


class AskedRuns(Answer):
    runs: list[AskedRun]


class PeopleFigures(Answer):
    registered: int = Field(examples=[120])
    guests: int = Field(examples=[14])
    admins: int = Field(examples=[2])
    disabled: int = Field(examples=[1])
    active_week: int = Field(description="Registered ones seen in 7 days.", examples=[40])
    active_month: int = Field(description="Registered ones seen in 30 days.", examples=[75])


class SiteStats(Answer):
    at: datetime = Field(description="UTC.")
    people: PeopleFigures
    offers_total: int = Field(description="Kept.", examples=[9000])
    offers_listed: int = Field(description="Open, each once.", examples=[8400])
    totals: dict[str, int] = Field(description="Rows of each kind.", examples=[{"cvs": 140}])
    tasks_queued: int = Field(examples=[0])
    tasks_running: int = Field(examples=[1])
    storage: dict[str, int] = Field(description="Bytes by what uses them.", examples=[{"database": 52428800}])
    disk_free: int = Field(description="Bytes.", examples=[80000000000])


class PeopleQuery(CursorQuery):
    page_size: int = Field(
        PEOPLE_ON_A_PAGE, ge=PEOPLE_ON_A_PAGE, le=PEOPLE_ON_A_PAGE, description="Always 50.", examples=[50]
    )
    text: str = Field("", max_length=LONGEST_TEXT, description="Address, name or number.", examples=["amel"])
    kind: Literal["member", "guest", ""] = Field("member", description="Empty: both.", examples=["member"])
    role: Literal["user", "admin", ""] = Field("", examples=["admin"])
    state: Literal["active", "disabled", ""] = Field("", examples=["active"])
    seen: Literal["week", "month", "not_month", "not_year", ""] = Field("", examples=["month"])
    sort: Literal["newest", "oldest", "seen", "unseen", "email"] = Field("newest", examples=["newest"])


class PersonResponse(Answer):
    id: int = Field(examples=[7])
    email: str = Field(description="Empty for guests.", examples=["amel@example.org"])
    name: str = Field(examples=["Amel Trabelsi"])
    is_guest: bool = Field(examples=[False])
    role: str = Field(examples=["user"])
    is_active: bool = Field(examples=[True])
    created_at: datetime = Field(description="UTC.")
    last_seen_at: datetime = Field(description="UTC.")
    cvs: int = Field(examples=[1])
    applications: int = Field(examples=[4])
    alerts: int = Field(examples=[2])


class PeopleList(Answer):
    people: list[PersonResponse]
    paging: Paging
