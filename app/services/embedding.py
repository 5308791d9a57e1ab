"""The sentence model of this process: opened when it is first needed, after the server has forked."""

from __future__ import annotations

import os
import threading

from flask import Flask, current_app

from app.ai.embedder import Embedder, open_embedder
from app.logs import get_logger
from app.settings import Settings

log = get_logger("embedding")
MOST_THREADS = 4


class OneEmbedder:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._opened: Embedder | None = None

    def get(self) -> Embedder:
        with self._lock:
            if self._opened is None:
                settings = self._settings
                self._opened = open_embedder(settings.models_folder, settings.embedder, _threads())
                if self._opened.reason:
                    log.info("texts are compared by spelling", reason=self._opened.reason)
            return self._opened


def init_app(app: Flask) -> None:
    app.extensions["embedder"] = OneEmbedder(app.extensions["settings"])


def _threads() -> int:
    """One for each processor that this process may use, within reason: others work beside it."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, MOST_THREADS)


def embedder() -> Embedder:
    """Raises ModelUnavailable when EMBEDDER names an engine that cannot be opened."""
    one: OneEmbedder = current_app.extensions["embedder"]
    return one.get()
