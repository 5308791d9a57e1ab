"""Catalogues as tables: any usual delimiter, cells of several lines, rows that are broken."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, Final

from course_scraper.importing.items import RECORD_LENGTH, BadRow, Record, RecordOrBad

_DELIMITERS: Final = ",;\t|"


def delimiter_of(head: str) -> str | None:
    """The sign that parts the header row most often; None when it has a single cell."""
    line = head.lstrip("\ufeff\r\n").split("\n", 1)[0]
    best = max(_DELIMITERS, key=line.count)
    return best if line.count(best) else None


def read_table(text: IO[str], delimiter: str) -> Iterator[RecordOrBad]:
    """One record for each row below the header. Short rows lack their last cells."""
    csv.field_size_limit(max(csv.field_size_limit(), RECORD_LENGTH))
    rows = _rows(csv.reader(text, delimiter=delimiter))
    names: list[str] | None = None
    for line, row in rows:
        if isinstance(row, csv.Error):
            yield BadRow(line, "broken_row", str(row))
        elif names is None:
            names = [cell.strip().lstrip("\ufeff") for cell in row]
        elif any(cell.strip() for cell in row[len(names) :]):
            yield BadRow(line, "broken_row", f"{len(row)} cells under {len(names)} columns")
        else:
            yield Record(line, {name: cell for name, cell in zip(names, row, strict=False) if cell.strip()})


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Rows that are not blank, each with the line it begins on."""
    while True:
        line = getattr(reader, "line_num", 0) + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error
            continue
        if any(cell.strip() for cell in row):
            yield line, row
