"""The other engine computes the same vectors; only where its library is installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.ai.embedder import Embedder, open_embedder
from app.ai.errors import ModelUnavailable

OFFERS = Path(__file__).resolve().parents[2] / "demo_data" / "offers.jsonl"


@pytest.fixture
def other(model_folder: Path) -> Embedder:
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    return open_embedder(model_folder, "sentence-transformers")


@pytest.fixture
def texts() -> list[str]:
    """200 texts of 2 to 300 wordpieces, in the languages of the demo offers."""
    offers = [json.loads(line) for line in OFFERS.read_text("utf-8").splitlines()]
    return [
        (offer["title"] + " " + offer["description"])[: 20 + 7 * number]
        for number, offer in enumerate(offers[:200])
    ]


def test_both_engines_compute_the_same(texts: list[str], other: Embedder, embedder: Embedder) -> None:
    assert len(texts) == 200
    cosines = (other.embed(texts) * embedder.embed(texts)).sum(axis=1)
    assert cosines.min() >= 0.9999


def test_the_same_vectors_have_the_same_name(other: Embedder, embedder: Embedder) -> None:
    assert other.model_id == embedder.model_id
    assert (other.dimensions, other.semantic) == (embedder.dimensions, embedder.semantic)


def test_blank_texts_are_zeros(other: Embedder) -> None:
    assert other.embed(["", "nurse"]).any(axis=1).tolist() == [False, True]
    assert other.embed([]).shape == (0, 384)


def test_a_folder_without_weights_is_said(other: Embedder, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"no \*\.safetensors"):
        open_embedder(tmp_path, "sentence-transformers")
    (tmp_path / "model.safetensors").write_bytes(b"junk")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        open_embedder(tmp_path, "sentence-transformers")
