"""The sentence model on ONNX Runtime: texts to wordpieces, wordpieces to vectors."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
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
BATCH = 4
"""Rows of one run. Sorted by length, few rows mean little padding and small arrays that stay in cache."""


class OnnxModel:
    """Safe to use from several threads. Tokenizer and session are made at the first use, in the process
    that uses them: a session does not survive a fork, its threads stay behind."""

    def __init__(self, files: ModelFiles, threads: int) -> None:
        self.files = files
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[int, Tokenizer, onnxruntime.InferenceSession] | None = None
        self._left_behind: list[object] = []
        os.register_at_fork(after_in_child=self._forget)

    def pieces(self, text: str) -> list[int]:
        """Wordpieces of a text, without the marks of start and end."""
        ids: list[int] = self._parts()[1].encode(text, add_special_tokens=False).ids
        return ids

    def run(self, rows: Sequence[Sequence[int]], output: str) -> Iterator[tuple[int, Vectors]]:
        """Each row's number and its ``output``, in any order. Marks are put around; what is longer
        than the model reads is cut."""
        session = self._parts()[2]
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        for first in range(0, len(order), BATCH):
            numbers = order[first : first + BATCH]
            ids, mask = _padded([rows[number] for number in numbers])
            (vectors,) = session.run([output], {"input_ids": ids, "attention_mask": mask})
            yield from zip(numbers, vectors, strict=True)

    def _parts(self) -> tuple[int, Tokenizer, onnxruntime.InferenceSession]:
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    self._loaded = (os.getpid(), *self._load())
        return self._loaded

    def _load(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
        folder = self.files.folder
        try:
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            tokenizer.no_padding()
            tokenizer.no_truncation()
            return tokenizer, _session(folder / GRAPH, self._threads)
        except Exception as error:  # both libraries raise bare Exception and classes of their own
            raise ModelUnavailable(
                f"the model cannot be loaded ({type(error).__name__}); {REMEDY}"
            ) from error

    def _forget(self) -> None:
        """In a forked child: start anew, and never run the destructor of what the parent's threads hold."""
        self._left_behind.append(self._loaded)
        self._loaded, self._lock = None, threading.Lock()


@lru_cache(maxsize=4)
def _model(files: ModelFiles, threads: int) -> OnnxModel:
    return OnnxModel(files, threads)


def open_model(folder: Path, threads: int = 1) -> OnnxModel:
    """One model per folder and process, however often it is opened. Raises ModelUnavailable."""
    return _model(check(folder.resolve()), threads)


def _session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and mask, [rows, longest], with the marks of start and end."""
    marked = [[START, *row[: MAX_PIECES - 2], END] for row in rows]
    ids = np.zeros((len(marked), max(map(len, marked))), np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(marked):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return ids, mask
