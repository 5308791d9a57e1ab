"""The folder of the sentence model: which files it has, and whether they are the ones set up.

``model.json`` is written last and names every file with size, sha256 and time of change. Hashing 90 MB
takes up to a second, so a file whose size and time are as written there is taken as it is; any other
is hashed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from app.ai.errors import ModelUnavailable

NAME = "all-MiniLM-L6-v2"
DIMENSIONS = 384
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_PIECES = 256
"""Wordpieces read of one text, the two marks of start and end among them."""

WEIGHTS, TOKENIZER, GRAPH, MANIFEST = "model.safetensors", "tokenizer.json", "model.onnx", "model.json"
REMEDY = "run: python -m tools.model_weights"


@dataclass(frozen=True)
class StoredFile:
    name: str
    size: int
    sha256: str
    changed_ns: int

    @classmethod
    def of(cls, path: Path) -> StoredFile:
        status = path.stat()
        return cls(path.name, status.st_size, sha256_of(path), status.st_mtime_ns)


@dataclass(frozen=True)
class ModelFiles:
    """A checked folder; the hashes are those written at set-up."""

    folder: Path
    weights_sha256: str
    graph_sha256: str

    @property
    def model_id(self) -> str:
        """The same for every engine that computes the same vectors."""
        return model_id(NAME, self.weights_sha256, MAX_PIECES)


def model_id(name: str, weights_sha256: str, pieces: int) -> str:
    return f"{name}@{weights_sha256[:12]}/{pieces}"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, draft: Path) -> None:
    """Describe the files as they are now. ``draft`` is a path in the same file system."""
    stored = [StoredFile.of(folder / name) for name in (WEIGHTS, TOKENIZER, GRAPH)]
    draft.write_text(json.dumps({"name": NAME, "files": [vars(file) for file in stored]}, indent=1), "utf-8")
    draft.replace(folder / MANIFEST)


def check(folder: Path) -> ModelFiles:
    """Raises ModelUnavailable when a file is missing, cut or changed."""
    files = {file.name: file for file in _manifest(folder / MANIFEST)}
    for name in (WEIGHTS, TOKENIZER, GRAPH):
        if name not in files:
            raise ModelUnavailable(f"{MANIFEST} does not name {name}; {REMEDY}")
        _check_file(folder / name, files[name])
    return ModelFiles(folder, files[WEIGHTS].sha256, files[GRAPH].sha256)


def _manifest(path: Path) -> list[StoredFile]:
    try:
        given = json.loads(path.read_text("utf-8"))
        return [
            StoredFile(str(f["name"]), int(f["size"]), str(f["sha256"]), int(f["changed_ns"]))
            for f in given["files"]
        ]
    except FileNotFoundError:
        raise ModelUnavailable(f"no sentence model is set up in {path.parent.name}; {REMEDY}") from None
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise ModelUnavailable(f"{path.name} cannot be read ({type(error).__name__}); {REMEDY}") from None


def _check_file(path: Path, expected: StoredFile) -> None:
    try:
        status = path.stat()
        if status.st_size != expected.size:
            raise ModelUnavailable(
                f"{path.name} has {status.st_size:,} bytes instead of {expected.size:,}; {REMEDY}"
            )
        if status.st_mtime_ns != expected.changed_ns and sha256_of(path) != expected.sha256:
            raise ModelUnavailable(f"{path.name} is damaged (wrong sha256); {REMEDY}")
    except OSError as error:
        raise ModelUnavailable(
            f"{path.name} cannot be read ({error.strerror or 'no reason given'}); {REMEDY}"
        ) from None
