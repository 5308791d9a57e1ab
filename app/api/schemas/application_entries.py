"""What belongs to an application: interviews, contacts, documents; and applications as files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic.networks import validate_email

from app.api.schemas.applications import (
    ContactResponse,
    DocumentResponse,
    InterviewResponse,
    Moment,
    SomeText,
)
from app.api.schemas.base import Answer, Given, Query, Upload, Whole
from app.core.tracker.record import NOTE

Seen = Annotated[
    str,
    Field(
        max_length=64,
        description="`seen` of what you read; another one is refused.",
        examples=["47dc540c94ceb704a23875c11273e16b"],
    ),
]


class NewInterview(Given):
    starts_at: Moment = Field(
        description="With its offset from UTC; 1990 to 2099.", examples=["2026-12-01T09:00:00+01:00"]
    )
    kind: Literal["phone", "video", "on_site", "test", "other"] = Field(
        "video", description="How it is held.", examples=["video"]
    )
    minutes: Whole = Field(60, ge=1, le=1440, description="How long it takes.", examples=[60])
    place: str = Field(
        "", max_length=300, description="Place or link.", examples=["https://meet.example.org/abc"]
    )
    notes: str = Field("", max_length=NOTE, description="Mine.", examples=["Prepare the talk about queues."])
    outcome: Literal["", "passed", "failed", "cancelled"] = Field(
        "", description="Empty until there is one.", examples=[""]
    )


class InterviewChange(NewInterview):
    seen: Seen


def _mail_or_nothing(text: str) -> str:
    return validate_email(text)[1] if text else text


MailOrNothing = Annotated[  # one type: what a union refuses says nothing of which of its parts was meant
    str,
    AfterValidator(_mail_or_nothing),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "format": "email", "maxLength": 254}, {"const": "", "type": "string"}]}
    ),
]


class NewContact(Given):
    name: Annotated[str, SomeText] = Field(
        min_length=1, max_length=200, description="Of the person.", examples=["Leila Mansour"]
    )
    role: str = Field("", max_length=200, description="What they are there.", examples=["Team lead"])
    email: MailOrNothing = Field(
        "", max_length=254, description="An address, or empty.", examples=["leila@example.org"]
    )
    phone: str = Field("", max_length=32, description="As it is dialled.", examples=["+216 20 000 000"])
    notes: str = Field("", max_length=NOTE, description="Mine.", examples=["Met in May."])


class ContactChange(NewContact):
    seen: Seen


class Interviews(Answer):
    interviews: list[InterviewResponse] = Field(description="By time.")


class Contacts(Answer):
    contacts: list[ContactResponse] = Field(description="In the order in which they came.")


class Documents(Answer):
    documents: list[DocumentResponse] = Field(description="In the order in which they came.")


class DocumentUpload(Given):
    document: Upload = Field(description="PDF, DOCX, ODT, TXT, PNG or JPEG.")


class TableUpload(Given):
    table: Upload = Field(description="CSV, XLSX or JSON, at most 3 MB and 1,000 rows.")


class ExportQuery(Query):
    format: Literal["csv", "xlsx", "json"] = Field(
        "json", description="json has contacts and interviews too.", examples=["json"]
    )


class RejectedRow(Answer):
    line: int = Field(description="From 1.", examples=[4])
    code: str = Field(description="What is wrong.", examples=["bad_date"])
    field: str = Field(description="Which column; empty: the whole row.", examples=["applied_at"])
    shown: str = Field(description="How the row begins.", examples=["Python developer"])
    text: str = Field(description="What is wrong, in words.", examples=["A date in it cannot be read."])


class ImportReport(Answer):
    """What became of the rows of a file."""

    read: int = Field(description="Rows.", examples=[12])
    new: int = Field(description="Rows that became applications.", examples=[9])
    updated: int = Field(description="Rows of applications that changed by them.", examples=[1])
    unchanged: int = Field(description="Rows that said nothing new.", examples=[1])
    rejected: list[RejectedRow] = Field(description="Rows that were not taken.")
    unknown: list[str] = Field(description="Columns that nothing was taken from.", examples=[["Mood"]])


class CalendarAddress(Answer):
    url: str = Field(
        description="For calendar programs; who knows it may read. Shown this once.",
        examples=["https://jobmatch.example.org/applications/feed/pVx3….ics"],
    )


class CalendarState(Answer):
    is_set: bool = Field(description="Whether there is an address that works.", examples=[False])
