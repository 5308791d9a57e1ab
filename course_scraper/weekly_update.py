"""``python -m course_scraper.weekly_update``: what cron calls once a week, with the options and exit codes of
``flask courses update``.

This package knows nothing of the application that keeps the catalogue, so it starts that as a program of its own
and hands its exit code on.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
COMMAND: Final = (sys.executable, "-m", "flask", "--app", "app", "courses", "update")
_BY_SIGNAL: Final = 128


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 done or nothing new, 1 failed or refused, 2 wrong use, 3 runs already, 75 stopped early."""
    with subprocess.Popen([*COMMAND, *arguments], cwd=ROOT) as program:  # noqa: S603 - our own command
        # Ctrl-C reaches both programs by itself; SIGTERM, as from cron or a container, only this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda number, _frame: program.send_signal(number))
        code = program.wait()
    return code if code >= 0 else _BY_SIGNAL - code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
