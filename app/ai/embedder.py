"""The port to whatever turns texts into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.ai.engines import engine
from app.ai.errors import ModelUnavailable
from app.ai.lexical import LexicalEmbedder

BACKENDS = ("auto", "onnx", "sentence-transformers", "lexical")


class Embedder(Protocol):
    """``model_id`` changes when vectors would: vectors of two ids must not be compared. ``semantic`` is
    false where only spelling is compared. ``reason`` says in one line why no better engine is used."""

    @property
    def model_id(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    @property
    def semantic(self) -> bool: ...
    @property
    def reason(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """[n, dimensions] in the order of ``texts``, rows of length 1; a blank text has a row of zeros."""
        ...


def open_embedder(folder: Path, backend: str = "auto", threads: int = 1) -> Embedder:
    """``auto`` is the model in ``folder``, or the lexical engine with the reason. Any other backend is
    that one or ModelUnavailable; ValueError for a name that is none of BACKENDS. ``threads`` of one call
    of ``embed``."""
    if backend not in BACKENDS:
        raise ValueError(f"backend must be one of {', '.join(BACKENDS)}, not {backend!r}")
    if backend == "lexical":
        return LexicalEmbedder()
    if backend == "sentence-transformers":
        return _sentence_transformers(folder, threads)
    try:
        return _onnx(folder, threads)
    except ModelUnavailable as unavailable:
        if backend == "onnx":
            raise
        return LexicalEmbedder(reason=str(unavailable))


def _onnx(folder: Path, threads: int) -> Embedder:
    embedder: Embedder = engine("onnx_embedder", "requirements.txt").open_onnx(folder, threads)
    return embedder


def _sentence_transformers(folder: Path, threads: int) -> Embedder:
    library = engine("sentence_transformers_embedder", "requirements-sentence-transformers.txt")
    embedder: Embedder = library.open_sentence_transformers(folder, threads)
    return embedder
