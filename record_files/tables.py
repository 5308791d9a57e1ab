"""Tables: any delimiter, cells of several lines, rows that are broken."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from record_files.files import open_bytes, open_text
from record_files.items import RECORD_LENGTH, BadRecord, ImportedRecord, RecordOrError

_DELIMITERS: Final = ",;\t|"
_SAMPLE_ROWS: Final = 30
_EVEN_ENOUGH: Final = 0.6
_SAMPLE_CHARACTERS: Final = 65_536


def read_table(path: Path) -> Iterator[RecordOrError]:
    """One record for each row below the header row. Short rows lack their last cells."""
    csv.field_size_limit(max(csv.field_size_limit(), RECORD_LENGTH))
    with open_text(path) as text:
        delimiter = delimiter_of(text.read(_SAMPLE_CHARACTERS))
    with open_text(path) as text:
        rows = _rows(text, delimiter)
        header = next((row for _, row in rows if isinstance(row, list)), None)
        names = _column_names(header or [])
        for line, row in rows:
            yield _item(line, row, names)


def _rows(text: IO[str], delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Rows that are not blank, each with the line it begins on."""
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
            continue
        if any(cell.strip() for cell in row):
            yield line, row


def _item(line: int, row: list[str] | csv.Error, names: list[str]) -> RecordOrError:
    if isinstance(row, csv.Error):
        return BadRecord(line, "broken_row", str(row))
    if any(cell.strip() for cell in row[len(names) :]):
        return BadRecord(line, "broken_row", f"{len(row)} cells under {len(names)} columns")
    if sum(map(len, row)) > RECORD_LENGTH:
        return BadRecord(line, "too_large", f"more than {RECORD_LENGTH} characters")
    record: dict[str, Any] = {name: cell for name, cell in zip(names, row, strict=False) if cell.strip()}
    return ImportedRecord(line, record)


def _column_names(header: list[str]) -> list[str]:
    """A second column of the same name gets a number, so that nothing is lost."""
    names: list[str] = []
    for position, cell in enumerate(header, 1):
        name = cell.strip().lstrip("\ufeff") or f"column {position}"
        names.append(f"{name} {position}" if name in names else name)
    return names


def delimiter_of(sample: str) -> str:
    """The sign that parts the first rows into the same number of cells, of those the largest number."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def looks_like_table(sample: str) -> bool:
    """Most of its first rows have the same number of cells, two or more."""
    return _evenness(sample, delimiter_of(sample))[0] >= _EVEN_ENOUGH and len(sample.splitlines()) > 1


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        rows = [
            row
            for row in islice(csv.reader(sample.splitlines(True), delimiter=delimiter), _SAMPLE_ROWS)
            if row
        ]
    except csv.Error:
        return 0.0, 0
    if not rows or len(rows[0]) < 2:
        return 0.0, 0
    whole = rows[:-1] or rows  # the sample may end inside the last row
    same = sum(len(row) == len(rows[0]) for row in whole) / len(whole)
    return round(same, 1), len(rows[0])


def count_rows(path: Path) -> int:
    """Rows below the header: line ends outside of quotes. Blank lines count too."""
    count = 0
    inside = False
    last = b""
    with open_bytes(path) as stream:
        for line in stream:
            inside ^= line.count(b'"') % 2 == 1
            count += not inside and bool(line.strip())
            last = line
    return max(0, count - 1 + (inside and bool(last.strip())))
