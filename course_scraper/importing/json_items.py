"""Objects of JSON Lines and of JSON arrays; a broken one costs only itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

from course_scraper.importing.items import (
    FILE_LENGTH,
    RECORD_LENGTH,
    BadRow,
    Record,
    RecordOrBad,
    UnreadableFile,
)

_DECODER: Final = json.JSONDecoder(strict=False)
_GAP: Final = re.compile(r"[\s,]*")
_NEXT: Final = re.compile(r"\}\s{0,200},?\s{0,200}(?=\{\s{0,200}\")")
_BREAKS: Final = 10_000
_DEPTH: Final = 8


def read_lines(text: IO[str]) -> Iterator[RecordOrBad]:
    """One object on each line."""
    number = 0
    while line := text.readline(RECORD_LENGTH + 1):
        number += 1
        if len(line) > RECORD_LENGTH and not line.endswith("\n"):
            while (rest := text.readline(RECORD_LENGTH)) and not rest.endswith("\n"):
                continue
            yield BadRow(number, "too_large", f"more than {RECORD_LENGTH} characters")
        elif line.strip():
            yield _item(number, line.strip().lstrip("\ufeff"))


def _item(line: int, text: str) -> RecordOrBad:
    try:
        return _record(line, _DECODER.decode(text))
    except (ValueError, RecursionError) as error:
        return BadRow(line, "broken_row", str(error)[:200])


def _record(line: int, value: object) -> RecordOrBad:
    if isinstance(value, Mapping):
        return Record(line, value)
    return BadRow(line, "bad_record", type(value).__name__)


def read_document(text: IO[str]) -> Iterator[RecordOrBad]:
    """An array of objects, or an object with such an array somewhere inside.

    Raises UnreadableFile ``too_large``, ``damaged`` or ``no_courses``.
    """
    content = text.read(FILE_LENGTH + 1)
    if len(content) > FILE_LENGTH:
        raise UnreadableFile("too_large", f"more than {FILE_LENGTH} characters")
    content = content.strip().lstrip("\ufeff")
    try:
        document = _DECODER.decode(content)
    except (ValueError, RecursionError):
        yield from _salvaged(content)
        return
    found = list(_objects(document))
    if not found:
        raise UnreadableFile("no_courses", "no list of objects in it")
    for item in found:
        yield _record(1, item)


def _objects(document: Any) -> Iterator[Any]:
    """The items of every outermost list of objects, in order; else the object itself."""
    lists = list(_lists(document, _DEPTH))
    if lists:
        for items in lists:
            yield from items
    elif isinstance(document, Mapping) and document:
        yield document


def _lists(value: Any, depth: int) -> Iterator[list[Any]]:
    if isinstance(value, list):
        if any(_is_item(item) for item in value[:20]):
            yield value
        elif depth:
            for item in value[:1000]:
                yield from _lists(item, depth - 1)
    elif isinstance(value, Mapping) and depth:
        for item in value.values():
            yield from _lists(item, depth - 1)


def _is_item(value: object) -> bool:
    """An object with text of its own; one that only wraps others has none."""
    return isinstance(value, Mapping) and any(isinstance(part, str) for part in value.values())


def _salvaged(content: str) -> Iterator[RecordOrBad]:
    """Whole objects of a broken array, one after the other."""
    position = content.find("{")
    breaks = 0
    line, counted = 1, 0
    while 0 <= position < len(content) and content[position] not in "]}":
        line += content.count("\n", counted, position)
        counted = position
        try:
            value, end = _DECODER.raw_decode(content, position)
        except (ValueError, RecursionError) as error:
            yield BadRow(line, "broken_row", str(error)[:200])
            breaks += 1
            if breaks > _BREAKS:
                raise UnreadableFile("damaged", f"broken at more than {_BREAKS} places") from error
            found = _NEXT.search(content, position + 1)
            end = found.end() if found else len(content)
        else:
            yield _record(line, value)
        gap = _GAP.match(content, end)
        position = gap.end() if gap else end
