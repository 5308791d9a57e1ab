"""The groups in which skills are listed; their names are part of addresses."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app.core.skills.lexicon import default_lexicon

_BY_KIND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tool": "competences_techniques",
        "method": "methodes",
        "knowledge": "connaissances",
        "certificate": "certifications",
        "language": "langues",
        "soft": "competences_comportementales",
    }
)
CATEGORIES: Final = tuple(_BY_KIND.values())
OTHER: Final = "connaissances"


def category_of(skill: str) -> str:
    """By an id of the lexicon; what it does not know is knowledge."""
    known = default_lexicon().skills.get(skill)
    return _BY_KIND.get(known.kind, OTHER) if known else OTHER
