"""Texts of a page, which come as strings, as markup or wrapped in objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from course_scraper.text import TITLE_LENGTH, one_line, plain

_WRAPPED: Final = ("cmlValue", "value", "text", "html", "htmlWithMetadata", "name", "title", "description")
_DEPTH: Final = 4


def text_in(value: Any, depth: int = _DEPTH) -> str:
    """Plain text; "" where there is none."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping) and depth:
        found = (text_in(value.get(key), depth - 1) for key in _WRAPPED)
        return next((text for text in found if text), "")
    return ""


def lines_in(values: Iterable[Any], most: int) -> tuple[str, ...]:
    """Each text on one line, each once."""
    found: dict[str, None] = {}
    for value in values:
        line = one_line(text_in(value))[:TITLE_LENGTH]
        if any(map(str.isalnum, line)):
            found.setdefault(line)
        if len(found) >= most:
            break
    return tuple(found)
