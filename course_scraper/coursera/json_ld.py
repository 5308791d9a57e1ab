"""What a page says of its course in ``application/ld+json`` scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from record_files.json_text import NotJson, parse_json

_SCRIPT: Final = re.compile(r"<script\b([^<>]{0,2000})>", re.I)
_TYPE: Final = re.compile(r"application/ld\+json", re.I)
_SCRIPTS: Final = 50
_OBJECTS: Final = 5_000
_LENGTH: Final = 1_000_000


def json_ld_objects(page: str) -> list[Mapping[str, Any]]:
    """Every object of every script that can be read, in order of appearance."""
    return [item for script in _scripts(page) for item in _objects(script)]


def of_type(objects: list[Mapping[str, Any]], name: str) -> Iterator[Mapping[str, Any]]:
    """``Course``, ``schema:Course``, an address that ends so, or a list with one of them."""
    for item in objects:
        types = item.get("@type")
        listed = types if isinstance(types, list) else [types]
        if any(isinstance(each, str) and re.split(r"[/:#]", each)[-1] == name for each in listed):
            yield item


def _scripts(page: str) -> Iterator[Any]:
    end = found = 0
    for opening in _SCRIPT.finditer(page):
        if opening.start() < end or not _TYPE.search(opening[1]):
            continue
        end = page.find("</script", opening.end())
        end = len(page) if end < 0 else end
        found += 1
        if found > _SCRIPTS:
            return
        try:
            yield parse_json(page[opening.end() : min(end, opening.end() + _LENGTH)].strip())
        except NotJson:
            continue  # another script, or the state of the page, may say it


def _objects(document: Any) -> Iterator[Mapping[str, Any]]:
    stack = [document]
    for _ in range(_OBJECTS):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, Mapping):
            yield value
        children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
        stack.extend(child for child in reversed(list(children)) if isinstance(child, Mapping | list))
