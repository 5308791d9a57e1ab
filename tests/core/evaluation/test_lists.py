from __future__ import annotations

from math import isnan, log2

import pytest

from app.core.evaluation.lists import ndcg_at, precision_at, reciprocal_rank


def test_a_list_by_hand() -> None:
    found, relevant = [7, 3, 9, 1], {3, 1, 8}
    assert precision_at(3, found, relevant) == pytest.approx(1 / 3)
    assert reciprocal_rank(found, relevant) == 0.5
    best = 1 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert ndcg_at(10, found, relevant) == pytest.approx((1 / log2(3) + 1 / log2(5)) / best)


def test_the_best_list_is_as_long_as_what_is_relevant() -> None:
    assert ndcg_at(10, [4, 5], {5, 4}) == pytest.approx(1.0)
    assert ndcg_at(2, [1, 2], {1, 2, 3, 4}) == pytest.approx(1.0)


def test_empty_places_are_misses() -> None:
    assert precision_at(3, [5], {5}) == pytest.approx(1 / 3)
    assert reciprocal_rank([], {5}) == 0
    assert ndcg_at(10, [], {5}) == 0


def test_nothing_relevant_is_unknown() -> None:
    assert isnan(ndcg_at(10, [1], set()))
