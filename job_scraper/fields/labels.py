"""Labelled lines inside a text, such as ``Lieu de travail : Sfax``, for records that are one text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from job_scraper.fold import words
from job_scraper.normalise.characters import one_line

_HEAD: Final = 20_000
_LABEL_LENGTH: Final = 40
_VALUE_LENGTH: Final = 120

PLACE = (
    *("region de", "lieu de travail", "lieu du poste", "lieu", "localisation"),
    *("location", "standort", "arbeitsort", "einsatzort"),
)
COMPANY = ("company name", "company", "entreprise", "societe", "employeur", "unternehmen", "arbeitgeber")
POSTED = (
    *("post created at", "publie le", "publiee le", "date de publication"),
    *("posted on", "date posted", "veroffentlicht am"),
)
EXPERIENCE = (
    "niveau d experience",
    "experience requise",
    "experience",
    "years of experience",
    "berufserfahrung",
)


def labelled(text: str, labels: Iterable[str]) -> str | None:
    """What stands behind the first of these labels that begins a line."""
    lines = _lines(text[:_HEAD])
    return next((lines[label] for label in labels if label in lines), None)


@lru_cache(maxsize=4)
def _lines(text: str) -> dict[str, str]:
    """Values by label in ``words``; a colon may stand on the line after its label."""
    found: dict[str, str] = {}
    previous = ""
    for line in text.split("\n"):
        before, colon, after = line.partition(":")
        label = before if before.strip() else previous
        if colon and len(label) <= _LABEL_LENGTH:
            value = one_line(after[: _VALUE_LENGTH * 2], _VALUE_LENGTH).strip(" ,")
            if value:
                found.setdefault(words(label), value)
        if line.strip():
            previous = line
    return found
