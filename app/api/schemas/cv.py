"""CVs, and what was read from one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import ConfigDict, Field

from app.api.schemas.base import Answer, Given, Upload


class CVUpload(Given):
    """Multipart form."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    file: Upload = Field(description="PDF, DOCX, ODT, RTF or text, up to the size that the site allows.")
    is_primary: Literal["true", "false"] = Field(
        "false", description="Whether scores use this one from now on.", examples=["true"]
    )


class CVResponse(Answer):
    id: int = Field(examples=[12])
    file_name: str = Field(examples=["amel-trabelsi.pdf"])
    kind: str = Field(description="pdf, docx, odt, rtf or txt.", examples=["pdf"])
    size: int = Field(description="Bytes.", examples=[48213])
    pages: int = Field(examples=[2])
    uploaded_at: datetime = Field(description="UTC.")
    is_primary: bool = Field(description="Whether scores use it.", examples=[True])
    parse_quality: float = Field(description="0 (hardly anything recognised) to 1.", examples=[0.9])
    extracted_skills: list[str] = Field(description="By name.", examples=[["Python", "Docker"]])
    total_experience_years: float | None = Field(
        description="Overlapping jobs count once; null without a dated job.", examples=[4.0]
    )
    education_level: str | None = Field(examples=["master"])
    desired_job_titles: list[str] = Field(examples=[["Python developer"]])
    desired_locations: list[str] = Field(examples=[["Tunis"]])
    desired_contract_types: list[str] = Field(examples=[["permanent"]])


class CVs(Answer):
    cvs: list[CVResponse] = Field(description="The primary one first, then the newest.")


class LineResponse(Answer):
    """A line of the CV's text."""

    number: int = Field(ge=1, description="Counted from 1.", examples=[9])
    text: str = Field(examples=["Built web services with Python and Flask."])


Where = LineResponse | None
WHERE = "The line it was read from; null when it was typed in."


class ReadContact(Answer):
    name: str | None = Field(examples=["Amel Trabelsi"])
    email: str | None = Field(examples=["amel@example.org"])
    phone: str | None = Field(examples=["+216 20 000 000"])
    place: str | None = Field(description="As written.", examples=["Tunis, Tunisia"])
    links: list[str] = Field(examples=[["example.org/amel"]])


class ReadTitle(Answer):
    text: str = Field(examples=["Python developer"])
    line: Where = Field(description=WHERE)


class ReadExperience(Answer):
    title: str = Field(examples=["Python developer"])
    company: str | None = Field(examples=["Nour Systems"])
    start: date | None = Field(description="The first of a month.", examples=["2020-01-01"])
    end: date | None = Field(
        description="The first of a month; null while it goes on.", examples=["2023-12-01"]
    )
    current: bool = Field(examples=[False])
    line: Where = Field(description=WHERE)


class ReadEducation(Answer):
    level: str = Field(examples=["master"])
    title: str = Field(examples=["Master in computer science"])
    institution: str | None = Field(examples=["University of Tunis"])
    year: int | None = Field(examples=[2019])
    line: Where = Field(description=WHERE)


class ReadLanguage(Answer):
    code: str = Field(description="ISO 639.", examples=["en"])
    level: str | None = Field(description="A1 to C2, or native.", examples=["B2"])
    line: Where = Field(description=WHERE)


class ReadSkill(Answer):
    id: str = Field(examples=["python"])
    name: str = Field(examples=["Python"])
    years: float | None = Field(description="Of dated jobs that name it.", examples=[4.0])
    last_used: int | None = Field(description="Year.", examples=[2023])
    lines: list[LineResponse] = Field(description="Where it stands; empty when it was typed in.")


class ReadSalary(Answer):
    minimum: Decimal = Field(description="In `currency` per `period`.", examples=["36000"])
    maximum: Decimal | None = Field(examples=["42000"])
    currency: str = Field(description="ISO 4217.", examples=["EUR"])
    period: str = Field(description="hour, day, month or year.", examples=["year"])
    line: Where = Field(description=WHERE)


class Note(Answer):
    code: str = Field(examples=["no_dates"])
    text: str = Field(description="In the reader's language.", examples=["No dated job was found."])


class ParsedCV(Answer):
    """What was understood, each statement with its line. ``index`` of a correction is the place in these lists."""

    cv_id: int = Field(examples=[12])
    contact: ReadContact
    titles: list[ReadTitle]
    experience: list[ReadExperience] = Field(description="The latest first.")
    education: list[ReadEducation]
    languages: list[ReadLanguage]
    skills: list[ReadSkill]
    total_years: float | None = Field(description="Overlapping jobs count once.", examples=[4.0])
    education_level: str | None = Field(examples=["master"])
    desired_titles: list[str] = Field(examples=[["Python developer"]])
    desired_places: list[str] = Field(examples=[["Tunis"]])
    desired_contracts: list[str] = Field(examples=[["permanent"]])
    remote_wanted: bool = Field(examples=[False])
    salary: ReadSalary | None
    summary: str | None = Field(examples=["Developer of web services."])
    language: str | None = Field(description="Of the text, ISO 639-1.", examples=["en"])
    quality: float = Field(ge=0, le=1, description="How much was recognised.", examples=[0.9])
    notes: list[Note]
    was_ocr: bool = Field(description="Whether the text was read from pictures.", examples=[False])
    is_corrected: bool = Field(description="Whether the person changed something.", examples=[False])
