"""Envelope, items and complaints of the JSON interfaces of job boards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from job_scraper.page import Parsed
from job_scraper.sources._reading import Record, head_of, read_items, read_json
from outgoing.endings import Changed

_SAID_LENGTH: Final = 200
_MARKUP = re.compile(r"\s{0,200}<(?:!doctype|html|head|body|script|title|div|p\b|h1|!--|\?xml)", re.I)
_MESSAGE_NAMES: Final = (
    *("error_description", "display", "message", "messages", "detail", "error", "errors", "description"),
    *("exception", "title", "reason"),
)


def envelope(body: bytes) -> Mapping[str, Any]:
    """Raises Blocked or Changed."""
    found = read_json(body)
    if not isinstance(found, Mapping):
        raise Changed(f"a JSON {type(found).__name__} came where an object is expected", head_of(body))
    return found


def items_of(data: Mapping[str, Any], name: str, body: bytes) -> list[Any]:
    """The list of offers under this name. Raises Changed."""
    found = data.get(name)
    if not isinstance(found, list):
        said = complaint_in(data)
        raise Changed(f"the answer holds no list {name!r}" + (f": {said}" if said else ""), head_of(body))
    return found


def parsed(
    items: Iterable[Any], read: Callable[[Mapping[str, Any]], Record], total: int | None = None
) -> Parsed:
    """Item by item; what has no title, or neither a name nor an address, is broken and the others stay."""
    records, broken = read_items(items, read)
    return Parsed(records, broken, total, says_none=not (records or broken or total))


def text(value: object) -> str:
    """What a field says; "" for anything but text and numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def names_of(value: object) -> list[str]:
    """The texts of a list of texts or of objects with a name; a single text is a list of one."""
    items = value if isinstance(value, list) else [value]
    found = (text(item.get("name") if isinstance(item, Mapping) else item) for item in items[:100])
    return [name for name in found if name]


def count_of(value: object) -> int | None:
    """A count, also where it is written as text."""
    said = text(value)
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 12 else None


def complaint(body: bytes) -> str:
    """What an error body says in words, "" for one that is no JSON or says nothing."""
    try:
        return complaint_in(json.loads(body))
    except (ValueError, RecursionError):
        return ""


def complaint_in(data: object, depth: int = 0) -> str:
    if depth > 4:
        return ""
    if isinstance(data, Mapping):
        said = [complaint_in(data.get(name), depth + 1) for name in _MESSAGE_NAMES]
    elif isinstance(data, list):
        said = [complaint_in(item, depth + 1) for item in data[:3]]
    else:
        return " ".join(data[: _SAID_LENGTH * 4].split())[:_SAID_LENGTH] if isinstance(data, str) else ""
    return "; ".join(dict.fromkeys(filter(None, said)))[:_SAID_LENGTH]


def is_markup(said: str) -> bool:
    return _MARKUP.match(said[:2000]) is not None
