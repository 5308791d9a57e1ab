"""The sentence model on ONNX Runtime: texts to wordpieces, wordpieces to vectors."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.ai.errors import ModelUnavailable
from app.ai.model_files import GRAPH, MAX_PIECES, REMEDY, TOKENIZER, ModelFiles, check

Vectors = NDArray[np.float32]
START, END = 101, 102
PROVIDERS = ["CPUExecutionProvider"]
PIECES_PER_RUN, ROWS_PER_RUN = 256, 16
"""Padded wordpieces and rows of one run: one long text, five of 50 pieces, 16 titles. More is slower, its
arrays leave the processor's cache; fewer short texts pay too often for starting a run."""


@dataclass(frozen=True)
class _Loaded:
    process: int
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession


class OnnxModel:
    """Safe to use from several threads. Tokenizer and session are made at the first use, in the process
    that uses them: a session does not survive a fork, its threads stay behind."""

    def __init__(self, files: ModelFiles, threads: int) -> None:
        self.files = files
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None
        self._left_behind: list[_Loaded | None] = []

    def pieces(self, text: str) -> list[int]:
        """Wordpieces of a text, without the marks of start and end."""
        ids: list[int] = self._parts().tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def run(self, rows: Sequence[Sequence[int]], output: str) -> Iterator[tuple[int, Vectors]]:
        """Each row's number and its ``output``, in any order. Marks are put around; what is longer
        than the model reads is cut."""
        session = self._parts().session

        def vectors_of(numbers: Sequence[int]) -> Vectors:
            ids, mask = _padded([rows[number] for number in numbers])
            found: Vectors = session.run([output], {"input_ids": ids, "attention_mask": mask})[0]
            return found

        batches = list(_batches([min(len(row), MAX_PIECES - 2) for row in rows]))
        for numbers, vectors in zip(batches, self._of_each(vectors_of, batches), strict=True):
            yield from zip(numbers, vectors, strict=True)

    def _of_each(
        self, vectors_of: Callable[[Sequence[int]], Vectors], batches: Sequence[Sequence[int]]
    ) -> Iterator[Vectors]:
        """Several batches side by side are an eighth faster than the products of one divided among as many threads."""
        if min(self._threads, len(batches)) < 2:
            yield from map(vectors_of, batches)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(vectors_of, batches)

    def _parts(self) -> _Loaded:
        loaded = self._loaded
        if loaded is None or loaded.process != os.getpid():
            with self._lock:
                loaded = self._loaded
                if loaded is None or loaded.process != os.getpid():
                    # ending a session of the parent would wait for threads that are not here
                    self._left_behind.append(loaded)
                    self._loaded = loaded = self._load()
        return loaded

    def _load(self) -> _Loaded:
        folder = self.files.folder
        try:
            with ThreadPoolExecutor(1) as beside:
                session = beside.submit(self._session)
                tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
                tokenizer.no_padding()
                tokenizer.no_truncation()
                return _Loaded(os.getpid(), tokenizer, session.result())
        except Exception as error:  # both libraries raise bare Exception and classes of their own
            raise ModelUnavailable(
                f"the model cannot be loaded ({type(error).__name__}); {REMEDY}"
            ) from error

    def _session(self) -> onnxruntime.InferenceSession:
        return onnxruntime.InferenceSession(
            str(self.files.folder / GRAPH), session_options(), providers=PROVIDERS
        )


@lru_cache(maxsize=4)
def _model(files: ModelFiles, threads: int) -> OnnxModel:
    return OnnxModel(files, threads)


def open_model(folder: Path, threads: int = 1) -> OnnxModel:
    """One model per folder and process, however often it is opened. Raises ModelUnavailable."""
    return _model(check(folder.resolve()), threads)


def session_options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places in ``lengths``, the shortest first, in groups that are run together."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        size = len(batch) + 1
        if batch and (size > ROWS_PER_RUN or size * (lengths[place] + 2) > PIECES_PER_RUN):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and mask, [rows, longest], with the marks of start and end."""
    marked = [[START, *row[: MAX_PIECES - 2], END] for row in rows]
    ids = np.zeros((len(marked), max(map(len, marked))), np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(marked):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return ids, mask
