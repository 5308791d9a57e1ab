"""Ask a child process for the answer about one file, and say why when there is none."""

from __future__ import annotations

import signal
from collections.abc import Sequence

from app.core.cv.document import Refused
from app.core.cv.reading import fork_client, sandbox
from app.core.cv.reading.sandbox import Outcome

_START = "from app.core.cv.reading.fork_server import main_of; main_of(*sys.argv[2:])(*sys.argv[3:])"
_OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}  # SIGKILL: the hard CPU limit, or the kernel short of memory


def ask(module: str, arguments: Sequence[str], upload: int, wall: float, max_answer: int) -> bytes:
    """What ``main(*arguments)`` of a module writes when it is given the file of the descriptor ``upload``.

    Raises Refused("too_slow") or ("damaged") when it does not get as far as an answer.
    """
    try:
        outcome = _run(module, arguments, upload, wall, max_answer)
    except OSError as error:
        raise Refused("too_slow", f"cannot start: {error.strerror}") from error
    if outcome.late:
        raise Refused("too_slow", "wall")
    if not outcome.output and outcome.signal in _OUT_OF_TIME:
        raise Refused("too_slow", "cpu")
    if outcome.oversized:
        raise Refused("damaged", "oversized answer")
    return outcome.output


def _run(module: str, arguments: Sequence[str], upload: int, wall: float, max_answer: int) -> Outcome:
    if fork_client.IS_SUPPORTED:
        return fork_client.SERVER.run(module, arguments, upload, wall, max_answer)
    return sandbox.run(sandbox.interpreter(_START, module, *arguments), upload, wall, max_answer)
