from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ai.lexical import LexicalEmbedder

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["Développeuse Python à Lyon", "python developer", "cuisinier", "طباخ في تونس", "C# / C++"]
PLACES = [21, 27, 57, 89, 91, 134]
NUMBERS = [-0.0951946, -0.0951946, 0.0951946, 0.5266961, -0.0951946, 0.0951946]
EMBED = """
import sys
from app.ai.lexical import LexicalEmbedder
sys.stdout.buffer.write(LexicalEmbedder().embed({!r}).tobytes())
"""


def test_spelling_decides_what_is_close() -> None:
    developer, developers, cook = LexicalEmbedder().embed(["web developer", "web developers", "cook"])
    assert developer @ developers > 0.6
    assert abs(developer @ cook) < 0.2


def test_case_and_accents_do_not_count() -> None:
    first, second = LexicalEmbedder().embed(["DÉVELOPPEUSE Santé", "developpeuse sante"])
    assert np.array_equal(first, second)


def test_languages_that_are_told_apart_by_a_sign_stay_apart() -> None:
    sharp, plus, bare = LexicalEmbedder().embed(["c#", "c++", "c"])
    assert max(sharp @ plus, sharp @ bare, plus @ bare) < 0.9


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_every_process_computes_the_same(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EMBED.format(TEXTS)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == LexicalEmbedder().embed(TEXTS).tobytes()


def test_vectors_are_those_that_were_stored_yesterday() -> None:
    (vector,) = LexicalEmbedder().embed(["data engineer"])
    assert np.flatnonzero(vector).tolist()[:6] == PLACES
    assert np.allclose(vector[PLACES], NUMBERS, atol=1e-6)


@given(st.lists(st.text(max_size=60), max_size=6))
def test_rows_are_of_length_one_or_nothing(texts: list[str]) -> None:
    vectors = LexicalEmbedder().embed(texts)
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert all(abs(length - 1) < 1e-5 or length == 0 for length in lengths)


@given(st.lists(st.sampled_from(TEXTS), max_size=6))
def test_a_text_has_its_vector_whatever_stands_around_it(texts: list[str]) -> None:
    embedder = LexicalEmbedder()
    for text, vector in zip(texts, embedder.embed(texts), strict=True):
        assert np.array_equal(vector, embedder.embed([text])[0])


@pytest.mark.parametrize("text", ["", "   \n\t", "!!! ...", "\x00"])
def test_what_has_no_word_has_zeros(text: str) -> None:
    assert not LexicalEmbedder().embed([text]).any()


@pytest.mark.parametrize("text", ["a" * 200_000, "\ud800 half a letter", "é" * 200_000, "a b " * 50_000])
def test_odd_texts_have_a_vector(text: str) -> None:
    assert np.isclose(np.linalg.norm(LexicalEmbedder().embed([text])), 1)
