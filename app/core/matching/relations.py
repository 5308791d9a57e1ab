"""What holding one skill is worth where another is asked for.

Counted in thousandths, so that sums are exact in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from app.core.matching.inputs import SkillEvidence
from app.core.skills.lexicon import Lexicon, default_lexicon

FULL = 1000
# A person's word is believed for the most part; each better proof closes a quarter of the rest.
RUNG_CREDIT = {"mentioned": 900, "used": 925, "course": 950, "quiz": 975, "proof": 1000}
# Django held, Python asked: most of it is there. Python held, Django asked: a beginning.
NARROWER_HELD = 800
MUCH_NARROWER_HELD = 600  # two steps or more
RELATED_HELD = 500
BROADER_HELD = 400

_CACHE = 65_536
_CACHED_CREDITS = 64

Neighbours = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Credit:
    """``points`` in thousandths for an asked skill, earned by ``held``."""

    points: int
    held: str


Credits = Mapping[str, Credit]  # by canonical name of what is asked


@lru_cache(_CACHE)
def canonical(name: str) -> str:
    """The lexicon's id for an id, label or alias; a name that it does not know stays as it is."""
    lexicon = default_lexicon()
    if name in lexicon.skills:
        return name
    skill = lexicon.find(name)
    return name if skill is None else skill.id


def credits_of(skills: Mapping[str, SkillEvidence]) -> Credits:
    """Canonical name of everything that ``skills`` cover at least in part, with the best credit.

    A skill itself always earns more than a close one. Of equal credits the first name in the
    alphabet earns.
    """
    return _credits(tuple(sorted((name, evidence.rung) for name, evidence in skills.items())))


@lru_cache(_CACHED_CREDITS)
def _credits(held: tuple[tuple[str, str], ...]) -> Credits:
    best: dict[str, Credit] = {}
    for name, rung in held:
        _add(best, name, rung)
    return MappingProxyType(best)


def with_skill(credits: Credits, name: str, rung: str) -> Credits:
    """As if ``name`` were held too."""
    best = dict(credits)
    _add(best, name, rung)
    return best


def _add(best: dict[str, Credit], name: str, rung: str) -> None:
    held, believed = canonical(name), RUNG_CREDIT[rung]
    for asked, worth in ((held, FULL), *neighbours().get(held, ())):
        points = believed * worth // FULL
        known = best.get(asked)
        if known is None or points > known.points:
            best[asked] = Credit(points, name)


@cache
def neighbours() -> Neighbours:
    """For each skill of the lexicon the others that holding it covers in part, and how much."""
    return neighbours_in(default_lexicon())


def neighbours_in(lexicon: Lexicon) -> Neighbours:
    """Relations hold both ways, whichever skill names them; the closest of several counts."""
    worth: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def link(held: str, asked: str, points: int) -> None:
        if held != asked:
            worth[held][asked] = max(points, worth[held].get(asked, 0))

    for skill in lexicon.skills.values():
        for step, broader in enumerate(lexicon.ancestors(skill.id)):
            link(skill.id, broader, MUCH_NARROWER_HELD if step else NARROWER_HELD)
        if skill.broader is not None:
            link(skill.broader, skill.id, BROADER_HELD)
        for related in skill.related:
            link(skill.id, related, RELATED_HELD)
            link(related, skill.id, RELATED_HELD)
    return {held: tuple(sorted(asked.items())) for held, asked in worth.items()}
