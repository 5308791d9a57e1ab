"""Long work on a terminal: one line that tells how far it is, and an end that keeps what was done."""

from __future__ import annotations

import signal
import sys

import click
from flask import current_app

from app.services import progress


def show(line: str) -> None:
    """One line that is written over again and again, for a person who watches."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{line[:100]}", nl=False, err=True)


def stop_gently() -> None:
    """The first SIGTERM or Ctrl-C lets the work end after its batch; the next one kills."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def handler(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        progress.stop(app)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handler)
