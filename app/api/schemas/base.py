"""What all schemas share."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from flask_openapi import FileStorage
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from werkzeug.datastructures import FileStorage as ReceivedFile

LARGEST_ID = 2**31 - 1
LONGEST_KEY = 64
LONGEST_CURSOR = 2000


class Described(BaseModel):
    """The reader of requests asks for the schema of query and form at each of them: two milliseconds for a search."""

    @classmethod
    def model_json_schema(cls, **options: Any) -> dict[str, Any]:  # type: ignore[override]
        return super().model_json_schema(**options) if options else _plain_schema(cls)


@cache
def _plain_schema(model: type[Described]) -> dict[str, Any]:
    return super(Described, model).model_json_schema()


class Given(Described):
    """What a client sends: unknown names are refused, so that a misspelt one is not lost in silence."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _as_json_counts(cls, given: object) -> object:
        return {name: _whole(one) for name, one in given.items()} if isinstance(given, dict) else given


def _whole(given: object) -> object:
    """In JSON 2.0 is a whole number too."""
    if isinstance(given, list):
        return [_whole(one) if isinstance(one, float) else one for one in given]
    return int(given) if isinstance(given, float) and given.is_integer() else given


class GivenSecret(Given):
    """With a password, of which every space counts."""

    model_config = ConfigDict(str_strip_whitespace=False)


class Query(Described):
    """Parameters after the question mark: unknown ones are ignored, as everywhere on the web."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True, frozen=True)


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


def _is_file(value: object) -> object:
    if not isinstance(value, ReceivedFile):
        raise PydanticCustomError("no_file", "send a file")
    return value


Upload = Annotated[FileStorage, AfterValidator(_is_file)]  # of a form; a plain value in its place is refused
Whole = Annotated[int, Field(strict=True)]  # in bodies, where no text is a number and true is not 1
YesNo = Annotated[bool, Field(strict=True)]
Id = Annotated[int, Field(ge=1, le=LARGEST_ID, description="Number of the object.", examples=[482])]
GivenId = Annotated[Whole, Field(ge=1, le=LARGEST_ID, description="Number of the object.", examples=[482])]


class Problem(Answer):
    """Every error (RFC 9457). ``code`` is stable; ``detail`` is for people, in their language."""

    type: str = Field(description="Always about:blank: the code says what it is.", examples=["about:blank"])
    title: str = Field(description="The status in words.", examples=["Not Found"])
    status: int = Field(ge=400, le=599, examples=[404])
    code: str = Field(description="Stable name of the problem.", examples=["not_found"])
    detail: str = Field(description="What went wrong and what to do.", examples=["There is no such page."])
    errors: dict[str, str] = Field(description="Message by field that is wrong.", examples=[{}])
    request_id: str = Field(description="To quote when you ask for help.", examples=["5f0d8c1e7b2a94c6"])


class PageQuery(Query):
    page: int = Field(1, ge=1, le=500, description="Which page, from 1.", examples=[1])
    page_size: int = Field(20, ge=1, le=100, description="Entries on a page.", examples=[20])


class CursorQuery(PageQuery):
    cursor: str = Field(
        "",
        max_length=LONGEST_CURSOR,
        pattern=r"^[A-Za-z0-9._-]*$",
        description="Go on where an answer ended: its `next_cursor`, with the same other parameters. `page` is not "
        "looked at then. Nothing is shown twice or left out because something came in meanwhile.",
        examples=[""],
    )


class Paging(Answer):
    """Where a page stands in the list; the Link header has the neighbours."""

    page: int | None = Field(ge=1, description="Null where a cursor was given.", examples=[1])
    page_size: int = Field(ge=1, examples=[20])
    pages: int = Field(ge=0, description="How many pages there are.", examples=[3])
    total: int = Field(ge=0, description="How many entries there are.", examples=[57])
    next_cursor: str | None = Field(
        None,
        description="To go on from here; null at the end, and for lists without cursors.",
        examples=[None],
    )
