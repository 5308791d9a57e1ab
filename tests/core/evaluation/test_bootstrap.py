"""Intervals: right in the limit, the same every time, paired where they say so."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.core.evaluation.bootstrap import difference, interval, mean_interval, paired_difference


def test_the_interval_of_a_mean_has_its_standard_error() -> None:
    values = np.random.default_rng(3).normal(5.0, 2.0, 400)
    found = mean_interval(values)
    error = values.std() / 20
    assert found.value == pytest.approx(values.mean())
    assert found.low == pytest.approx(values.mean() - 1.96 * error, abs=0.03)
    assert found.high == pytest.approx(values.mean() + 1.96 * error, abs=0.03)
    assert found.units == 400


def test_the_same_figures_every_time() -> None:
    values = np.random.default_rng(4).random(30)
    assert mean_interval(values) == mean_interval(values.copy())
    assert mean_interval(values) != mean_interval(values, seed=1)


def test_two_values_give_the_quantiles_of_a_coin_tossed_twice() -> None:
    found = mean_interval(np.array([0.0, 1.0]))
    assert (found.value, found.low, found.high) == (0.5, 0.0, 1.0)


def test_units_without_a_value_are_left_out() -> None:
    found = mean_interval(np.array([1.0, float("nan"), 3.0]))
    assert (found.value, found.units) == (2.0, 2)


def test_nothing_is_unknown() -> None:
    assert isnan(mean_interval(np.array([])).value)
    assert isnan(mean_interval(np.array([float("nan")])).low)


def test_a_constant_gain_is_certain_however_the_values_vary() -> None:
    values = np.random.default_rng(5).random(40)
    found = paired_difference(values + 0.1, values)
    assert found.low == pytest.approx(0.1)
    assert found.high == pytest.approx(0.1)
    assert found.is_above_zero
    assert paired_difference(values, values + 0.1).is_below_zero


def test_no_difference_is_neither_above_nor_below() -> None:
    values = np.random.default_rng(6).random(40)
    found = paired_difference(values, values)
    assert not found.is_above_zero
    assert not found.is_below_zero


def test_a_ratio_is_taken_of_the_sums() -> None:
    rows = np.array([[1.0, 2.0], [3.0, 4.0]])
    found = interval(rows, lambda sums: sums[:, 0] / sums[:, 1])
    assert found.value == pytest.approx(4 / 6)
    assert found.low == pytest.approx(1 / 2)
    assert found.high == pytest.approx(3 / 4)


def test_a_difference_of_ratios_is_drawn_together() -> None:
    ours = np.array([[2.0, 2.0], [1.0, 4.0]])
    found = difference(ours, ours, lambda sums: sums[:, 0] / sums[:, 1])
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)


def test_draws_without_a_figure_are_left_out() -> None:
    rows = np.array([[1.0, 1.0], [0.0, 0.0]])

    def ratio(sums: np.ndarray) -> np.ndarray:
        return np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)

    found = interval(rows, ratio)
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


@given(arrays(np.float64, st.integers(1, 12), elements=st.floats(-5, 5)))
def test_bounds_stay_within_the_values(values: np.ndarray) -> None:
    found = mean_interval(values, draws=50)
    assert values.min() - 1e-9 <= found.low <= found.high <= values.max() + 1e-9
