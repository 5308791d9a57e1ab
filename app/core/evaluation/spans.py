"""Spans of tokens, marked in BIO, against spans that were predicted.

Strict: kind, first and last token agree. Partial: a predicted span counts as right when it shares
at least one token with a marked span of its kind, a marked span counts as found when it shares one
with a predicted span of its kind; each counts once, however many it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.core.evaluation.arrays import Reals

COUNTS = 5  # predicted, marked, agreeing, predicted and touching, marked and touched


class Span(NamedTuple):
    """Tokens ``start`` up to but not ``end``."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Rates:
    """One number per row of counts; a rate without anything to count is 0."""

    precision: Reals
    recall: Reals
    f1: Reals


class NotBio(ValueError):
    """A tag that is neither B, I nor O."""


def spans_of(tags: Sequence[str], kind: str) -> list[Span]:
    """Tags may carry a label ("B-Skill"). An I that follows an O begins a span. Raises NotBio."""
    found: list[Span] = []
    start = -1
    for place, tag in enumerate([*tags, "O"]):
        letter = tag[:1]
        if letter not in ("B", "I", "O") or tag[1:2] not in ("", "-"):
            raise NotBio(f"tag {tag!r} is none of B, I, O")
        if start >= 0 and letter != "I":
            found.append(Span(start, place, kind))
            start = -1
        if letter == "B" or (letter == "I" and start < 0):
            start = place
    return found


def counts_of(predicted: Iterable[Span], marked: Iterable[Span]) -> Reals:
    """The COUNTS of one sentence for spans of one kind, to be added up over sentences. Repeated spans
    count once."""
    ours, theirs = set(predicted), set(marked)
    right = sum(any(_touch(span, other) for other in theirs) for span in ours)
    found = sum(any(_touch(span, other) for other in ours) for span in theirs)
    return np.array([len(ours), len(theirs), len(ours & theirs), right, found], np.float64)


def _touch(one: Span, other: Span) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def strict(sums: Reals) -> Rates:
    """``sums`` has COUNTS columns."""
    return _rates(_share(sums[:, 2], sums[:, 0]), _share(sums[:, 2], sums[:, 1]))


def partial(sums: Reals) -> Rates:
    """``sums`` has COUNTS columns."""
    return _rates(_share(sums[:, 3], sums[:, 0]), _share(sums[:, 4], sums[:, 1]))


def _share(part: Reals, whole: Reals) -> Reals:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _rates(precision: Reals, recall: Reals) -> Rates:
    return Rates(precision, recall, _share(2 * precision * recall, precision + recall))
