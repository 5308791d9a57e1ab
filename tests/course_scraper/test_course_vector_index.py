"""The nearest rows, exactly and by sign bits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_scraper.index import ExactIndex, SignIndex, VectorIndex, Vectors


def unit(count: int, width: int = 384, seed: int = 0) -> Vectors:
    drawn = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def test_the_exact_index_sorts_by_cosine() -> None:
    vectors, queries = unit(200), unit(3, seed=1)
    found = ExactIndex(vectors).search(queries, 5)
    cosines = queries @ vectors.T
    assert (found.rows == np.argsort(-cosines, axis=1)[:, :5]).all()
    np.testing.assert_allclose(found.cosines, -np.sort(-cosines, axis=1)[:, :5], atol=1e-6)


def test_sign_bits_find_the_same_rows() -> None:
    """Vectors around centres, as embeddings are."""
    centres = unit(60)
    near = np.repeat(centres, 50, axis=0) + 0.5 * unit(3_000, seed=2)
    vectors = (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)
    queries = centres[::3]
    exact, signs = ExactIndex(vectors).search(queries, 10), SignIndex(vectors).search(queries, 10)
    shared = [len(set(one) & set(other)) for one, other in zip(exact.rows, signs.rows, strict=True)]
    assert sum(shared) >= 0.99 * 10 * len(queries)


@pytest.mark.parametrize("index", [ExactIndex, SignIndex])
def test_rows_that_are_not_allowed_stay_out(index: type[ExactIndex] | type[SignIndex]) -> None:
    vectors = unit(50)
    allowed = np.zeros(50, np.bool_)
    allowed[[3, 7]] = True
    searched: VectorIndex = index(vectors)
    found = searched.search(vectors[[3, 10]], 4, allowed)
    assert [sorted(row) for row in found.rows.tolist()] == [[-1, -1, 3, 7], [-1, -1, 3, 7]]
    assert found.rows[0, 0] == 3
    assert found.rows[0, 2:].tolist() == [-1, -1]


@pytest.mark.parametrize("index", [ExactIndex, SignIndex])
@pytest.mark.parametrize(("rows", "limit"), [(0, 3), (5, 0), (2, 9)])
def test_few_rows(index: type[ExactIndex] | type[SignIndex], rows: int, limit: int) -> None:
    found = index(unit(rows)).search(unit(2, seed=3), limit)
    assert found.rows.shape == found.cosines.shape == (2, min(rows, limit))
    assert index(unit(5)).search(unit(0), 2).rows.shape[0] == 0


@given(st.integers(1, 40), st.integers(1, 12), st.integers(1, 130), st.integers(0, 9))
def test_rescoring_all_is_exact(rows: int, limit: int, width: int, seed: int) -> None:
    vectors, queries = unit(rows, width, seed), unit(2, width, seed + 1)
    exact = ExactIndex(vectors).search(queries, limit)
    signs = SignIndex(vectors, rescored=rows).search(queries, limit)
    np.testing.assert_allclose(exact.cosines, signs.cosines, atol=1e-5)


@pytest.mark.parametrize("bad", [np.zeros(4), np.zeros((2, 3)), np.full((1, 384), np.nan)])
def test_bad_vectors_are_refused(bad: Vectors) -> None:
    with pytest.raises(ValueError, match="vectors must be"):
        ExactIndex(unit(4)).search(bad, 2)
