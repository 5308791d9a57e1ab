"""The skills that a course counts for once it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from app.core.matching.relations import canonical
from app.core.skills.reading import read_skills

MOST_TAGS: Final = 40
_CACHED: Final = 8_192


def taught_skills(title: str, tags: Sequence[str]) -> tuple[str, ...]:
    """Canonical names, those of the title first: what the title names, and the provider's tags. A course that
    is only near a skill in meaning does not count for it."""
    return _taught(title, tuple(tags[:MOST_TAGS]))


@lru_cache(_CACHED)
def _taught(title: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    named = [use.skill for use in read_skills(title, language="en") if not use.negated]
    tagged = [canonical(tag.strip()) for tag in tags if tag.strip()]
    return tuple(dict.fromkeys([*named, *tagged]))
