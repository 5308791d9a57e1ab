"""How rare a word is among the names of skills: "management" says less than "hydraulics"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import log

from app.core.matching.skill_space import words_of
from app.core.skills.lexicon import default_lexicon


def rarity(word: str) -> float:
    """1 + ln((1 + N) / (1 + n)) of N English labels of the lexicon, of which n hold the base form ``word``."""
    labels, counts = _counted()
    return 1.0 + log((1 + labels) / (1 + counts.get(word, 0)))


@cache
def _counted() -> tuple[int, Mapping[str, int]]:
    skills = default_lexicon().skills.values()
    return len(skills), Counter(word for skill in skills for word in set(words_of(skill.label)))
