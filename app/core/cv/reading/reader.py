"""The parent's side: look at size and type, ask a child for the text, check its answer."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from app.core.cv.document import Document, Refused
from app.core.cv.reading import answer, kinds, tesseract
from app.core.cv.reading.ask import ask
from app.core.cv.reading.limits import Limits

_CHILD = "app.core.cv.reading.child"


def read_in_child(path: Path, file_name: str, limits: Limits) -> Document:
    """See ``reading.read``."""
    with path.open("rb", buffering=0) as upload:
        _check_size(os.fstat(upload.fileno()).st_size, limits)
        kind = kinds.detect(os.pread(upload.fileno(), kinds.HEAD, 0), file_name)
        try:
            return _ask(upload.fileno(), kind, "text", limits)
        except Refused as refused:
            if (kind, refused.code) != ("pdf", "scanned") or tesseract.find_program() is None:
                raise
        upload.seek(0)
        return _ask(upload.fileno(), kind, "ocr", limits)


def _check_size(size: int, limits: Limits) -> None:
    if size == 0:
        raise Refused("empty")
    if size > limits.max_bytes:
        raise Refused("too_large", str(limits.max_bytes))


def _ask(upload: int, kind: str, how: str, limits: Limits) -> Document:
    wall = limits.ocr_seconds if how == "ocr" else limits.wall
    arguments = [how, kind, json.dumps(asdict(limits))]
    return answer.understand(ask(_CHILD, arguments, upload, wall, limits.max_answer), limits)
