"""How well skills are read: precision, recall and F1 over (sentence, skill), each with its doubt."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.core.skills.sentences.labelled import Item, Label, items_of
from tests.core.skills.sentences.readers import Read, Reader

DRAWS = 1000
SEED = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """``unknown``: counting skills that the lexicon lacks; they are in no other figure.

    ``said`` and ``dated`` are how many labels have a status, or years, to compare.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    said_right: int = 0
    said: int = 0
    dated_right: int = 0
    dated: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One item: its counts, and what to look at."""

    item: Item
    counts: Counts
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """``interval`` holds F1 in 95 % of bootstrap draws of the items. Ratios of nothing are 1."""

    language: str
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]
    status: float
    years: float
    counts: Counts
    verdicts: tuple[Verdict, ...]


def measure(language: str, reader: Reader, part: str | None = None) -> Measured:
    """``part`` is one of labelled.PARTS, None for all items."""
    items = [item for item in items_of(language) if part in (None, item.part)]
    verdicts = tuple(judge(item, reader(item, language)) for item in items)
    counts = [verdict.counts for verdict in verdicts]
    total = _sum(counts)
    return Measured(
        language=language,
        precision=_ratio(total.right, total.right + total.wrong),
        recall=_ratio(total.right, total.right + total.missed),
        f1=_f1(total),
        interval=_interval(counts),
        status=_ratio(total.said_right, total.said),
        years=_ratio(total.dated_right, total.dated),
        counts=total,
        verdicts=verdicts,
    )


def judge(item: Item, found: Mapping[str, Read]) -> Verdict:
    """Status is compared for every labelled skill that was found at all; years for the counting ones
    of them where either side names some."""
    labels = [label for label in item.labels if not label.outside]
    counting = {name for name, read in found.items() if read.status != "not_asked"}
    wanted = [label for label in labels if label.counts]
    right = [label for label in wanted if counting.intersection(label.skills)]
    missed = [label for label in wanted if label not in right]
    wrong = sorted(counting.difference(*(label.skills for label in wanted)))
    said = [(label, read) for label in labels if (read := _read_of(label, found))]
    dated = [
        (label, read)
        for label, read in said
        if label in right and (label.years is not None or read.years is not None)
    ]
    counts = Counts(
        right=len(right),
        wrong=len(wrong),
        missed=len(missed),
        said_right=sum(label.status == read.status for label, read in said),
        said=len(said),
        dated_right=sum(label.years == read.years for label, read in dated),
        dated=len(dated),
        unknown=sum(label.outside and label.counts for label in item.labels),
    )
    errors = (
        *(f"missed {'|'.join(label.skills)}" for label in missed),
        *(f"wrong {name}" for name in wrong),
        *(
            f"{'|'.join(label.skills)}: {read.status}, not {label.status}"
            for label, read in said
            if label.status != read.status
        ),
        *(
            f"{'|'.join(label.skills)}: {read.years} years, not {label.years}"
            for label, read in dated
            if label.years != read.years
        ),
    )
    return Verdict(item, counts, errors)


def _read_of(label: Label, found: Mapping[str, Read]) -> Read | None:
    """Of several right answers the one that was read as labelled."""
    reads = [found[name] for name in label.skills if name in found]
    return min(reads, key=lambda read: (read.status != label.status, read.years != label.years), default=None)


def _interval(counts: Sequence[Counts]) -> tuple[float, float]:
    dice = random.Random(SEED)
    pairs = [(2 * one.right, one.wrong + one.missed) for one in counts]
    scores = sorted(_drawn(dice.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    return scores[round(0.025 * DRAWS)], scores[round(0.975 * DRAWS) - 1]


def _drawn(pairs: Sequence[tuple[int, int]]) -> float:
    twice_right = sum(right for right, _ in pairs)
    return _ratio(twice_right, twice_right + sum(errors for _, errors in pairs))


def _sum(counts: Sequence[Counts]) -> Counts:
    names = Counts.__slots__
    return Counts(*(sum(getattr(one, name) for one in counts) for name in names))


def _f1(counts: Counts) -> float:
    return _ratio(2 * counts.right, 2 * counts.right + counts.wrong + counts.missed)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
