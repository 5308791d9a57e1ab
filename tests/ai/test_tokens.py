from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ai.errors import ModelUnavailable
from app.ai.tokens import TokenVectors, open_token_vectors

WORDS = st.sampled_from(["Python", "kubernetes", "and", ".", "", "développement", "x" * 300, "\x00", "漢字"])


@pytest.fixture
def tokens(model_folder: Path) -> TokenVectors:
    return open_token_vectors(model_folder)


def test_each_word_has_a_row_in_its_sentence(tokens: TokenVectors) -> None:
    found = tokens.of([["I", "use", "PostgreSQL", "daily", "."], [], ["Python"]])
    assert [rows.shape for rows in found] == [(5, 384), (0, 384), (1, 384)]
    assert all(rows.dtype == np.float32 for rows in found)


def test_words_mean_what_their_sentence_says(tokens: TokenVectors) -> None:
    river, money, cash = tokens.of(
        [
            ["the", "bank", "of", "the", "river"],
            ["the", "bank", "lends", "money"],
            ["a", "bank", "with", "cash"],
        ]
    )
    assert _near(money[1], cash[1]) > _near(river[1], money[1])


def test_the_row_is_that_of_the_first_wordpiece(tokens: TokenVectors) -> None:
    """The last word's ending changes what follows its first piece, not which row is taken."""
    (alone,) = tokens.of([["kubernetes"]])
    vectors = dict(tokens._model.run([tokens._model.pieces("kubernetes")], "tokens"))[0]
    assert len(vectors) > 3
    assert np.allclose(alone[0], vectors[1], atol=1e-5)


def test_blank_words_have_zeros(tokens: TokenVectors) -> None:
    (rows,) = tokens.of([["data", "", " ", "\x00", "engineer"]])
    assert rows.any(axis=1).tolist() == [True, False, False, False, True]


def test_a_long_sentence_is_read_in_parts(tokens: TokenVectors) -> None:
    words = [f"word{number}" for number in range(600)]
    (rows,) = tokens.of([words])
    assert rows.shape == (600, 384)
    assert rows.any(axis=1).all()


def test_a_word_longer_than_the_model_knows_takes_one_row(tokens: TokenVectors) -> None:
    (rows,) = tokens.of([["a" * 200_000, "漢" * 5_000, "end"]])
    assert rows.any(axis=1).all()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=st.lists(st.lists(WORDS, max_size=8), max_size=6))
def test_sentences_keep_their_place(sentences: list[list[str]], tokens: TokenVectors) -> None:
    for words, rows in zip(sentences, tokens.of(sentences), strict=True):
        assert np.allclose(rows, tokens.of([words])[0], atol=1e-4)


def test_without_a_model_there_are_no_token_vectors(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"tools\.model_weights"):
        open_token_vectors(tmp_path)


def _near(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))
