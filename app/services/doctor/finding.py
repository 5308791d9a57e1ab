"""What one look found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``said`` is what is so, in a line; ``remedy`` what to do about it, "" where it is well. A fault keeps people
    from using something or puts data at risk; a warning does not yet."""

    state: State
    said: str
    remedy: str = ""


def ok(said: str) -> Finding:
    return Finding("ok", said)


def warning(said: str, remedy: str) -> Finding:
    return Finding("warning", said, remedy)


def fault(said: str, remedy: str) -> Finding:
    return Finding("fault", said, remedy)
