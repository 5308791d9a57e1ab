"""The skills of an offer: those that its source lists, and those that its text asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.skills.lexicon import default_lexicon
from app.core.skills.reading import Asked, asked, read_skills

MOST = 60
MOST_FREE = 10
LONGEST_FREE = 80


@dataclass(frozen=True, slots=True)
class OfferSkill:
    """``skill`` is an id of the lexicon, or the source's own word where the lexicon has none."""

    skill: str
    required: bool = True
    years: float | None = None


def offer_skills(
    title: str, text: str, listed: Iterable[str] = (), language: str | None = None
) -> tuple[OfferSkill, ...]:
    """Listed skills first, then in the order of the text, at most MOST.

    A listed skill is required unless the text calls it a wish. Natural languages are no skills here: offers
    ask for them with a level, apart. Of names that the lexicon does not have the first MOST_FREE count.
    """
    lexicon = default_lexicon()
    said = asked(read_skills(f"{title}\n\n{text}", language=language))
    found: dict[str, OfferSkill] = {}
    free = 0
    for name in listed:
        known = lexicon.find(name)
        key = known.id if known else " ".join(name.split())
        if known is None:
            free += 1
            if free > MOST_FREE or not 1 < len(key) <= LONGEST_FREE:
                continue
        found.setdefault(key, _of(key, said.get(key)))
    for key, use in said.items():
        found.setdefault(key, _of(key, use))
    kept = (one for one in found.values() if not _is_language(one.skill))
    return tuple(kept)[:MOST]


def _of(skill: str, use: Asked | None) -> OfferSkill:
    return OfferSkill(skill) if use is None else OfferSkill(skill, use.required, use.years)


def _is_language(skill: str) -> bool:
    known = default_lexicon().skills.get(skill)
    return known is not None and known.kind == "language"
