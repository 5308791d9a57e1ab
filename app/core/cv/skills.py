"""The lexicon skills a CV mentions and the lines that prove them."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.cv.document import Line
from app.core.cv.profile import ProfileSkill
from app.core.skills.extract import extract
from app.core.skills.lexicon import Lexicon


def find_skills(lines: Sequence[Line], lexicon: Lexicon | None) -> tuple[ProfileSkill, ...]:
    """Skills in order of first mention; years are not filled in yet."""
    where: dict[str, list[int]] = {}
    for line in lines:
        for mention in extract(line.text, lexicon):
            numbers = where.setdefault(mention.skill, [])
            if not numbers or numbers[-1] != line.number:
                numbers.append(line.number)
    return tuple(ProfileSkill(skill, tuple(numbers)) for skill, numbers in where.items())
