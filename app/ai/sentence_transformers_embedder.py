"""Sentence vectors from the sentence-transformers library, also for other models than ours."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from app.ai.errors import ModelUnavailable
from app.ai.model_files import NAME, WEIGHTS_SHA256, model_id, sha256_of
from app.ai.texts import readable


class SentenceTransformersEmbedder:
    semantic = True
    reason = ""

    def __init__(self, model: SentenceTransformer, model_id: str) -> None:
        self.model_id = model_id
        self.dimensions = int(model.get_embedding_dimension() or 0)
        self._model = model

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        read = [readable(text) for text in texts]
        vectors = np.zeros((len(read), self.dimensions), np.float32)
        filled = [number for number, text in enumerate(read) if text]
        if filled:
            vectors[filled] = self._model.encode(
                [read[number] for number in filled],
                batch_size=8,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return vectors


def open_sentence_transformers(folder: Path, threads: int) -> SentenceTransformersEmbedder:
    """Any sentence-transformers folder with safetensors; nothing is fetched. Raises ModelUnavailable."""
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        raise ModelUnavailable(f"no *.safetensors in {folder.name}; put a sentence-transformers model there")
    torch.set_num_threads(threads)
    try:
        model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
        )
    except Exception as error:  # the library raises what its many parts raise
        raise ModelUnavailable(
            f"{folder.name} cannot be loaded ({type(error).__name__}); fetch the model again"
        ) from error
    return SentenceTransformersEmbedder(model, _model_id(weights, model))


def _model_id(weights: Sequence[Path], model: SentenceTransformer) -> str:
    """For our own model the same as on ONNX Runtime, whose vectors are the same."""
    hashes = [sha256_of(path) for path in weights]
    code = hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
    name = NAME if code == WEIGHTS_SHA256 else weights[0].parent.resolve().name
    return model_id(name, code, int(model.max_seq_length or 0))
