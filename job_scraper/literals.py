"""Dictionaries and lists that a CSV export wrote into one cell, as JSON or as Python."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from typing import Any, Final

_LENGTH: Final = 20_000
_READERS: tuple[Callable[[str], Any], ...] = (json.loads, ast.literal_eval)
_OPENING_BRACKETS: Final = 200  # more than any real cell nests


def read_literal(text: str) -> dict[Any, Any] | list[Any] | None:
    """None when the text is no such literal, is too long or nests too deeply."""
    text = text.strip()
    if len(text) > _LENGTH or text[:1] + text[-1:] not in {"{}", "[]"}:
        return None
    if (
        sum(text.count(bracket) for bracket in "[{(") > _OPENING_BRACKETS * 5
        or "[" * 50 in text
        or "(" * 50 in text
    ):
        return None
    for read in _READERS:
        try:
            found = read(text)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
        if isinstance(found, dict | list):
            return found
    return None
