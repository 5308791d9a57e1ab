"""The process that parses, one upload per process; ``reader`` starts it and never imports it.

Whatever happens short of being killed, it writes one answer to stdout. The upload is stdin.
"""

from __future__ import annotations

import json
import os

from app.core.cv.document import Refused
from app.core.cv.reading import answer, lockdown, parse
from app.core.cv.reading.limits import Limits


def main(how: str, kind: str, limits_json: str) -> None:
    """``how`` is text or ocr."""
    limits = Limits(**json.loads(limits_json))
    read = parse.parser_of(kind, how)  # loads its libraries while files may still be opened
    stdout = _keep_stdout_for_the_answer()
    if how == "ocr":
        lockdown.lock_down(limits.memory, limits.ocr_seconds, may_start_programs=True)
    else:
        lockdown.lock_down(limits.memory, limits.cpu)
    try:
        words = answer.accept(parse.parse(_upload(limits), kind, limits, read))
    except Refused as refused:
        words = answer.refuse(refused)
    _write(stdout, words)
    os._exit(0)  # nothing to tidy up, and closing a broken file can crash a native library


def _keep_stdout_for_the_answer() -> int:
    """Native libraries print to descriptor 1; the answer gets one of its own."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return kept


def _upload(limits: Limits) -> bytes:
    with open(0, "rb", closefd=False) as stdin:
        return stdin.read(limits.max_bytes + 1)


def _write(descriptor: int, words: bytes) -> None:
    while words:
        words = words[os.write(descriptor, words) :]
