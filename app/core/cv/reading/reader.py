"""The parent's side: look at size and type, ask a child for the text, check its answer."""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from app.core.cv.document import Document, Refused
from app.core.cv.reading import answer, kinds, sandbox, tesseract
from app.core.cv.reading.limits import Limits

_ROOT = str(Path(__file__).resolve().parents[4])  # where ``app`` is imported from
_START = """
import sys
sys.path.insert(0, sys.argv[1])
from app.core.cv.reading.child import main
main(*sys.argv[2:])
"""
_OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}  # SIGKILL: the hard CPU limit, or the kernel short of memory


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
    command = [sys.executable, "-I", "-c", _START, _ROOT, how, kind, json.dumps(asdict(limits))]
    try:
        outcome = sandbox.run(command, upload, wall, limits.max_answer)
    except OSError as error:
        raise Refused("too_slow", f"cannot start: {error.strerror}") from error
    if outcome.late:
        raise Refused("too_slow", "wall")
    if not outcome.output and outcome.signal in _OUT_OF_TIME:
        raise Refused("too_slow", "cpu")
    if outcome.oversized:
        raise Refused("damaged", "oversized answer")
    return answer.understand(outcome.output, limits)
