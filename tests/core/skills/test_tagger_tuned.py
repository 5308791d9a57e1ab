"""Scores from vectors of words, with made-up vectors, and once with the sentence model where it is set up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.core.skills.lexicon import Lexicon
from app.core.skills.tagger.chain import Reals
from app.core.skills.tagger.errors import WeightsError
from app.core.skills.tagger.tagger import Meaning, Tagger
from app.core.skills.tagger.tuned import CHANGED, RANK, SHIPPED, WIDTH, Tuned, load_tuned
from app.core.skills.tagger.weights import SHIPPED as WORDS

SENTENCES = [
    ["Experience", "with", "Kubernetes", "and", "Terraform", "."],
    ["Apply", "now", "!"],
    ["Word"] * 130,
    ["You", "lead", "projects", "and", "write", "Rust", "."],
]


def made_up(sentences: Sequence[Sequence[str]]) -> list[Reals]:
    """The same vector for the same word."""
    return [np.array([*map(_vector, words)], np.float32).reshape(-1, WIDTH) for words in sentences]


def _vector(word: str) -> Reals:
    return np.random.default_rng(sum(map(ord, word))).normal(size=WIDTH).astype(np.float32)


def test_changes_have_the_shapes_of_the_weights_they_are_added_to(tuned: Tuned) -> None:
    assert set(tuned.changes) == set(CHANGED)
    for name, (down, up) in tuned.changes.items():
        outputs, inputs = CHANGED[name]
        assert (down.shape, up.shape) == ((RANK, inputs), (outputs, RANK))


def test_scores_of_a_sentence_do_not_depend_on_its_neighbours(tuned: Tuned) -> None:
    vectors = made_up(SENTENCES)
    together = tuned.scores(vectors)
    alone = np.concatenate([tuned.scores([one]) for one in vectors])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_scores_depend_on_the_words_on_both_sides(tuned: Tuned) -> None:
    vectors = made_up([["one", "two", "three"]])
    scores = tuned.scores(vectors)
    for changed, others in ((0, [1]), (2, [1])):
        other = vectors[0].copy()
        other[changed] += 1
        assert not np.allclose(tuned.scores([other])[others], scores[others])


def test_a_sentence_without_words_has_no_scores(tuned: Tuned) -> None:
    assert tuned.scores(made_up([[], ["one"], []])).shape == (1, 2, 3)


def test_meaning_has_a_say(tuned: Tuned, shipped: Lexicon) -> None:
    plain = Tagger.load(lexicon=shipped)
    meaning = Tagger.load(lexicon=shipped, meaning=Meaning(tuned, made_up))
    assert (plain.semantic, meaning.semantic) == (False, True)
    assert plain.tag(SENTENCES) != meaning.tag(SENTENCES)


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.99])
def test_cut_weights(tmp_path: Path, kept: float) -> None:
    file = tmp_path / "cut.npz"
    whole = SHIPPED.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(WeightsError, match=r"cut\.npz"):
        load_tuned(file)


def test_one_file_is_not_the_other() -> None:
    with pytest.raises(WeightsError, match=r"words\.npz"):
        load_tuned(WORDS)
    with pytest.raises(WeightsError, match=r"tuned\.npz"):
        Tagger.load(SHIPPED)


def test_both_files_together_are_small_and_hold_no_text() -> None:
    assert SHIPPED.stat().st_size + WORDS.stat().st_size < 3_000_000
    with np.load(SHIPPED, allow_pickle=False) as archive:
        assert all(archive[name].dtype.kind in "if" for name in archive.files)


@pytest.fixture(scope="module")
def tuned() -> Tuned:
    return load_tuned()
