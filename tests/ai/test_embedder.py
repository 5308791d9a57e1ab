"""Choosing an engine, and what every engine promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.ai import engines
from app.ai.embedder import Embedder, open_embedder
from app.ai.errors import ModelUnavailable
from app.ai.model_files import GRAPH, MANIFEST, TOKENIZER, WEIGHTS, write_manifest

ROOT = Path(__file__).resolve().parents[2]


def test_the_model_is_taken_where_it_is_set_up(model_folder: Path) -> None:
    embedder = open_embedder(model_folder)
    assert (embedder.semantic, embedder.reason, embedder.dimensions) == (True, "", 384)
    assert embedder.model_id == "all-MiniLM-L6-v2@53aa51172d14/256"


def test_without_a_model_spelling_is_compared_and_the_reason_known(tmp_path: Path) -> None:
    embedder = open_embedder(tmp_path)
    assert not embedder.semantic
    assert "python -m tools.model_weights" in embedder.reason
    assert embedder.model_id == open_embedder(tmp_path, "lexical").model_id


def test_who_asks_for_the_model_is_told_that_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"no sentence model .* python -m tools\.model_weights"):
        open_embedder(tmp_path / "nowhere", "onnx")


def test_an_unknown_engine_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="backend must be one of auto, onnx"):
        open_embedder(tmp_path, "word2vec")


def truncated(folder: Path) -> None:
    cut = (folder / WEIGHTS).read_bytes()[:1_000_000]
    (folder / WEIGHTS).unlink()
    (folder / WEIGHTS).write_bytes(cut)


def flipped(folder: Path) -> None:
    """One byte in the middle is another; the size stays."""
    data = bytearray((folder / WEIGHTS).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / WEIGHTS).unlink()
    (folder / WEIGHTS).write_bytes(data)


def without_graph(folder: Path) -> None:
    (folder / GRAPH).unlink()


def without_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def tokenizer_is_a_folder(folder: Path) -> None:
    (folder / TOKENIZER).unlink()
    (folder / TOKENIZER).mkdir()


def manifest_is(text: str, folder: Path) -> None:
    (folder / MANIFEST).unlink()
    (folder / MANIFEST).write_text(text, "utf-8")


def forgets_the_weights(folder: Path) -> None:
    given = json.loads((folder / MANIFEST).read_text("utf-8"))
    given["files"] = [file for file in given["files"] if file["name"] != WEIGHTS]
    manifest_is(json.dumps(given), folder)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (truncated, "model.safetensors has 1,000,000 bytes instead of 90,868,376"),
        (flipped, "model.safetensors is damaged"),
        (without_graph, "model.onnx cannot be read"),
        (without_manifest, "no sentence model"),
        (tokenizer_is_a_folder, "tokenizer.json has"),
        (forgets_the_weights, "does not name model.safetensors"),
    ],
)
def test_a_damaged_model_is_never_used(damage, said: str, linked: Path) -> None:
    damage(linked)
    with pytest.raises(ModelUnavailable, match=said) as caught:
        open_embedder(linked, "onnx")
    assert len(str(caught.value).splitlines()) == 1
    fallback = open_embedder(linked)
    assert not fallback.semantic
    assert said in fallback.reason


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": 3}', '{"files": [{"name": "x"}]}', "[" * 100_000, '{"files": [null]}',
             '{"files": [{"name": "a", "size": 1e999, "sha256": "", "changed_ns": 0}]}', "\x00"]
)  # fmt: skip
def test_a_manifest_of_nonsense_is_no_model(text: str, linked: Path) -> None:
    manifest_is(text, linked)
    with pytest.raises(ModelUnavailable, match=r"tools\.model_weights"):
        open_embedder(linked, "onnx")


def test_copying_the_folder_keeps_the_model(linked: Path) -> None:
    os.utime(_own(linked / TOKENIZER), (1, 1))
    assert open_embedder(linked, "onnx").semantic


def test_a_graph_that_does_not_load_is_said_when_it_is_used(linked: Path, tmp_path: Path) -> None:
    _own(linked / GRAPH).write_bytes(b"not a graph")
    write_manifest(linked, tmp_path / "draft")
    embedder = open_embedder(linked, "onnx")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        embedder.embed(["text"])


def test_libraries_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError("No module named 'heavy'")

    monkeypatch.setattr(engines, "import_module", missing)
    with pytest.raises(ModelUnavailable, match="requirements-sentence-transformers"):
        open_embedder(tmp_path, "sentence-transformers")
    assert "No module named 'heavy'" in open_embedder(tmp_path).reason


def test_opening_imports_no_runtime_before_a_model_is_there(tmp_path: Path) -> None:
    code = (
        "import sys; import app.ai.embedder, app.ai.tokens\n"
        "print([m for m in ('onnxruntime', 'tokenizers', 'torch', 'flask', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture(params=["lexical", "onnx"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Embedder:
    if request.param == "lexical":
        return open_embedder(tmp_path, "lexical")
    return request.getfixturevalue("embedder")


def test_no_texts_give_no_rows(engine: Embedder) -> None:
    vectors = engine.embed([])
    assert vectors.shape == (0, 384)
    assert vectors.dtype == np.float32


def test_blank_texts_are_zeros_among_others(engine: Embedder) -> None:
    vectors = engine.embed(["", "nurse", " \n ", "\x00\x01"])
    assert vectors.any(axis=1).tolist() == [False, True, False, False]


@pytest.mark.parametrize("wrong", [None, 3, b"bytes", ["list"]])
def test_what_is_not_text_is_a_type_error(engine: Embedder, wrong: object) -> None:
    with pytest.raises(TypeError, match="must be str"):
        engine.embed([wrong])  # type: ignore[list-item]


def _own(path: Path) -> Path:
    """A copy in place of the link."""
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    return path
