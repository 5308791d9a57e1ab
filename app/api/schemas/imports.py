"""Offers that a person brings in: from an address, as text, as a saved page."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from app.api.schemas.base import Answer, Given, Id, Upload
from app.core.tracker.record import ADDRESS, LINE
from app.services.imported_jobs import MAX_TEXT, MIN_TEXT

TRACK = "Whether to follow an application for it from then on."


class ImportPath(BaseModel):
    import_id: Id


class PageAddress(Given):
    address: str = Field(
        min_length=1,
        max_length=ADDRESS,
        description="Of the page of one offer; https:// is put before one without.",
        examples=["https://careers.example.org/jobs/42"],
    )
    pick: str | None = Field(
        None,
        max_length=64,
        description="A choice of an import whose page has several offers.",
        examples=[None],
    )
    track: bool = Field(False, description=TRACK, examples=[True])


class OfferText(Given):
    title: str = Field(
        min_length=1, max_length=LINE, description="Of the job.", examples=["Python developer"]
    )
    text: str = Field(
        min_length=MIN_TEXT,
        max_length=MAX_TEXT,
        description="Of the offer.",
        examples=["We build tools with Python, Docker and PostgreSQL in a small team near the sea."],
    )
    company: str = Field("", max_length=LINE, description="Whose it is.", examples=["Nour Systems"])
    location: str = Field("", max_length=LINE, description="Where it is.", examples=["Tunis"])
    url: str = Field("", max_length=ADDRESS, examples=["https://careers.example.org/jobs/42"])
    track: bool = Field(False, description=TRACK, examples=[True])


class SavedPage(Given):
    """Multipart form."""

    file: Upload = Field(description="The page as a browser saves it, HTML, 5 MB at most.")
    url: str = Field("", max_length=ADDRESS, description="Where it came from.", examples=[""])
    track: bool = Field(False, description=TRACK, examples=[False])


class Imported(Answer):
    job_id: int = Field(
        description="The offer; nobody else sees one that was not here before.", examples=[512]
    )
    application_id: int | None = Field(description="Null where none is followed.", examples=[12])


class ImportChoice(Answer):
    key: str = Field(description="What `pick` takes.", examples=["3"])
    title: str = Field(examples=["Python developer"])
    company: str = Field(examples=["Nour Systems"])
    place: str = Field(examples=["Tunis"])
    url: str = Field(
        description="Its own page; empty: none.", examples=["https://careers.example.org/jobs/42"]
    )


class ImportState(Answer):
    id: int = Field(description="Number of the import.", examples=[7])
    url: str = Field(description="The page.", examples=["https://careers.example.org/jobs/42"])
    state: Literal["waiting", "done", "failed"] = Field(examples=["waiting"])
    fault: str | None = Field(description="Code of what went wrong.", examples=[None])
    said: str | None = Field(description="The same in words, with what to try instead.", examples=[None])
    job_id: int | None = Field(description="The offer, once it is done.", examples=[None])
    application_id: int | None = Field(description="The application that was asked for.", examples=[None])
    choices: list[ImportChoice] = Field(description="Of a page with several offers (many_offers).")


class OwnOffer(Answer):
    id: int = Field(description="Number of the offer.", examples=[512])
    title: str = Field(examples=["Python developer"])
    company: str | None = Field(examples=["Nour Systems"])
    location: str | None = Field(examples=["Tunis"])
    url: str | None = Field(examples=["https://careers.example.org/jobs/42"])
    is_active: bool = Field(description="Whether it is still open.", examples=[True])
    imported_at: datetime = Field(description="UTC.")
    total: float | None = Field(description="0 to 100, with the primary CV.", examples=[72.5])
    band: str | None = Field(description="How good that is; null without a CV.", examples=["good"])


class OwnOffers(Answer):
    offers: list[OwnOffer] = Field(description="The newest first; 200 at most are kept.")
