"""What a CV says its owner has: one certificate, course, diploma or language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.core.cv.fold import words

CATEGORIES = ("certifications", "courses", "diplomas", "languages")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
NO_LINE = -1
LONGEST = 300  # characters of one field
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class InvalidClaim(ValueError):
    """A claim that makes no sense; the message names the field."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A day, a month or a year, as precisely as it was written; a day has a month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise InvalidClaim("date: year")
        if self.month is not None and not 1 <= self.month <= 12:
            raise InvalidClaim("date: month")
        if self.day is not None and (self.month is None or not 1 <= self.day <= 31):
            raise InvalidClaim("date: day")

    @property
    def precision(self) -> str:
        """year, month or day."""
        return "year" if self.month is None else "month" if self.day is None else "day"

    def __str__(self) -> str:
        """ISO 8601, shortened: 2024, 2024-05, 2024-05-17."""
        parts = (f"{number:02}" for number in (self.month, self.day) if number is not None)
        return "-".join((str(self.year), *parts))


@dataclass(frozen=True, slots=True)
class Claim:
    """``category`` is one of CATEGORIES. Empty strings and None stand for what is not claimed.

    ``title`` is as the CV writes it ("Machine Learning Specialization", "Anglais, TOEIC 850"), and so are
    ``issuer`` ("Google via Coursera") and ``identifier``. ``person`` is the name on the CV, ``date`` when
    it was obtained. ``language`` (ISO 639-1) and ``level`` (one of LEVELS) belong to languages. ``line`` is
    the line of the CV that says so.
    """

    category: str
    title: str
    issuer: str = ""
    person: str = ""
    date: StatedDate | None = None
    identifier: str = ""
    url: str = ""
    language: str | None = None
    level: str | None = None
    line: int = NO_LINE

    def __post_init__(self) -> None:
        if self.category not in CATEGORIES:
            raise InvalidClaim("category")
        if not self.title.strip() and not self.language:
            raise InvalidClaim("title: empty")
        if self.level is not None and self.level not in LEVELS:
            raise InvalidClaim("level")
        for name in ("title", "issuer", "person", "identifier", "url"):
            if len(getattr(self, name)) > LONGEST:
                raise InvalidClaim(f"{name}: longer than {LONGEST}")


def key_of(claim: Claim) -> str:
    """64 characters that recognise a claim when the CV is read again: spelling, line and person do not count."""
    parts = (
        claim.category,
        " ".join(words(claim.title)),
        " ".join(words(claim.issuer)),
        " ".join(words(claim.identifier)),
        str(claim.date.year) if claim.date else "",
        claim.language or "",
        claim.level or "",
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def fields_of(claim: Claim) -> dict[str, Any]:
    """The claim as JSON has it; ``claim_from`` reads it back."""
    return asdict(claim) | {"date": str(claim.date) if claim.date else None}


def claim_from(fields: Mapping[str, Any]) -> Claim:
    """Raises InvalidClaim for anything that ``fields_of`` does not write."""
    line, level, language = fields.get("line", NO_LINE), fields.get("level"), fields.get("language")
    if type(line) is not int:
        raise InvalidClaim("line")
    return Claim(
        category=_text(fields, "category"),
        title=_text(fields, "title"),
        issuer=_text(fields, "issuer"),
        person=_text(fields, "person"),
        date=stated_date(_text(fields, "date")),
        identifier=_text(fields, "identifier"),
        url=_text(fields, "url"),
        language=_text(fields, "language") if language else None,
        level=_text(fields, "level") if level else None,
        line=line,
    )


def stated_date(text: str) -> StatedDate | None:
    """The date that ``str`` of one wrote; None for no text. Raises InvalidClaim."""
    if not text:
        return None
    parts = text.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        raise InvalidClaim("date")
    return StatedDate(*map(int, parts))


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidClaim(name)
    return value
