"""What holding one skill is worth where another is asked for.

Counted in thousandths, so that sums are exact in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from app.core.matching.inputs import SkillEvidence
from app.core.once import once
from app.core.skills.lexicon import Lexicon, default_lexicon

FULL = 1000
# A person's word is believed for the most part; each better proof closes a quarter of the rest.
RUNG_CREDIT = {"mentioned": 800, "used": 850, "course": 900, "quiz": 950, "proof": 1000}
# Django held, Python asked: most of it is there. Python held, Django asked: a beginning.
NARROWER_HELD = 750
MUCH_NARROWER_HELD = 600  # two steps or more
RELATED_HELD = 500
BROADER_HELD = 400
# Of a skill asked for with years: what not a day of them costs, and what it costs when the CV does not tell.
SHORT_YEARS_COST = 300
UNKNOWN_YEARS_COST = 150

_CACHE = 65_536
_CACHED_CREDITS = 64

Neighbours = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Credit:
    """``points`` in thousandths for an asked skill, earned by the skill ``held``. ``years`` is how long
    ``held`` was used, if that is known.
    """

    points: int
    held: str
    years: float | None = None


Credits = Mapping[str, Credit]  # by canonical name of what is asked
Years = Mapping[str, float]  # asked for, by canonical name
NO_YEARS: Years = MappingProxyType({})


@lru_cache(_CACHE)
def canonical(name: str) -> str:
    """The lexicon's id for an id, label or alias; a name that it does not know stays as it is."""
    lexicon = default_lexicon()
    if name in lexicon.skills:
        return name
    skill = lexicon.find(name)
    return name if skill is None else skill.id


def credits_of(skills: Mapping[str, SkillEvidence], asked_years: Years = NO_YEARS) -> Credits:
    """Canonical name of everything that ``skills`` cover at least in part, with the best credit.

    A skill itself always earns more than a close one, unless it was used for fewer years than asked.
    Of equal credits the first name in the alphabet earns.
    """
    held = _as_key(skills)
    best = _best(held)
    short = {name: _for_years(_earned(held)[name], asked_years[name]) for name in asked_years if name in best}
    return {**best, **short} if short else best


def earned(skills: Mapping[str, SkillEvidence]) -> Mapping[str, tuple[Credit, ...]]:
    """Every credit for each skill that ``skills`` cover, whatever years are asked for."""
    return _earned(_as_key(skills))


def for_years(credit: Credit, asked: float) -> int:
    """What is left of the points where ``asked`` years of the skill are wanted."""
    if credit.years is None:
        cost = UNKNOWN_YEARS_COST if asked > 0 else 0
    else:
        cost = round(SHORT_YEARS_COST * max(asked - credit.years, 0.0) / max(asked, 1e-9))
    return credit.points * (FULL - cost) // FULL


_Held = tuple[tuple[str, str, float | None], ...]


def _as_key(skills: Mapping[str, SkillEvidence]) -> _Held:
    return tuple((name, skills[name].rung, skills[name].years) for name in sorted(skills))


@lru_cache(_CACHED_CREDITS)
def _best(held: _Held) -> Credits:
    return MappingProxyType({name: credits[0] for name, credits in _earned(held).items()})


@lru_cache(_CACHED_CREDITS)
def _earned(held: _Held) -> Mapping[str, tuple[Credit, ...]]:
    """The best first."""
    found: defaultdict[str, list[Credit]] = defaultdict(list)
    for skill in held:
        for asked, credit in covered(*skill):
            found[asked].append(credit)
    return MappingProxyType(
        {name: tuple(sorted(credits, key=lambda credit: -credit.points)) for name, credits in found.items()}
    )


def covered(
    name: str, rung: str, years: float | None, among: Container[str] | None = None
) -> Iterator[tuple[str, Credit]]:
    """What holding ``name`` earns: for itself, and for each skill that the lexicon relates to it."""
    held, believed = canonical(name), RUNG_CREDIT[rung]
    for asked, worth in ((held, FULL), *neighbours().get(held, ())):
        if among is None or asked in among:
            yield asked, Credit(believed * worth // FULL, name, years)


def _for_years(credits: Sequence[Credit], asked: float) -> Credit:
    left = (replace(credit, points=for_years(credit, asked)) for credit in credits)
    return max(left, key=lambda credit: credit.points)


@once()
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
