"""Skills by name."""

from __future__ import annotations

from app.core.skills.lexicon import default_lexicon
from app.words.language import current_language


def skill_name(skill_id: str) -> str:
    """In the reader's language; an id that the lexicon no longer has, as it is."""
    return default_lexicon().name(skill_id, current_language())
