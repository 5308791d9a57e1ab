"""Parsing JSON from outside: NaN is nothing, depth is an error like any other."""

from __future__ import annotations

import json
from typing import Any


class NotJson(Exception):
    """``code`` is broken_json or too_deep."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


def _nothing(_constant: str) -> None:
    """NaN and Infinity are no JSON, but some programs write them for "not there"."""


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= 30 else float(digits[:300])


def parse_json(text: str) -> Any:
    """Of duplicate keys the last counts. Raises NotJson only."""
    try:
        return json.loads(text, parse_constant=_nothing, parse_int=_whole, strict=False)
    except RecursionError as error:
        raise NotJson("too_deep") from error
    except ValueError as error:
        raise NotJson("broken_json", str(error)[:200]) from error
