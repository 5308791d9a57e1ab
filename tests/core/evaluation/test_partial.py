from __future__ import annotations

import numpy as np
import pytest

from app.core.evaluation.order import ranks
from app.core.evaluation.partial import moments, partial_correlation


def partial(scores: np.ndarray, grades: np.ndarray, control: np.ndarray) -> float:
    return float(partial_correlation(moments(scores, grades, control)[None])[0])


def test_it_is_the_correlation_of_what_the_control_leaves() -> None:
    random = np.random.default_rng(2)
    control = random.normal(size=60)
    scores, grades = random.normal(size=60) + control, random.normal(size=60) + control
    design = np.column_stack((np.ones(60), control))

    def rest(values: np.ndarray) -> np.ndarray:
        return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]

    expected = np.corrcoef(rest(ranks(scores)), rest(ranks(grades)))[0, 1]
    assert partial(scores, grades, control) == pytest.approx(expected)


def test_a_score_that_only_follows_the_control_keeps_nothing() -> None:
    control = np.arange(6.0)
    found = partial(control, np.array([1.0, 3, 2, 5, 4, 6]), control)
    assert np.isnan(found) or abs(found) < 1e-6


def test_a_control_that_never_varies_changes_nothing() -> None:
    scores, grades = np.array([1.0, 2, 3, 4]), np.array([20.0, 10, 40, 30])
    assert partial(scores, grades, np.zeros(4)) == pytest.approx(0.6)


def test_scores_that_never_vary_are_unknown() -> None:
    assert np.isnan(partial(np.ones(4), np.arange(4.0), np.arange(4.0) ** 2))


def test_groups_are_added_up() -> None:
    """Each group around its own mean: a shift of a whole group moves nothing."""
    random = np.random.default_rng(8)
    groups = [random.random((3, 7)) for _ in range(3)]
    sums = sum(moments(*group) for group in groups)
    shifted = sum(moments(*(group + place)) for place, group in enumerate(groups))
    one, other = partial_correlation(np.array([sums, shifted]))
    assert one == pytest.approx(other)
