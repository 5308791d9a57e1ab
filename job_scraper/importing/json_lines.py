"""JSON Lines: one object on each line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from job_scraper.importing.files import open_bytes, open_text
from job_scraper.importing.items import RECORD_LENGTH, BadRecord, ImportedRecord, RecordOrError
from job_scraper.importing.json_text import NotJson, parse_json


def read_lines(path: Path) -> Iterator[RecordOrError]:
    with open_text(path) as text:
        for number, line in _bounded_lines(text):
            if line is None:
                yield BadRecord(number, "too_large", f"more than {RECORD_LENGTH} characters")
            elif line.strip():
                yield item_of(number, line)


def item_of(line: int, text: str) -> RecordOrError:
    """One piece of JSON as a record, or what is wrong with it."""
    try:
        found = parse_json(text)
    except NotJson as error:
        return BadRecord(line, error.code, error.detail)
    if not isinstance(found, dict):
        return BadRecord(line, "not_an_object", type(found).__name__)
    return ImportedRecord(line, found)


def _bounded_lines(text: IO[str]) -> Iterator[tuple[int, str | None]]:
    """Lines with their numbers; None for one that is too long, which is skipped without being kept."""
    number = 1
    while line := text.readline(RECORD_LENGTH + 1):
        if len(line) > RECORD_LENGTH and not line.endswith("\n"):
            while (rest := text.readline(RECORD_LENGTH)) and not rest.endswith("\n"):
                pass
            yield number, None
        else:
            yield number, line
        number += 1


def count_lines(path: Path) -> int:
    with open_bytes(path) as stream:
        return sum(bool(line.strip()) for line in stream)
