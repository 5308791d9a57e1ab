"""JSON Lines: one object on each line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from record_files.files import open_bytes, open_text
from record_files.items import RECORD_LENGTH, BadRecord, ImportedRecord, RecordOrError
from record_files.json_text import NotJson, parse_json

_PIECE: Final = 65_536
_GOES_ON: Final = ",:}]"  # an object that goes on behind a line that ends with a bracket


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


def begins_lines(path: Path, head: str) -> bool:
    """Whether a file whose text begins with ``{`` holds an object a line, judged by its ``head``."""
    return _has_whole_first_line(head) if "\n" in head else _has_long_first_line(path)


def _has_whole_first_line(text: str) -> bool:
    """An object on the first line and more behind it; one object alone is read as an object."""
    first, _, rest = text.partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(parse_json(first), dict)
    except NotJson:
        return rest.lstrip().startswith("{") and first.rstrip().endswith("}")


def _has_long_first_line(path: Path) -> bool:
    """The same for a first line longer than the head of the file, judged by where it and the next one meet."""
    last = ""
    is_ended = False
    with open_text(path) as text:
        while piece := text.readline(_PIECE):
            said = piece.strip("\ufeff \t\r\n")
            if said and is_ended:
                return last == "}" and said[0] not in _GOES_ON
            last = said[-1] if said else last
            is_ended = is_ended or (bool(last) and piece.endswith("\n"))
    return False
