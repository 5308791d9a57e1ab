"""Whether what was read from a CV agrees with what is known to stand there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set

import numpy as np

from app.core.evaluation.arrays import Reals
from app.core.evaluation.spans import Rates

ALIKE = 0.5
MIN_PHONE = 7


def set_counts(found: Set[Hashable], true: Set[Hashable]) -> Reals:
    """Found, true, both."""
    return np.array([len(found), len(true), len(found & true)], np.float64)


def alike_counts(found: Sequence[Set[str]], true: Sequence[Set[str]]) -> Reals:
    """Found, true, and the pairs of alike sets of words, each in one pair at most, the closest first."""
    close = sorted(
        (-likeness, ours, theirs)
        for ours, one in enumerate(found)
        for theirs, other in enumerate(true)
        if (likeness := dice(one, other)) >= ALIKE
    )
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    for _, ours, theirs in close:
        if ours not in used_ours and theirs not in used_theirs:
            used_ours.add(ours)
            used_theirs.add(theirs)
    return np.array([len(found), len(true), len(used_ours)], np.float64)


def dice(one: Set[str], other: Set[str]) -> float:
    """Twice the common words over all words, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def same_phone(one: str, other: str) -> bool:
    """Whether the digits agree, with or without the country's and the leading zero."""
    left, right = _digits(one), _digits(other)
    short, long = sorted((left, right), key=len)
    return len(short) >= MIN_PHONE and long.endswith(short)


def _digits(phone: str) -> str:
    return "".join(char for char in phone if char.isdigit()).lstrip("0")


def rates_of(sums: Reals) -> Rates:
    """``sums`` has the columns found, true, both."""
    found, true, both = sums.T
    precision = np.divide(both, found, out=np.zeros_like(both), where=found > 0)
    recall = np.divide(both, true, out=np.zeros_like(both), where=true > 0)
    return Rates(
        precision, recall, np.divide(2 * both, found + true, out=np.zeros_like(both), where=found + true > 0)
    )
