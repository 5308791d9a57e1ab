"""Sentence vectors from the model on ONNX Runtime."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.ai.model_files import DIMENSIONS
from app.ai.onnx_model import OnnxModel, Vectors, open_model
from app.ai.texts import readable


class OnnxEmbedder:
    dimensions = DIMENSIONS
    semantic = True
    reason = ""

    def __init__(self, model: OnnxModel) -> None:
        self.model_id = model.files.model_id
        self._model = model

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        pieces = {number: self._model.pieces(readable(text)) for number, text in enumerate(texts)}
        filled = [number for number, row in pieces.items() if row]
        for place, vector in self._model.run([pieces[number] for number in filled], "sentence"):
            vectors[filled[place]] = vector
        return vectors


def open_onnx(folder: Path, threads: int) -> OnnxEmbedder:
    """Raises ModelUnavailable."""
    return OnnxEmbedder(open_model(folder, threads))
