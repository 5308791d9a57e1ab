"""Records of a catalogue of any supported kind, told by content, because names lie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from course_scraper.importing.files import open_text
from course_scraper.importing.items import RecordOrBad, UnreadableFile
from course_scraper.importing.json_items import read_document, read_lines
from course_scraper.importing.table import delimiter_of, read_table

_HEAD: Final = 65_536


def read_records(path: Path) -> Iterator[RecordOrBad]:
    """Records in order, and a BadRow for each piece that is none. Raises UnreadableFile and OSError."""
    with open_text(path) as text:
        head = text.read(_HEAD).lstrip("\ufeff \t\r\n")
    if not head:
        raise UnreadableFile("empty")
    with open_text(path) as text:
        if head[0] == "{" and _is_lines(head):
            yield from read_lines(text)
        elif head[0] in "{[":
            yield from read_document(text)
        else:
            yield from read_table(text, _delimiter(head))


def _delimiter(head: str) -> str:
    found = delimiter_of(head)
    if found is None or "\x00" in head:
        raise UnreadableFile("unknown_format", "neither a table with a header row nor JSON")
    return found


def _is_lines(head: str) -> bool:
    """The first line is an object of its own, or broken while the second one begins another."""
    first, _, rest = head.partition("\n")
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return rest.lstrip().startswith("{") and not first.rstrip().endswith(("{", "["))
