"""What a CV claims, and the documents uploaded for it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from app.api.schemas.base import Answer, Given, Id, Upload

Category = Literal["certifications", "courses", "diplomas", "languages"]
Verdict = Literal["confirmed", "partly_confirmed", "not_confirmed", "cannot_tell"]


class ProofPath(BaseModel):
    proof_id: Id


class PicturePath(ProofPath):
    number: int = Field(ge=1, le=100, description="Page of the document, from 1.", examples=[1])


class ClaimPath(BaseModel):
    category: Category = Field(description="Kind of claim.", examples=["certifications"])
    claim: str = Field(min_length=1, max_length=64, description="Key of the claim.", examples=["9f2c51d0"])


class ProofUpload(Given):
    """Multipart form."""

    file: Upload = Field(description="PDF, PNG, JPEG or WEBP.")


class FindingResponse(Answer):
    code: str = Field(description="Stable name of what was compared.", examples=["name"])
    text: str = Field(description="In the reader's language.", examples=["Name"])
    claimed: str = Field(description="What the CV says; empty: nothing.", examples=["Amel Trabelsi"])
    read: str = Field(description="What the document says; empty: nothing.", examples=["TRABELSI Amel"])


class ProofResponse(Answer):
    """A document, and how it stands to its claim. It is consistent with the claim or not: nobody can say from a file
    whether it is authentic."""

    id: int = Field(examples=[4])
    state: str = Field(description="waiting, checking, checked or failed.", examples=["checked"])
    file_name: str = Field(examples=["certificate.pdf"])
    size: int = Field(description="Bytes.", examples=[182044])
    uploaded_at: datetime = Field(description="UTC.")
    checked_at: datetime | None = Field(description="UTC; null before the first check.")
    pages: list[int] = Field(description="Pages that have a picture, from 1.", examples=[[1]])
    verdict: Verdict | None = Field(description="Null before the first check.", examples=["confirmed"])
    verdict_text: str = Field(description="In the reader's language.", examples=["Consistent with the claim"])
    confidence: int | None = Field(ge=0, le=100, description="0 to 100.", examples=[92])
    confirmed: list[FindingResponse]
    missing: list[FindingResponse]
    diverging: list[FindingResponse]
    fault: str = Field(description="Why it failed, stable name; empty: it did not.", examples=[""])
    engine: str = Field(description="rules, or model where one proposed a part.", examples=["rules"])
    is_earlier: bool = Field(description="The verdict is about what the claim said before.", examples=[False])


class ClaimResponse(Answer):
    category: Category = Field(examples=["certifications"])
    key: str = Field(description="Stable while the CV says the same.", examples=["9f2c51d0"])
    title: str = Field(description="As the CV writes it.", examples=["Machine Learning Specialization"])
    issuer: str = Field(examples=["Coursera"])
    date: str | None = Field(description="ISO 8601, as precise as it is written.", examples=["2024-05"])
    identifier: str = Field(description="Number of the certificate.", examples=["ABC-123"])
    level: str | None = Field(description="Of a language: A1 to C2, or native.", examples=["B2"])
    line: str = Field(description="The line of the CV that says so.", examples=["Coursera, May 2024"])
    is_hidden: bool = Field(description="Put aside by the person.", examples=[False])
    proof: ProofResponse | None = Field(description="Null: no document yet.")


class Claims(Answer):
    claims: list[ClaimResponse]
