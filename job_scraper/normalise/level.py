"""Seniority: only what is said. Years of experience are a fact of their own and give no level here."""

from __future__ import annotations

from collections.abc import Sequence

from job_scraper.fold import camel_words, word_list
from job_scraper.vocabulary import levels

_ASSISTING = frozenset(
    {"assistant", "assistante", "secretaire", "assistenz", "pa", "deputy", "adjoint", "adjointe"}
)
_ORDER = ("executive", "lead", "senior", "mid", "junior", "entry")


def level_from_field(values: Sequence[str]) -> str | None:
    """The level of the first value that names one; in ``Junior / Confirmé`` the lower of the two."""
    for value in values:
        found = levels.FIELD.all(camel_words(value))
        if found:
            return max(found, key=_ORDER.index)
    return None


def level_from_title(title: str) -> str | None:
    """``Lead`` beside ``Senior`` wins: the title with the larger duty names the job."""
    found = levels.TITLE.all(title)
    if "entry" in found:
        return "entry"
    if "executive" in found and not _ASSISTING.isdisjoint(word_list(title)):
        return None
    return min(found, key=_ORDER.index) if found else None


def level_from_text(text: str) -> str | None:
    return levels.PROSE.first(text)
