"""The sentence model with some of its weights changed for another task; the official file stays as it is."""

from __future__ import annotations

from pathlib import Path

import onnxruntime

from app.ai.minilm_graph import Changes, graph_of
from app.ai.model_files import WEIGHTS, ModelFiles, check
from app.ai.onnx_model import PROVIDERS, OnnxModel, session_options
from app.ai.tokens import TokenVectors


class TunedModel(OnnxModel):
    """The changes are added once, when the session is made. It shares nothing with other sessions but
    the table of words."""

    def __init__(self, files: ModelFiles, threads: int, changes: Changes) -> None:
        super().__init__(files, threads)
        self._changes = changes

    def _session(self) -> onnxruntime.InferenceSession:
        folder = self.files.folder
        options = session_options()
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
        return onnxruntime.InferenceSession(
            graph_of(folder / WEIGHTS, self._changes), options, providers=PROVIDERS
        )


def open_tuned_vectors(folder: Path, changes: Changes, threads: int = 1) -> TokenVectors:
    """Vectors of words from the model in ``folder`` with ``changes``. Raises ModelUnavailable."""
    return TokenVectors(TunedModel(check(folder.resolve()), threads, changes))
