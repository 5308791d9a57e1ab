"""Ask a child process for the answer about one file, and say why when there is none."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from app.core.cv.document import Refused
from app.core.cv.reading import sandbox

_ROOT = str(Path(__file__).resolve().parents[4])  # where ``app`` is imported from
_START = """
import sys
sys.path.insert(0, sys.argv[1])
from importlib import import_module
import_module(sys.argv[2]).main(*sys.argv[3:])
"""
_OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}  # SIGKILL: the hard CPU limit, or the kernel short of memory


def ask(module: str, arguments: Sequence[str], upload: int, wall: float, max_answer: int) -> bytes:
    """What ``main(*arguments)`` of a module writes when it is given the file of the descriptor ``upload``.

    Raises Refused("too_slow") or ("damaged") when it does not get as far as an answer.
    """
    command = [sys.executable, "-I", "-c", _START, _ROOT, module, *arguments]
    try:
        outcome = sandbox.run(command, upload, wall, max_answer)
    except OSError as error:
        raise Refused("too_slow", f"cannot start: {error.strerror}") from error
    if outcome.late:
        raise Refused("too_slow", "wall")
    if not outcome.output and outcome.signal in _OUT_OF_TIME:
        raise Refused("too_slow", "cpu")
    if outcome.oversized:
        raise Refused("damaged", "oversized answer")
    return outcome.output
