"""Applications: what I sent, or mean to send."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from app.api.schemas.base import Answer, CursorQuery, Given, GivenId, Paging, Whole
from app.core.tracker.days import FIRST, LAST
from app.core.tracker.record import ADDRESS, LINE, TEXT, one_line, web_address, whole_second

Status = Literal["saved", "applied", "screening", "interview", "offer", "rejected", "withdrawn", "no_answer"]


def _some_text(text: str) -> str:
    if not one_line(text):
        raise ValueError("something has to stand here")
    return text


def _address(text: str) -> str:
    found = web_address(text) if text else ""
    if found is None:
        raise ValueError("not a web address, such as https://careers.example.org/jobs/42")
    return found


def _written(given: object) -> object:
    if not isinstance(given, str) or given[4:5] != "-":  # numbers would be taken for seconds
        raise PydanticCustomError("no_moment", "a moment such as 2026-12-01T09:00:00+01:00")
    return given


def _reached(when: datetime) -> datetime:
    if not FIRST <= when < LAST:
        raise ValueError("a day between 1990 and 2099")
    return whole_second(when)


SomeText = AfterValidator(_some_text)
Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_reached)]
Line = Annotated[str, Field(max_length=LINE)]


class ApplicationQuery(CursorQuery):
    q: str = Field(
        "",
        max_length=200,
        description="Words of the card or of my notes; all must occur.",
        examples=["python"],
    )
    status: Status | None = Field(None, description="Only those with this status.", examples=["applied"])
    company: str = Field("", max_length=LINE, description="Exactly so.", examples=["Nour Systems"])
    sort: Literal["updated", "applied", "follow_up", "company", "title", "status", "score"] = Field(
        "updated", description="updated: changed last first.", examples=["updated"]
    )


class Details(Given):
    title: Annotated[Line, SomeText] = Field(
        min_length=1, description="Of the job.", examples=["Python developer"]
    )
    company: Line = Field("", description="Whose it is.", examples=["Nour Systems"])
    location: Line = Field("", description="Where it is.", examples=["Tunis"])
    url: Annotated[str, AfterValidator(_address)] = Field(
        "",
        max_length=ADDRESS,
        description="Of the offer; https:// is put before one without.",
        examples=["https://careers.example.org/jobs/42"],
    )
    source: str = Field("", max_length=40, description="Where it was found.", examples=["a friend"])


class NewApplication(Details):
    status: Status = Field("saved", description="Where it stands.", examples=["saved"])


class Track(Given):
    status: Status = Field("saved", description="Where it stands.", examples=["applied"])


class StatusChange(Given):
    status: Status = Field(description="Any may follow any other.", examples=["interview"])
    place: str = Field(
        "first",
        pattern=r"^(first|last|up|down|before:[1-9][0-9]{0,9})$",
        description="In its column of the board: first, last, up, down or before:<number of an application>.",
        examples=["first"],
    )


class TextChange(Given):
    text: str = Field(max_length=TEXT, description="Empty: none.", examples=["They use Flask."])
    version: Whole = Field(
        ge=0, le=10**9, description="`version` of the application that you read.", examples=[3]
    )
    seen: str = Field(
        "",
        max_length=64,
        description="notes_seen or cover_letter_seen: then other changes of the application are no conflict.",
        examples=["47dc540c94ceb704a23875c11273e16b"],
    )


class FollowUpChange(Given):
    at: Moment = Field(
        description="With its offset from UTC; 1990 to 2099.", examples=["2026-12-01T09:00:00+01:00"]
    )
    text: str = Field("", max_length=300, description="What to do.", examples=["Ask for an answer."])


class CvChange(Given):
    cv_id: GivenId | None = Field(description="Which CV was sent; null: none.", examples=[3])


class CardResponse(Answer):
    id: int = Field(description="Number of the application.", examples=[12])
    job_id: int | None = Field(description="The offer; null for one from outside.", examples=[482])
    title: str = Field(description="Of the job.", examples=["Python developer"])
    company: str = Field(description="Whose it is.", examples=["Nour Systems"])
    location: str = Field(description="Where it is.", examples=["Tunis"])
    url: str | None = Field(description="Of the offer.", examples=["https://careers.example.org/jobs/42"])
    source: str = Field(description="Where it was found; empty: put in by hand.", examples=["demo"])
    status: Status = Field(description="Where it stands.", examples=["applied"])
    follow_up_at: datetime | None = Field(description="UTC.")
    follow_up_text: str = Field(description="What to do then.", examples=["Ask for an answer."])
    is_due: bool = Field(description="Whether the follow-up is to be done now.", examples=[False])
    interview_at: datetime | None = Field(description="UTC; of the next interview.")
    match_score: float | None = Field(
        description="0 to 100, when it was tracked or sent; null when nothing was compared.", examples=[72.5]
    )
    match_band: str | None = Field(description="How good the score is, in a word.", examples=["good"])
    applied_at: datetime | None = Field(description="UTC; null while it is not sent.")
    created_at: datetime = Field(description="UTC.")
    updated_at: datetime = Field(description="UTC.")


class ApplicationList(Answer):
    applications: list[CardResponse] = Field(description="This page of them.")
    paging: Paging
    all: int = Field(ge=0, description="How many there are, whatever was asked for.", examples=[57])


class ApplicationScore(Answer):
    total: float | None = Field(description="0 to 100; null when nothing could be compared.", examples=[72.5])
    band: str = Field(description="How good the total is, in a word.", examples=["good"])


class ContactResponse(Answer):
    id: int = Field(description="Number of the contact.", examples=[4])
    name: str = Field(description="Of the person.", examples=["Leila Mansour"])
    role: str = Field(description="What they are there; may be empty.", examples=["Team lead"])
    email: str = Field(description="May be empty.", examples=["leila@example.org"])
    phone: str = Field(description="May be empty.", examples=["+216 20 000 000"])
    notes: str = Field(description="Mine.", examples=["Met in May."])
    seen: str = Field(
        description="To send back with a change.", examples=["47dc540c94ceb704a23875c11273e16b"]
    )


class InterviewResponse(Answer):
    id: int = Field(description="Number of the interview.", examples=[5])
    starts_at: datetime = Field(description="UTC.")
    kind: Literal["phone", "video", "on_site", "test", "other"] = Field(
        description="How it is held.", examples=["video"]
    )
    minutes: int = Field(description="How long it takes.", examples=[60])
    place: str = Field(description="Place or link.", examples=["https://meet.example.org/abc"])
    notes: str = Field(description="Mine.", examples=["Prepare the talk about queues."])
    outcome: Literal["", "passed", "failed", "cancelled"] = Field(
        description="Empty until there is one.", examples=[""]
    )
    is_past: bool = Field(description="Whether it has begun.", examples=[False])
    seen: str = Field(
        description="To send back with a change.", examples=["47dc540c94ceb704a23875c11273e16b"]
    )


class DocumentResponse(Answer):
    id: int = Field(description="Number of the document.", examples=[6])
    file_name: str = Field(description="As it was uploaded.", examples=["certificate.pdf"])
    size: int = Field(description="Bytes.", examples=[120394])
    added_at: datetime = Field(description="UTC.")


class ApplicationResponse(Answer):
    id: int = Field(description="Number of the application.", examples=[12])
    version: int = Field(description="Rises with every change.", examples=[3])
    title: str = Field(description="Of the job.", examples=["Python developer"])
    company: str = Field(description="Whose it is.", examples=["Nour Systems"])
    location: str = Field(description="Where it is.", examples=["Tunis"])
    url: str | None = Field(description="Of the offer.", examples=["https://careers.example.org/jobs/42"])
    source: str = Field(description="Where it was found; empty: put in by hand.", examples=["demo"])
    status: Status = Field(description="Where it stands.", examples=["applied"])
    notes: str = Field(description="Mine; nobody else reads them.", examples=["They use Flask."])
    notes_seen: str = Field(
        description="To send back with other notes.", examples=["47dc540c94ceb704a23875c11273e16b"]
    )
    cover_letter: str = Field(description="As text.", examples=["Dear Ms Mansour, …"])
    cover_letter_seen: str = Field(
        description="To send back with another letter.", examples=["47dc540c94ceb704a23875c11273e16b"]
    )
    follow_up_at: datetime | None = Field(description="UTC.")
    follow_up_text: str = Field(description="What to do then.", examples=["Ask for an answer."])
    applied_at: datetime | None = Field(description="UTC; null while it is not sent.")
    created_at: datetime = Field(description="UTC.")
    cv_id: int | None = Field(description="The CV that was sent, while it is here.", examples=[3])
    cv_name: str = Field(description="What it was called, also after it was deleted.", examples=["cv.pdf"])
    job_id: int | None = Field(description="The offer; null once it is gone.", examples=[482])
    is_open: bool | None = Field(
        description="Whether the offer is still open; null without one.", examples=[True]
    )
    score_then: ApplicationScore | None = Field(description="When it was tracked or sent.")
    score_now: ApplicationScore | None = Field(description="With the CV that was sent, at this moment.")
    contacts: list[ContactResponse] = Field(description="At most 30.")
    interviews: list[InterviewResponse] = Field(description="At most 30, by time.")
    documents: list[DocumentResponse] = Field(description="At most 20.")


class MovedResponse(Answer):
    """Where it stands on the board now."""

    id: int = Field(description="Number of the application.", examples=[12])
    title: str = Field(description="Of the job.", examples=["Python developer"])
    before: Status = Field(description="The status that it had.", examples=["saved"])
    status: Status = Field(description="Where it stands.", examples=["applied"])
    number: int = Field(ge=1, description="From 1, in its column.", examples=[1])
    count: int = Field(ge=1, description="Cards in its column.", examples=[7])


class EventResponse(Answer):
    at: datetime = Field(description="UTC.")
    kind: str = Field(description="created, status, note, interview and so on.", examples=["status"])
    before: str = Field(description="Code or text, by kind.", examples=["saved"])
    after: str = Field(description="Code or text, by kind.", examples=["applied"])
    text: str = Field(description="In words, in the language asked for.", examples=["Moved from …"])


class Timeline(Answer):
    events: list[EventResponse] = Field(description="The newest first; at most 300.")
