"""Records of a catalogue of any supported kind, told by content, because names lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from record_files.files import encoding_of, head_of, read_whole
from record_files.items import BadRecord, ImportedRecord, RecordOrError, UnreadableFile
from record_files.json_array import read_array
from record_files.json_lines import begins_lines, read_lines
from record_files.json_text import NotJson, parse_json
from record_files.tables import looks_like_table, read_table

_DOCUMENT_LENGTH: Final = 200_000_000
_DEPTH: Final = 8


def read_records(path: Path) -> Iterator[RecordOrError]:
    """Records in order, and a BadRecord for each piece that is none. Raises UnreadableFile and OSError."""
    head = head_of(path)
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n")
    if not text:
        raise UnreadableFile("empty")
    if text[0] == "{" and begins_lines(path, text):
        return read_lines(path)
    if text[0] in "{[":
        return _read_document(path)
    if "\x00" in text or not looks_like_table(text):
        raise UnreadableFile("unknown_format", "neither a table with a header row nor JSON")
    return read_table(path)


def _read_document(path: Path) -> Iterator[RecordOrError]:
    """Objects in a list somewhere in the document; of a broken array those that are whole."""
    try:
        document = parse_json(read_whole(path, _DOCUMENT_LENGTH).strip().lstrip("\ufeff"))
    except NotJson:
        yield from read_array(path)
        return
    found = list(_objects(document))
    if not found:
        raise UnreadableFile("no_records", "no list of objects in it")
    for item in found:
        if isinstance(item, Mapping):
            yield ImportedRecord(1, item)
        else:
            yield BadRecord(1, "not_an_object", type(item).__name__)


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
