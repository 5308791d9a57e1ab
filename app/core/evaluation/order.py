"""How well scores put a few things in the order that people put them in.

Every measure takes one score and one human grade per thing. Things with equal scores share what
their places are worth, so the order of the input never counts. A score of NaN (nothing could be
compared) stands below every other.
"""

from __future__ import annotations

import numpy as np

from app.core.evaluation.arrays import Reals, Whole


def _tie_groups(values: Reals) -> tuple[Whole, Whole]:
    """For each value the number of its group, groups in rising order; and the size of each group."""
    _, group, counts = np.unique(values, return_inverse=True, return_counts=True)
    return group.astype(np.int64).ravel(), counts.astype(np.int64)


def ranks(values: Reals) -> Reals:
    """1 for the lowest; equal values share the mean of their ranks."""
    group, counts = _tie_groups(lowest_for_nan(values))
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2.0)[group]


def lowest_for_nan(values: Reals) -> Reals:
    return np.where(np.isnan(values), -np.inf, values)


def spearman(scores: Reals, grades: Reals) -> float:
    """Pearson's correlation of the shared ranks. 0 where all scores are equal, for they show no order;
    NaN where all grades are equal or there are fewer than two, for there is no order to find."""
    if len(grades) < 2 or np.ptp(grades) == 0:
        return float("nan")
    ours, theirs = ranks(scores), ranks(grades)
    ours, theirs = ours - ours.mean(), theirs - theirs.mean()
    norm = np.sqrt((ours @ ours) * (theirs @ theirs))
    return float(ours @ theirs / norm) if norm else 0.0


def pairwise_accuracy(scores: Reals, grades: Reals) -> float:
    """Share of the pairs with different grades whose higher one scores higher; equal scores count half.
    NaN where no two grades differ."""
    scores = ranks(scores)
    better = grades[:, None] > grades[None, :]
    if not better.any():
        return float("nan")
    difference = scores[:, None] - scores[None, :]
    return float(((difference > 0) + 0.5 * (difference == 0))[better].mean())


def ndcg(scores: Reals, gains: Reals, depth: int) -> float:
    """Discounted cumulative gain of the first ``depth`` over that of the best order, discount
    1/log2(1 + rank). NaN where there is no gain at all."""
    ideal = _discounted(gains, gains, depth)
    return _discounted(scores, gains, depth) / ideal if ideal else float("nan")


def _discounted(scores: Reals, gains: Reals, depth: int) -> float:
    """The mean over all orders of equal scores (McSherry and Najork, ECIR 2008)."""
    group, counts = _tie_groups(-lowest_for_nan(scores))
    mean_gain = np.bincount(group, weights=gains) / counts
    discounts = np.zeros(len(gains))
    shown = min(depth, len(gains))
    discounts[:shown] = 1.0 / np.log2(np.arange(2, shown + 2))
    before = np.concatenate(([0.0], np.cumsum(discounts)))
    last = np.cumsum(counts)
    return float(mean_gain @ (before[last] - before[last - counts]))


def exponential_gains(grades: Reals) -> Reals:
    """2^grade - 1: what a grade is worth in nDCG (Burges et al., ICML 2005)."""
    return np.exp2(grades) - 1.0


def first_choice(scores: Reals, grades: Reals) -> float:
    """The grade of what scores highest, the mean where several do. NaN for nothing to choose from."""
    if not len(scores):
        return float("nan")
    scores = lowest_for_nan(scores)
    return float(grades[scores == scores.max()].mean())


def auc(positive: Reals, negative: Reals) -> float:
    """Probability that a positive scores above a negative, equal scores counting half (Mann-Whitney).
    NaN without either."""
    if not len(positive) or not len(negative):
        return float("nan")
    together = ranks(np.concatenate((positive, negative)))
    above = together[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2
    return float(above / (len(positive) * len(negative)))
