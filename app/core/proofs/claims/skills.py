"""The skills that a claim stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.cv.language_words import LANGUAGE_CODE
from app.core.proofs.claim import Claim
from app.core.proofs.claims.tables import products
from app.core.skills.extract import skill_ids
from app.core.skills.lexicon import default_lexicon

_MOST = 8
_FORM = re.compile(r"\b(?:moocs?|e-learning|online)\b", re.I)  # how it was taught, not what


def skills_of(claim: Claim) -> tuple[str, ...]:
    """Canonical labels of the lexicon, each once, at most 8; none for what it does not know."""
    return tuple(dict.fromkeys(_skills(claim)))[:_MOST]


def _skills(claim: Claim) -> Iterator[str]:
    lexicon = default_lexicon()
    if claim.category == "languages":
        label = _language(claim.language)
        yield from [label] if label else []
        return
    for found in products().find(claim.title):
        yield from found.entry.skills
    about = _FORM.sub(" ", claim.title)
    yield from (lexicon.label(skill) for skill in skill_ids(about) if lexicon.get(skill).kind != "language")


def _language(code: str | None) -> str | None:
    lexicon = default_lexicon()
    names = (name for name, known in LANGUAGE_CODE.items() if known == code)
    skill = next((skill for name in names if (skill := lexicon.find(name)) is not None), None)
    return skill.label if skill is not None else None
