"""Measures of order against figures computed by hand."""

from __future__ import annotations

from itertools import permutations
from math import exp2, isnan, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.evaluation import order

NAN = float("nan")
values = st.lists(st.integers(0, 5), min_size=2, max_size=8)


def array(*numbers: float) -> np.ndarray:
    return np.array(numbers, np.float64)


def test_equal_values_share_their_mean_rank() -> None:
    assert order.ranks(array(10, 20, 10, 30, 10)).tolist() == [2, 4, 2, 5, 2]


def test_nan_ranks_below_everything() -> None:
    assert order.ranks(array(NAN, -5, 3)).tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("scores", "grades", "expected"),
    [
        ([1, 2, 3, 4], [10, 20, 30, 40], 1.0),
        ([4, 3, 2, 1], [10, 20, 30, 40], -1.0),
        # sum of squared rank differences 4, n 4: 1 - 6 * 4 / (4 * 15)
        ([1, 2, 3, 4], [20, 10, 40, 30], 0.6),
        # ranks 1 2.5 2.5 4 against 1 2 3 4: 4.5 / sqrt(4.5 * 5)
        ([1, 2, 2, 3], [1, 2, 3, 4], 4.5 / (4.5 * 5) ** 0.5),
        ([7, 7, 7], [1, 2, 3], 0.0),
    ],
)
def test_spearman(scores: list[float], grades: list[float], expected: float) -> None:
    assert order.spearman(array(*scores), array(*grades)) == pytest.approx(expected)


@pytest.mark.parametrize(("scores", "grades"), [([1, 2], [3, 3]), ([1], [1]), ([], [])])
def test_spearman_is_unknown_without_an_order_to_find(scores: list[float], grades: list[float]) -> None:
    assert isnan(order.spearman(array(*scores), array(*grades)))


def test_pairwise_accuracy_counts_only_pairs_that_people_tell_apart() -> None:
    # grades 1 2 2: the pairs (2>1), (2>1); scores 5, 5, 4: tie gives 0.5, wrong gives 0
    assert order.pairwise_accuracy(array(5, 5, 4), array(1, 2, 2)) == pytest.approx(0.25)
    assert isnan(order.pairwise_accuracy(array(1, 2), array(3, 3)))


def test_ndcg_of_a_wrong_order() -> None:
    gains = array(3, 2, 0, 1)
    scores = array(1, 2, 4, 3)  # shows 0, 1, 2, 3
    reached = 0 / log2(2) + 1 / log2(3) + 2 / log2(4)
    best = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)
    assert order.ndcg(scores, gains, 3) == pytest.approx(reached / best)


def test_ndcg_deeper_than_the_list_takes_the_whole_list() -> None:
    assert order.ndcg(array(2, 1), array(3, 1), 10) == pytest.approx(1.0)


def test_ndcg_is_unknown_without_gains() -> None:
    assert isnan(order.ndcg(array(1, 2), array(0, 0), 5))


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 7)), min_size=1, max_size=5), st.integers(1, 6))
def test_ndcg_with_equal_scores_is_the_mean_over_their_orders(
    rows: list[tuple[int, int]], depth: int
) -> None:
    scores = array(*(score for score, _ in rows))
    gains = array(*(gain for _, gain in rows))
    found = order.ndcg(scores, gains, depth)
    if not gains.any():
        assert isnan(found)
        return
    shifts = permutations(np.arange(len(rows)) / 100)
    every = [order.ndcg(scores + np.array(shift), gains, depth) for shift in shifts]
    assert found == pytest.approx(np.mean(every))


def test_gains_double_with_each_grade() -> None:
    assert order.exponential_gains(array(0, 1, 3)).tolist() == [0, 1, exp2(3) - 1]


def test_first_choice_is_the_mean_of_the_best_scored() -> None:
    assert order.first_choice(array(1, 9, 9), array(7, 2, 5)) == 3.5
    assert order.first_choice(array(NAN, NAN), array(2, 4)) == 3
    assert isnan(order.first_choice(array(), array()))


def test_auc_by_hand() -> None:
    # pairs: 3>1, 3>2, 2>1 win, 2=2 half: 3.5 of 4
    assert order.auc(array(3, 2), array(1, 2)) == pytest.approx(0.875)
    assert isnan(order.auc(array(), array(1)))


@given(values, values)
def test_auc_is_the_share_of_won_pairs(positive: list[int], negative: list[int]) -> None:
    won = [(p > n) + 0.5 * (p == n) for p in positive for n in negative]
    assert order.auc(array(*positive), array(*negative)) == pytest.approx(np.mean(won))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 7)), min_size=2, max_size=9), st.randoms())
def test_the_order_of_the_input_never_counts(rows: list[tuple[int, int]], random: object) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for measure in (order.spearman, order.pairwise_accuracy, order.first_choice):
        one, other = (
            measure(array(*(s for s, _ in these)), array(*(g for _, g in these)))
            for these in (rows, shuffled)
        )
        assert one == pytest.approx(other, nan_ok=True)


def test_against_scipy_and_scikit_learn() -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is not installed")
    random = np.random.default_rng(1)
    for _ in range(50):
        scores = random.integers(0, 6, 12).astype(float)
        grades = random.integers(1, 8, 12).astype(float)
        assert order.spearman(scores, grades) == pytest.approx(stats.spearmanr(scores, grades).statistic)
        gains = order.exponential_gains(grades)
        for depth in (3, 5, 12):
            assert order.ndcg(scores, gains, depth) == pytest.approx(
                metrics.ndcg_score([gains], [scores], k=depth)
            )
        is_good = grades >= np.median(grades)
        if is_good.any() and not is_good.all():
            assert order.auc(scores[is_good], scores[~is_good]) == pytest.approx(
                metrics.roc_auc_score(is_good, scores)
            )
