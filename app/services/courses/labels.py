"""Vectors of what is searched for: made in one batch, the last few thousand kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from flask import Flask, current_app

from app.services.embedding import embedder
from course_scraper.index import Vectors

KEPT = 4_096


class Kept:
    """Vectors by model and text."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[tuple[str, str], Vectors] = OrderedDict()

    def find(self, model: str, texts: Sequence[str]) -> dict[str, Vectors]:
        with self._lock:
            found = {text: self._found[model, text] for text in texts if (model, text) in self._found}
            for text in found:
                self._found.move_to_end((model, text))
            return found

    def put(self, model: str, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            self._found.update({(model, text): vector for text, vector in vectors.items()})
            while len(self._found) > KEPT:
                self._found.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._found.clear()


def init_app(app: Flask) -> None:
    app.extensions["query_vectors"] = Kept()


def vectors_of(texts: Sequence[str], model: str) -> Vectors | None:
    """[n, d]; None when the model of this process is another one. Raises ModelUnavailable."""
    engine = embedder()
    if not engine.semantic or engine.model_id != model:
        return None
    kept: Kept = current_app.extensions["query_vectors"]
    found = kept.find(model, texts)
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    if missing:
        made = dict(zip(missing, engine.embed(missing), strict=True))
        kept.put(model, made)
        found |= made
    return (
        np.stack([found[text] for text in texts]) if texts else np.zeros((0, engine.dimensions), np.float32)
    )
