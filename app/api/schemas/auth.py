"""Accounts and tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, EmailStr, Field, SecretStr, StringConstraints

from app.api.schemas.base import Answer, Given, GivenSecret, Whole, YesNo
from app.services.passwords import MAX_LENGTH, MIN_LENGTH

Scope = Literal["read", "write", "account", "admin"]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    Field(max_length=100, pattern=r"^[^\x00-\x1f\x7f<>]*$", examples=["Amel"]),
]
Email = Annotated[EmailStr, Field(max_length=254, examples=["amel@example.org"])]
NewPassword = Annotated[
    SecretStr,
    Field(min_length=MIN_LENGTH, max_length=MAX_LENGTH, examples=["three blue olives"]),
]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not a time zone, such as Africa/Tunis")
    return name


class UserRegister(GivenSecret):
    email: Email
    password: NewPassword
    first_name: Name | None = None
    last_name: Name | None = None


class Confirm(Given):
    secret: str = Field(
        max_length=200, description="The last part of the link in the mail.", examples=["pVx3…"]
    )


class UserLogin(GivenSecret):
    email: str = Field(max_length=254, examples=["amel@example.org"])
    password: SecretStr = Field(max_length=MAX_LENGTH, examples=["three blue olives"])


class Refresh(Given):
    refresh_token: str = Field(max_length=2000, examples=["q4ZJ0c…"])


class ChangePassword(GivenSecret):
    current: SecretStr = Field(max_length=MAX_LENGTH, examples=["three blue olives"])
    new: NewPassword


class TokenResponse(Answer):
    access_token: str = Field(description="Send it as Authorization: Bearer …", examples=["eyJhbGciOi…"])
    refresh_token: str = Field(description="Good once, for 30 days, for new tokens.", examples=["q4ZJ0c…"])
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a kind, no secret
    expires_in: int = Field(description="Seconds that the access token lives.", examples=[900])


class Said(Answer):
    """What happens next, in words."""

    message: str = Field(examples=["Look into your mail for a link."])


class UserResponse(Answer):
    id: int = Field(examples=[7])
    email: str = Field(examples=["amel@example.org"])
    first_name: str | None = Field(examples=["Amel"])
    last_name: str | None = Field(examples=["Trabelsi"])
    phone: str | None = Field(examples=["+216 20 000 000"])
    role: Literal["user", "admin"] = Field(examples=["user"])
    timezone: str = Field(description="IANA name.", examples=["Africa/Tunis"])
    language: str | None = Field(description="ISO 639-1, of mails and messages.", examples=["fr"])
    email_notifications: bool = Field(description="Whether alerts are mailed.", examples=[True])
    reminder_mails: bool = Field(description="Whether due dates are mailed.", examples=[True])
    created_at: datetime = Field(description="UTC.")


class UserChange(Given):
    """Only what is sent is changed."""

    first_name: Name | None = None
    last_name: Name | None = None
    phone: str | None = Field(None, max_length=32, pattern=r"^[0-9+() ./-]*$", examples=["+216 20 000 000"])
    timezone: Annotated[str, AfterValidator(_known_zone)] | None = Field(None, examples=["Europe/Paris"])
    language: Literal["en", "fr"] | None = Field(None, examples=["fr"])
    email_notifications: YesNo | None = None
    reminder_mails: YesNo | None = None


class SessionResponse(Answer):
    """A browser or a program that is signed in."""

    id: int = Field(examples=[3])
    device: str = Field(
        description="Kind of browser; empty when it is not known.", examples=["Firefox, Linux"]
    )
    created_at: datetime = Field(description="UTC.")
    seen_at: datetime = Field(description="UTC, to ten minutes.")
    is_this: bool = Field(description="Whether the request came from it.", examples=[False])


class Sessions(Answer):
    sessions: list[SessionResponse]


class NewToken(Given):
    name: str = Field(min_length=1, max_length=80, examples=["Nightly script"])
    scopes: list[Scope] = Field(
        min_length=1, max_length=4, description="What it may do.", examples=[["read"]]
    )
    days: Whole | None = Field(
        None, ge=1, le=366, description="How long it lives; null: until deleted.", examples=[90]
    )


class ApiTokenResponse(Answer):
    id: int = Field(examples=[2])
    name: str = Field(examples=["Nightly script"])
    hint: str = Field(description="How the token begins.", examples=["jm_Zk3dQ8"])
    scopes: list[Scope] = Field(examples=[["read"]])
    created_at: datetime = Field(description="UTC.")
    expires_at: datetime | None = Field(description="UTC; null: never.")
    last_used_at: datetime | None = Field(description="UTC, to ten minutes.")


class MadeToken(ApiTokenResponse):
    token: str = Field(description="Shown this once.", examples=["jm_Zk3dQ8…"])


class ApiTokens(Answer):
    tokens: list[ApiTokenResponse]
