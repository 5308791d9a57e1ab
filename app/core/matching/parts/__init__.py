"""The parts of the score: one file each, one line each here.

The number is the weight that a part has unless the caller says otherwise.
"""

from __future__ import annotations

from app.core.matching.part import ScorePart
from app.core.matching.parts import experience, languages, location, salary, skills, title

PARTS = (
    ScorePart(skills.NAME, 30, skills.score, skills.explain),
    ScorePart(experience.NAME, 25, experience.score, experience.explain),
    ScorePart(location.NAME, 20, location.score, location.explain),
    ScorePart(salary.NAME, 15, salary.score, salary.explain),
    ScorePart(title.NAME, 10, title.score, title.explain),
    # Drops out of nearly every offer, so the weights of the others are shares of 100.
    ScorePart(languages.NAME, 10, languages.score, languages.explain),
)
