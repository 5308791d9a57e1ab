"""What a layout is made of, and how dates are written in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bench.certificates.page import Mark

ClaimFields = dict[str, Any]  # fields of app.core.proofs.claim.Claim

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "ar": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
}


@dataclass(frozen=True)
class Subject:
    """``shown`` are the texts on the page. ``right`` claims agree with them, ``wrong`` ones are about something
    else, ``level`` ones are about another level of the same.
    """

    shown: dict[str, str]
    right: tuple[ClaimFields, ...]
    wrong: tuple[ClaimFields, ...]
    level: tuple[ClaimFields, ...] = ()


@dataclass(frozen=True)
class Content:
    person: str
    subject: Subject
    issuer: str
    issued: date
    expires: date | None
    born: date
    number: str
    address: str

    def __getitem__(self, name: str) -> str:
        return self.subject.shown[name]


@dataclass(frozen=True)
class Layout:
    """``issuer`` as printed, ``issuers`` as claimed, ``strangers`` are claimed although it was not them.

    ``half`` is "tuned" or "held back". ``expires`` in years, 0 for a certificate without an end.
    """

    name: str
    half: str
    language: str
    category: str
    issuer: str
    issuers: tuple[str, ...]
    strangers: tuple[str, ...]
    subjects: tuple[Subject, ...]
    draw: Callable[[Content], list[Mark]]
    landscape: bool = True
    expires: int = 0
    host: str = "example.org/verify"
    people: tuple[int, ...] = field(default=tuple(range(12)))


def written(day: date, language: str, style: str = "long") -> str:
    if style == "digits":
        return f"{day:%d.%m.%Y}" if language == "de" else f"{day:%d/%m/%Y}"
    month = _MONTHS[language].split()[day.month - 1]
    if language == "en":
        return f"{month} {day.day}, {day.year}"
    return f"{day.day}. {month} {day.year}" if language == "de" else f"{day.day} {month} {day.year}"


def frame() -> list[Mark]:
    """Thin bars round the page."""
    colour = (120, 130, 160)
    return [
        Mark("", 0.5, 0.03, colour=colour, box=(0.94, 0.004)),
        Mark("", 0.5, 0.97, colour=colour, box=(0.94, 0.004)),
        Mark("", 0.03, 0.5, colour=colour, box=(0.003, 0.94)),
        Mark("", 0.97, 0.5, colour=colour, box=(0.003, 0.94)),
    ]


def centred(
    rows: Sequence[tuple[float, str, float, str, str]], x: float = 0.5, align: str = "middle"
) -> list[Mark]:
    """Rows of (y, text, size, font, key)."""
    return [Mark(text, x, y, size, font, align, key=key) for y, text, size, font, key in rows if text]


def labelled(
    rows: Sequence[tuple[float, str, str, str]], left: float = 0.12, right: float = 0.42
) -> list[Mark]:
    """Rows of (y, label, value, key) in two columns."""
    found = []
    for y, label, value, key in rows:
        found.append(Mark(label, left, y, 11, "sans", "left", colour=(70, 70, 80)))
        found.append(Mark(value, right, y, 13, "bold", "left", key=key))
    return found
