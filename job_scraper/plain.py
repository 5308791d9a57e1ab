"""A record from outside as plain JSON values of bounded size, so that nothing behind can be surprised."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from job_scraper.rejected import Rejected

MAX_CHARACTERS: Final = 1_000_000
MAX_VALUES: Final = 50_000
MAX_DEPTH: Final = 40
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class _Budget:
    def __init__(self) -> None:
        self.characters = MAX_CHARACTERS
        self.values = MAX_VALUES

    def spend(self, characters: int) -> None:
        self.characters -= characters
        self.values -= 1
        if self.characters < 0 or self.values < 0:
            raise Rejected("too_large", f"more than {MAX_CHARACTERS} characters or {MAX_VALUES} values")


def plain_record(record: object) -> dict[str, Any]:
    """A deep copy of JSON types: NaN becomes None, dates become ISO text, NUL and lone surrogates go.

    Raises Rejected ``bad_record`` or ``too_large``.
    """
    if not isinstance(record, Mapping):
        raise Rejected("bad_record", f"expected a mapping, got {type(record).__name__}")
    copied = _copy(record, _Budget(), 0)
    return copied if isinstance(copied, dict) else {}


def _copy(value: object, budget: _Budget, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise Rejected("bad_record", f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, Mapping):
        budget.spend(0)
        return {_text(key, budget): _copy(item, budget, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        budget.spend(0)
        return [_copy(item, budget, depth + 1) for item in value]
    if value is None or isinstance(value, bool):
        budget.spend(0)
        return value
    if isinstance(value, int | float):
        budget.spend(8)
        return _number(value)
    return _text(value, budget)


def _number(value: float) -> float | None:
    """Whole numbers beyond 64 bits are no number that a source means."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if -(2**63) <= value < 2**63 else None


def _text(value: object, budget: _Budget) -> str:
    if isinstance(value, bytes | bytearray):
        budget.spend(len(value))
        text = bytes(value).decode("utf-8", "replace")
    elif isinstance(value, str):
        budget.spend(len(value))
        text = value
    elif isinstance(value, date):
        budget.spend(32)
        text = value.isoformat()
    elif value is None or isinstance(value, bool | int | float):
        budget.spend(32)
        text = "" if value is None else repr(value)[:400] if not isinstance(value, int) else _digits(value)
    else:
        budget.spend(32)
        return ""
    return _UNSTORABLE.sub("", text)


def _digits(value: int) -> str:
    return str(value) if -(2**63) <= value < 2**63 else ""
