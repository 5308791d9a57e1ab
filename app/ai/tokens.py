"""One vector per word of a sentence, for models that label words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.ai.engines import engine
from app.ai.model_files import DIMENSIONS, MAX_PIECES, ModelFiles
from app.ai.texts import readable

MAX_LETTERS = 100
"""The model knows no longer word."""


class _Model(Protocol):
    files: ModelFiles

    def pieces(self, text: str) -> list[int]: ...
    def run(
        self, rows: Sequence[Sequence[int]], output: str
    ) -> Iterator[tuple[int, NDArray[np.float32]]]: ...


class TokenVectors:
    """``model_id`` changes when vectors would."""

    dimensions = DIMENSIONS

    def __init__(self, model: _Model) -> None:
        self.model_id = f"{model.files.model_id}/tokens"
        self._model = model

    def of(self, sentences: Sequence[Sequence[str]]) -> list[NDArray[np.float32]]:
        """For each sentence, given as its words, [words, dimensions]: the last hidden state of each
        word's first wordpiece, not normalised. A word without letters the model knows of (blank,
        control characters) has a row of zeros. What is longer than the model reads is read in parts."""
        found = [np.zeros((len(words), DIMENSIONS), np.float32) for words in sentences]
        parts = [(number, part) for number, words in enumerate(sentences) for part in self._parts_of(words)]
        for place, vectors in self._model.run([part.pieces for _, part in parts], "tokens"):
            number, part = parts[place]
            found[number][part.words] = vectors[part.firsts]
        return found

    def _parts_of(self, words: Sequence[str]) -> Iterator[_Part]:
        part = _Part()
        for number, word in enumerate(words):
            pieces = self._model.pieces(readable(word)[:MAX_LETTERS])[: MAX_PIECES - 2]
            if len(part.pieces) + len(pieces) > MAX_PIECES - 2:
                yield part
                part = _Part()
            if pieces:
                part.add(number, pieces)
        if part.words:
            yield part


class _Part:
    """Consecutive words that the model reads at once. ``firsts`` are places of first wordpieces in
    the model's answer, whose place 0 is the mark of the start."""

    def __init__(self) -> None:
        self.words: list[int] = []
        self.firsts: list[int] = []
        self.pieces: list[int] = []

    def add(self, number: int, pieces: Sequence[int]) -> None:
        self.words.append(number)
        self.firsts.append(len(self.pieces) + 1)
        self.pieces.extend(pieces)


def open_token_vectors(folder: Path, threads: int = 1) -> TokenVectors:
    """Shares the session with an embedder of the same folder and number of threads. Raises
    ModelUnavailable."""
    return TokenVectors(engine("onnx_model", "requirements.txt").open_model(folder, threads))
