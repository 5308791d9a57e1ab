"""Texts of files and vectors of texts kept between runs, when a folder is given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from app.core.cv.document import Document

Vectors = NDArray[np.float32]
_ANSWER = TypeAdapter(Document | str)
_READER = "app.core.cv.reading"


class Cache:
    """A changed file, text, model or reader of files is read anew; without a folder everything is."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def document(self, path: Path, make: Callable[[Path], Document | str]) -> Document | str:
        """The document, or the code it was refused with."""
        if self._folder is None:
            return make(path)
        digest = hashlib.sha256(path.read_bytes() + path.suffix.encode() + _reader_digest())
        kept = self._folder / f"{digest.hexdigest()[:40]}.json"
        try:
            return _ANSWER.validate_json(kept.read_bytes())
        except (OSError, ValidationError):
            found = make(path)
            _write(kept, _ANSWER.dump_json(found))
            return found

    def vectors(self, model: str, texts: Sequence[str], make: Callable[[], Vectors]) -> Vectors:
        if self._folder is None:
            return make()
        digest = hashlib.sha256("\0".join((model, *texts)).encode("utf-8", "surrogatepass"))
        kept = self._folder / f"{digest.hexdigest()[:40]}.npy"
        try:
            found = np.load(kept, allow_pickle=False)
        except (OSError, ValueError, EOFError):
            found = make()
            with kept.with_suffix(".new").open("wb") as stream:
                np.save(stream, found)
            kept.with_suffix(".new").replace(kept)
        return np.asarray(found, np.float32)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".new")
    draft.write_bytes(content)
    draft.replace(path)


@cache
def _reader_digest() -> bytes:
    """Of the source of what reads files."""
    modules = sorted(resources.files(_READER).iterdir(), key=lambda module: module.name)
    texts = (module.read_bytes() for module in modules if module.name.endswith(".py"))
    return hashlib.sha256(b"\0".join(texts)).digest()
