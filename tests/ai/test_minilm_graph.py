from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ai.minilm_graph import UnknownWeights, graph_of
from app.ai.model_files import GRAPH, WEIGHTS


def test_the_graph_has_two_outputs_and_no_weights_of_its_own(model_folder: Path) -> None:
    graph = onnx.load(model_folder / GRAPH, load_external_data=False).graph
    assert [output.name for output in graph.output] == ["tokens", "sentence"]
    assert (model_folder / GRAPH).stat().st_size < 100_000


def test_the_sentence_is_the_mean_of_its_tokens(model_folder: Path) -> None:
    session = onnxruntime.InferenceSession(str(model_folder / GRAPH), providers=["CPUExecutionProvider"])
    ids = np.array([[101, 7592, 2088, 102, 0, 0], [101, 2054, 2003, 2023, 1029, 102]])
    mask = (ids > 0).astype(np.int64)
    tokens, sentence = session.run(["tokens", "sentence"], {"input_ids": ids, "attention_mask": mask})
    mean = (tokens * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
    assert np.allclose(sentence, mean / np.linalg.norm(mean, axis=1, keepdims=True), atol=1e-5)


def test_the_same_weights_give_the_same_bytes(model_folder: Path) -> None:
    assert graph_of(model_folder / WEIGHTS) == (model_folder / GRAPH).read_bytes()


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    header = json.dumps({"lonely": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    (tmp_path / WEIGHTS).write_bytes(struct.pack("<Q", len(header)) + header + bytes(4))
    with pytest.raises(UnknownWeights, match=r"embeddings\.word_embeddings\.weight"):
        graph_of(tmp_path / WEIGHTS)


HEADERS = [
    b"[]",
    b"3",
    b'{"a": 1}',
    b'{"a": {"shape": []}}',
    b'{"a": {"shape": 1, "data_offsets": []}}',
    b"[" * 99_999,
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=40) | st.sampled_from(HEADERS).map(lambda h: struct.pack("<Q", len(h)) + h))
def test_nonsense_is_unknown_weights(data: bytes, tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(data)
    with pytest.raises(UnknownWeights):
        graph_of(tmp_path / WEIGHTS)
