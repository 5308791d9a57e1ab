"""Records of a file of any supported kind: CSV, JSON, JSON Lines (each also as .gz) and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from job_scraper.importing.html_page import read_page
from job_scraper.importing.json_ld import postings_in
from job_scraper.importing.shapes import is_offer, offers_in
from record_files.files import encoding_of, head_of, read_whole
from record_files.items import ImportedRecord, RecordOrError, UnreadableFile
from record_files.json_array import pieces_of, read_array
from record_files.json_lines import begins_lines, count_lines, read_lines
from record_files.json_text import NotJson, parse_json
from record_files.tables import count_rows, looks_like_table, read_table

_HTML = re.compile(r"<(?:!doctype|html|head|body|script|div|meta|\?xml|!--)", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TOP: Final = 5000


class Kind(StrEnum):
    TABLE = "csv"
    ARRAY = "json array"
    OBJECT = "json object"
    LINES = "json lines"
    PAGE = "html"


def read_records(path: Path) -> Iterator[RecordOrError]:
    """Records in order, and an error item for each piece that is none.

    Raises UnreadableFile, at once or while reading, when the file as a whole is of no use.
    """
    readers = {
        Kind.TABLE: read_table,
        Kind.ARRAY: _read_array,
        Kind.OBJECT: _read_object,
        Kind.LINES: read_lines,
        Kind.PAGE: read_page,
    }
    return readers[kind_of(path)](path)


def count_records(path: Path) -> int:
    """About how many records there are, for a progress bar; cheap except for objects and pages."""
    kind = kind_of(path)
    if kind is Kind.TABLE:
        return count_rows(path)
    if kind is Kind.LINES:
        return count_lines(path)
    if kind is Kind.ARRAY:
        return sum(1 for _ in pieces_of(path))
    return sum(isinstance(item, ImportedRecord) for item in read_records(path))


def kind_of(path: Path) -> Kind:
    """By content, because names lie. Raises UnreadableFile ``empty`` or ``unknown_format``."""
    head = head_of(path)
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n")
    if not text:
        raise UnreadableFile("empty")
    if text.startswith("["):
        return Kind.ARRAY
    if text.startswith("{"):
        return Kind.LINES if begins_lines(path, text) else Kind.OBJECT
    if text.startswith("<") and _HTML.search(text[:_TOP]):
        return Kind.PAGE
    if len(_CONTROL.findall(text[:_TOP])) > len(text[:_TOP]) // 50 or not looks_like_table(text):
        raise UnreadableFile("unknown_format", "neither a table nor JSON nor a web page")
    return Kind.TABLE


def _read_array(path: Path) -> Iterator[RecordOrError]:
    return read_array(path, is_offer)


def _read_object(path: Path) -> Iterator[RecordOrError]:
    """A JSON-LD document, an answer with a list of offers inside, or one offer."""
    try:
        document = parse_json(read_whole(path))
    except NotJson as error:
        raise UnreadableFile("damaged", f"{error.code}: {error.detail}") from error
    found = list(postings_in(document)) or offers_in(document)
    if not found:
        raise UnreadableFile("no_records", "no object in it has a title and more")
    for record in found:
        yield ImportedRecord(1, record)
