"""What two offers say that cannot both be true of one vacancy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from app.core.copies.offer import Facts
from app.core.copies.place import elsewhere

Contradiction = Literal[
    "language", "place", "contract", "work_time", "level", "remote", "years", "pay", "reference"
]

_YEARS_APART: Final = 2
_PAY_SLACK: Final = 1.02  # for rounding
_BEGINNERS, _ADVANCED = frozenset({"entry", "junior"}), frozenset({"senior", "lead", "executive"})
# A rank that a board took out of the title because it has a field for it.
_SAID_BY_FIELD = {
    "intern": "internship",
    "apprentice": "apprenticeship",
    "junior": "junior",
    "senior": "senior",
    "lead": "lead",
}


def contradiction(one: Facts, other: Facts) -> Contradiction | None:
    """The first thing that tells two offers apart for certain; what one of them does not say tells nothing."""
    return next((name for name, tells_apart in _CHECKS if tells_apart(one, other)), None)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _ranks_differ(one: Facts, other: Facts) -> bool:
    return any(
        _SAID_BY_FIELD.get(rank) not in (silent.contract, silent.level) or rank not in _SAID_BY_FIELD
        for said, silent in ((one, other), (other, one))
        for rank in said.title.ranks - silent.title.ranks
    )


def _levels_apart(one: str | None, other: str | None) -> bool:
    return (one in _BEGINNERS and other in _ADVANCED) or (one in _ADVANCED and other in _BEGINNERS)


def _pay_differs(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Whether the ranges have nothing in common; an open end reaches everywhere."""
    (low, high), (other_low, other_high) = one, other
    return _beyond(low, other_high) or _beyond(other_low, high)


def _beyond(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high * _PAY_SLACK


def _years_differ(one: Facts, other: Facts) -> bool:
    return one.years is not None and other.years is not None and abs(one.years - other.years) >= _YEARS_APART


_CHECKS: Final[tuple[tuple[Contradiction, Callable[[Facts, Facts], bool]], ...]] = (
    ("place", lambda one, other: elsewhere(one.place, other.place)),
    ("language", lambda one, other: _differ(one.language, other.language)),
    ("contract", lambda one, other: _differ(one.contract, other.contract)),
    ("work_time", lambda one, other: _differ(one.work_time, other.work_time)),
    ("level", lambda one, other: _ranks_differ(one, other) or _levels_apart(one.level, other.level)),
    ("remote", lambda one, other: {one.remote, other.remote} == {"onsite", "remote"}),
    ("years", _years_differ),
    ("pay", lambda one, other: _pay_differs(one.pay, other.pay)),
    (
        "reference",
        lambda one, other: (
            bool(one.references and other.references) and one.references.isdisjoint(other.references)
        ),
    ),
)
