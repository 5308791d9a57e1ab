"""The figures that the page about the score shows: measured with ``flask evaluate``, written down by hand.

``published.json`` names for each the data, how many of what, the value with its 95 % interval, and the best
simple method of the same run.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("published.json")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Simple(_Frozen):
    """Another method on the same data; ``difference`` is ours minus theirs, paired."""

    name: str
    value: float
    difference: tuple[float, float, float] | None = None


class Figure(_Frozen):
    """``code`` says what was measured and ``counts`` on how many of what; the page has the words. An agreement
    runs from -1 to 1, 0 is chance; a share from 0 to 1. ``interval`` is None for a plain share."""

    code: str
    data: str
    counts: Mapping[str, int]
    scale: Literal["agreement", "share"]
    value: float
    interval: tuple[float, float] | None = None
    simple: Simple | None = None


class Published(_Frozen):
    measured_on: date
    figures: tuple[Figure, ...]


@cache
def published() -> Published:
    return Published.model_validate_json(FILE.read_text("utf-8"))
