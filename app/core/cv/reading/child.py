"""The process that parses, one upload per process; ``reader`` starts it and never imports it.

Whatever happens short of being killed, it writes one answer to stdout. The upload is stdin.
"""

from __future__ import annotations

import json
import os

from app.core.cv.document import Refused
from app.core.cv.reading import answer, channel, lockdown, parse
from app.core.cv.reading.limits import Limits


def prepare(how: str, kind: str, _limits_json: str) -> None:
    """Load the libraries of the reader: before the lock, and for all files of the kind at once."""
    parse.parser_of(kind, how)


def main(how: str, kind: str, limits_json: str) -> None:
    """``how`` is text or ocr."""
    limits = Limits(**json.loads(limits_json))
    read = parse.parser_of(kind, how)
    stdout = channel.keep_stdout_for_the_answer()
    if how == "ocr":
        lockdown.lock_down(limits.memory, limits.ocr_seconds, may_start_programs=True)
    else:
        lockdown.lock_down(limits.memory, limits.cpu)
    try:
        words = answer.accept(parse.parse(channel.upload(limits.max_bytes), kind, limits, read))
    except Refused as refused:
        words = answer.refuse(refused)
    channel.write(stdout, words)
    os._exit(0)  # nothing to tidy up, and closing a broken file can crash a native library
