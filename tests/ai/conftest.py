from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.ai.embedder import Embedder, open_embedder
from tests.ai.weights import find_or_set_up, link
from tools.model_weights import SetUpFailed


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    try:
        return find_or_set_up(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    except SetUpFailed as failed:
        pytest.skip(f"no sentence model here: {failed}")


@pytest.fixture
def embedder(model_folder: Path) -> Embedder:
    return open_embedder(model_folder, "onnx")


@pytest.fixture
def linked(model_folder: Path, tmp_path: Path) -> Path:
    """A folder of one's own with the model's files; they are links: replace them, do not write into them."""
    for path in model_folder.iterdir():
        if path.is_file():
            link(path, tmp_path / path.name)
    return tmp_path
