"""Which questions are asked, in which order, and in which order their options stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from app.core.quizzes.rules import MIX, OPTIONS


class TooFew(ValueError):
    """There are not enough questions of some difficulty."""


@dataclass(frozen=True, slots=True)
class Picked:
    """``order`` says which option stands at each place: 0 is the right one."""

    id: int
    order: tuple[int, ...]


def enough(counts: Mapping[str, int]) -> bool:
    """Whether a quiz can be made of so many questions of each difficulty."""
    return all(counts.get(name, 0) >= count for name, count in MIX.items())


def select(questions: Iterable[tuple[int, str]], met: Mapping[int, int], seed: int) -> tuple[Picked, ...]:
    """Of (id, difficulty) pairs: those met least often first (``met`` counts by id), else by chance; the easy ones
    first. The same seed gives the same quiz. Raises TooFew."""
    chance = Random(seed)  # noqa: S311 - who can read the seed can read the answers
    given = sorted(questions)
    found = []
    for difficulty, count in MIX.items():
        there = [id_ for id_, said in given if said == difficulty]
        if len(there) < count:
            raise TooFew(f"{len(there)} {difficulty} questions, {count} are needed")
        chance.shuffle(there)
        there.sort(key=lambda id_: met.get(id_, 0))
        found += there[:count]
    return tuple(Picked(id_, _shuffled(chance)) for id_ in found)


def _shuffled(chance: Random) -> tuple[int, ...]:
    order = list(range(OPTIONS))
    chance.shuffle(order)
    return tuple(order)
