"""The tagger with the sentence model, as the product opens it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from app.ai.tuned_model import open_tuned_vectors
from app.core.skills.tagger.reading import find_spans
from app.core.skills.tagger.tagger import KNOWLEDGE, SKILL, Tagger
from app.core.skills.tagger.tuned import load_tuned
from app.services.skill_spans import open_tagger
from tests.ai.weights import find_or_set_up
from tools.model_weights import SetUpFailed

UNHEARD_OF = "Proficiency in Zephyria, Mandolo and Kestrix."


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    try:
        return find_or_set_up(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    except SetUpFailed as failed:
        pytest.skip(f"no sentence model here: {failed}")


@pytest.fixture(scope="module")
def tagger(models: Path) -> Tagger:
    return open_tagger(models)


def test_names_that_no_list_has_are_found_by_where_they_stand(tagger: Tagger) -> None:
    found = {span.surface for span in find_spans(UNHEARD_OF, tagger) if span.kind == KNOWLEDGE}
    assert {"Zephyria", "Mandolo", "Kestrix"} <= found


def test_a_skill_is_a_phrase(tagger: Tagger) -> None:
    found = find_spans("You will lead a small team and write clear reports.", tagger)
    assert any(span.kind == SKILL and "lead" in span.surface for span in found)


def test_a_sentence_is_read_alike_alone_and_among_others(tagger: Tagger) -> None:
    words = UNHEARD_OF.replace(",", "").replace(".", " .").split()
    [alone] = tagger.tag([words])
    among = tagger.tag(
        [["Apply", "now", "!"], words, ["We", "use", "Rust", "and", "Go", "every", "day", "."]]
    )[1]
    assert [(one.start, one.end, one.kind) for one in alone] == [
        (one.start, one.end, one.kind) for one in among
    ]
    np.testing.assert_allclose([one.certainty for one in alone], [one.certainty for one in among], atol=1e-3)


def test_odd_words_are_read(tagger: Tagger) -> None:
    sentences = [["", " ", "\0", "\ud800", "a" * 5000, "<X>", "😀"], [], ["\n"] * 300]
    for words, spans in zip(sentences, tagger.tag(sentences), strict=True):
        assert all(0 <= span.start < span.end <= len(words) for span in spans)


def test_changes_change_the_vectors_and_no_changes_do_not(models: Path) -> None:
    words = [["We", "use", "Rust"]]
    plain, same = open_tuned_vectors(models, {}).of(words), open_tuned_vectors(models, {}).of(words)
    changed = open_tuned_vectors(models, load_tuned().changes).of(words)
    np.testing.assert_array_equal(plain[0], same[0])
    assert np.abs(changed[0] - plain[0]).max() > 0.05


def test_without_a_model_features_alone_decide(tmp_path: Path) -> None:
    assert not open_tagger(tmp_path).semantic
    assert not open_tagger(None).semantic
