"""Vectors of what is searched for: made in one batch, the last few thousand kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from flask import Flask, current_app

from app.services.embedding import embedder
from app.services.recent import Recent
from course_scraper.index import Vectors

KEPT = 4_096


def init_app(app: Flask) -> None:
    app.extensions["query_vectors"] = Recent[tuple[str, str], Vectors](KEPT)


def vectors_of(texts: Sequence[str], model: str) -> Vectors | None:
    """[n, d]; None when the model of this process is another one. Raises ModelUnavailable."""
    engine = embedder()
    if not engine.semantic or engine.model_id != model:
        return None
    kept: Recent[tuple[str, str], Vectors] = current_app.extensions["query_vectors"]
    found = {text: vector for text in texts if (vector := kept.find((model, text))) is not None}
    missing = [text for text in dict.fromkeys(texts) if text not in found]
    if missing:
        made = dict(zip(missing, engine.embed(missing), strict=True))
        for text, vector in made.items():
            kept.put((model, text), vector)
        found |= made
    return (
        np.stack([found[text] for text in texts]) if texts else np.zeros((0, engine.dimensions), np.float32)
    )
